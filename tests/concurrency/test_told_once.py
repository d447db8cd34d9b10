"""Reminders: two workers at once tell nobody twice, and one that is killed leaves row and mail together or neither."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.support.copies import copies_of
from tests.support.house import build_house
from tests.support.journey import sent_as_far_as
from tests.support.sizes import FULL
from tests.support.threads import pool_of

from likeverd.core.vocabulary import Action
from likeverd.outbox.models import Message
from likeverd.timing.actions import tell_what_is_due
from likeverd.timing.models import Told

CASES, WORKERS, KILLS = 60, 4, 20 if FULL else 4
RUN = """
import django, sys
from datetime import datetime
django.setup()
from likeverd.timing.actions import tell_what_is_due
tell_what_is_due(now=datetime.fromisoformat(sys.argv[1]))
"""


def late_cases():
    """Many cases, and a moment twenty days after they were sent, at which all of it is to be told."""
    now = timezone.now()
    case = sent_as_far_as(build_house(), Action.SUBMIT, now=now)
    copies_of(case, CASES - 1)
    Message.objects.all().delete()
    return now + timedelta(days=20)


def check_all_told_once() -> int:
    """Every row has its mail, no person two of a kind; answers how many were told."""
    rows = Told.objects.exclude(person=None)
    keys = list(rows.values_list("case", "since", "reminder", "rung", "number", "person"))
    assert len(keys) == len(set(keys))
    assert Message.objects.count() == mails_owed()
    assert len(set(Told.objects.values_list("case", flat=True))) == CASES
    return Message.objects.count()


def mails_owed() -> int:
    """What became due of a case at once is one mail to each person and rung."""
    rows = Told.objects.exclude(person=None)
    return len(set(rows.values_list("case", "person", "rung")))


@pytest.mark.slow
def test_workers_at_once_tell_nobody_twice(fresh_database, record_property):
    now = late_cases()
    together = threading.Barrier(WORKERS)

    def work() -> int:
        together.wait(timeout=30)
        return tell_what_is_due(now=now)

    with pool_of(WORKERS) as pool:
        sent = [job.result(timeout=100) for job in [pool.submit(work) for _ in range(WORKERS)]]
    told = check_all_told_once()
    assert sum(sent) == told
    record_property("seen", f"{WORKERS} workers, {told} told, shares {sent}")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_workers_lose_nothing_and_tell_nothing_twice(
    fresh_database, database_environment, record_property
):
    now = late_cases()
    environment = os.environ | database_environment
    environment["DJANGO_SETTINGS_MODULE"] = "likeverd.settings"
    # As the worker runs in a hospital: in a role of its own, which reads no case.
    environment["DATABASE_URL"] = environment["DATABASE_URL"].replace(
        "likeverd_app", "likeverd_job"
    )
    assert "likeverd_job" in environment["DATABASE_URL"]
    chance = random.Random(20261125)
    kills = 0
    for _ in range(KILLS):
        known = Told.objects.count()
        worker = subprocess.Popen([sys.executable, "-c", RUN, now.isoformat()], env=environment)
        until = time.monotonic() + 40
        # Killed only when it is at work, at a random moment of it.
        while Told.objects.count() == known and worker.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.01)
        time.sleep(chance.random() * 0.15)
        if worker.poll() is None:
            os.kill(worker.pid, signal.SIGKILL)
            kills += 1
        worker.wait()
        assert Message.objects.count() == mails_owed()
    assert kills >= 3
    tell_what_is_due(now=now)
    record_property("seen", f"{kills} kills, {check_all_told_once()} told once")
