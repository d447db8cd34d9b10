"""Files of letters: workers that are killed leave each letter with one file or none; the next one makes the rest."""

import os
import random
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from tests.support.house import build_house
from tests.support.journey import case_in_state

from likeverd.core.vocabulary import State
from likeverd.letters.models import Letter, LetterFile
from likeverd.letters.records import checksum_of, file_bytes

LETTERS, KILLS = 60, 4
RUN = """
import django
django.setup()
from django.utils import timezone
from likeverd.letters.actions import make_waiting_files
make_waiting_files(now=timezone.now())
"""


def many_letters() -> None:
    """As many as a bad night leaves behind: copies of a real one."""
    letter = case_in_state(build_house(), State.REFUSED).letters.order_by("-pk").first()
    for number in range(LETTERS - 2):
        letter.pk, letter._state.adding = None, True
        letter.sequence = 1000 + number
        letter.save()
    assert Letter.objects.count() == LETTERS


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_workers_lose_no_file_and_make_none_twice(
    fresh_database, database_environment, record_property
):
    many_letters()
    environment = os.environ | database_environment
    environment["DJANGO_SETTINGS_MODULE"] = "likeverd.settings"
    # As the worker runs in a hospital: in a role of its own.
    environment["DATABASE_URL"] = environment["DATABASE_URL"].replace(
        "likeverd_app", "likeverd_job"
    )
    chance, kills = random.Random(20261125), 0
    for _ in range(KILLS):
        known = LetterFile.objects.count()
        worker = subprocess.Popen([sys.executable, "-c", RUN], env=environment)
        until = time.monotonic() + 60
        while LetterFile.objects.count() == known and worker.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(chance.random() * 0.3)
        if worker.poll() is None:
            os.kill(worker.pid, signal.SIGKILL)
            kills += 1
        worker.wait()
    assert subprocess.run([sys.executable, "-c", RUN], env=environment, check=False).returncode == 0
    assert LetterFile.objects.count() == LETTERS
    assert kills >= 2
    for kept in LetterFile.objects.select_related("letter")[:5]:
        assert bytes(kept.content) == file_bytes(kept.letter.content, kept.letter.made_at)
        assert kept.checksum == checksum_of(bytes(kept.content))
    record_property("seen", f"{kills} kills, {LETTERS} files")
    reads_nothing_else(environment["DATABASE_URL"])


def reads_nothing_else(address: str) -> None:
    """A letter that has its file is closed to jobs, and of the others they read what a file is made of."""
    with psycopg.connect(address) as job:
        job.execute("SELECT likeverd_enter_everything()")
        assert job.execute("SELECT count(id) FROM letters_letter").fetchone() == (0,)
        for forbidden in (
            "SELECT made_by_id FROM letters_letter",
            "SELECT content FROM letters_letterfile",
            "UPDATE letters_letterfile SET content = ''",
            "DELETE FROM letters_letterfile",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), job.transaction():
                job.execute(forbidden)
