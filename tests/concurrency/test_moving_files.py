"""Files are carried over by a command that is killed on the way: nothing is lost, and the next run ends it."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from tests.documents.storages import choose, folder_in
from tests.support.house import build_house
from tests.support.journey import begin

from likeverd.documents.models import Document
from likeverd.documents.storing.actions import move_files, remove_orphans
from likeverd.documents.storing.reading import content_of

FILES, SIZE, KILLS = 60, 300_000, 3
COMMAND = [sys.executable, "-m", "likeverd.command_line", "move_files"]


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def kill_on_the_way(environment: dict[str, str], folder: Path, more: int) -> None:
    """Start the command, and kill it when it has carried some files more."""
    enough = len(files_in(folder)) + more
    with subprocess.Popen(COMMAND, env=os.environ | environment) as moving:
        deadline = time.monotonic() + 60
        while len(files_in(folder)) < enough and moving.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.001)
        moving.send_signal(signal.SIGKILL)


@pytest.mark.slow
def test_a_move_that_is_killed_loses_nothing_and_is_begun_again(
    fresh_database, database_environment, settings, tmp_path
):
    house = build_house()
    case = begin(house, house.innlandet)
    contents = [os.urandom(SIZE) for _ in range(FILES)]
    for content in contents:
        Document.objects.create(
            case=case,
            kind=Document.ATTACHMENT,
            name="fil.pdf",
            media_type="application/pdf",
            size=SIZE,
            checksum=hashlib.sha256(content).hexdigest(),
            content=content,
            added_by=case.applicant,
            added_at=timezone.now(),
        )
    choose(settings, folder_in(tmp_path))
    folder = tmp_path / "files"
    environment = database_environment | folder_in(tmp_path)
    for _ in range(KILLS):
        kill_on_the_way(environment, folder, 8)
        assert [content_of(each) for each in Document.objects.order_by("id")] == contents
    assert 0 < Document.objects.filter(stored_as="").count() < FILES
    assert move_files(to_database=False).left == []
    assert [content_of(each) for each in Document.objects.order_by("id")] == contents
    known = set(Document.objects.values_list("stored_as", flat=True))
    assert len(known) == FILES
    left = len(files_in(folder)) - FILES
    assert 0 <= left <= KILLS
    assert remove_orphans(now=timezone.now() + timedelta(days=3)) == left
    assert {f"{path.parent.name}/{path.name}" for path in files_in(folder)} == known
    assert storages["documents"].exists(next(iter(known)))
