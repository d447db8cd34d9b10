"""A server that others back up: notes about what its database holds, and the check of one that was restored."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import case_in_state

from likeverd.core.vocabulary import State
from likeverd.operations.backups.places import BackupFolder
from likeverd.outbox.actions import deliver_waiting
from likeverd.outbox.models import Message

COMMAND = [sys.executable, "-m", "likeverd.command_line"]


@pytest.fixture
def case(fresh_database):
    return case_in_state(build_house(), State.CLINICAL_REVIEW, now=timezone.now())


def run(
    environment: dict[str, str], folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *arguments],
        env=os.environ | environment | {"LIKEVERD_BACKUP_FOLDER": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_notes_see_every_trust_and_name_no_patient(case, database_environment, tmp_path):
    taken = run(database_environment, tmp_path, "backup")
    assert taken.returncode == 0, taken.stderr
    assert "Only notes" in taken.stdout
    folder = BackupFolder(tmp_path).newest().folder
    noted = json.loads((folder / "manifest.json").read_text())
    assert (noted["kind"], noted["rows"]["cases_case"]) == ("notes", 1)
    assert json.loads((folder / "cases.json").read_text())["cases"] == {case.number: case.version}
    assert {head["log"] for head in noted["heads"]} >= {"case_events"}
    everything = "".join(path.read_text() for path in folder.iterdir())
    assert case.patient.name not in everything
    assert case.patient.identity_number not in everything
    restoring = run(database_environment, tmp_path, "restore", "--drill")
    assert restoring.returncode == 1
    assert "holds only notes" in restoring.stdout


def test_a_restored_database_is_checked_against_the_notes_and_the_mails_that_left(
    case, database_environment, tmp_path, test_server, fresh_database, settings, mailoutbox
):
    settings.BACKUP_FOLDER = tmp_path
    assert deliver_waiting(timezone.now) > 0
    assert run(database_environment, tmp_path, "backup").returncode == 0
    good = run(database_environment, tmp_path, "restore", "--check")
    assert good.returncode == 0, good.stdout + good.stderr
    assert BackupFolder(tmp_path).last_good_drill() is not None
    # As a database restored to before the step would be: neither its newest version nor its mail.
    with test_server.connect(fresh_database) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE cases_case SET version = version - 1")
        superuser.execute("DELETE FROM outbox_message")
    told = run(database_environment, tmp_path, "restore", "--check", "--json")
    assert told.returncode == 1
    (lost,) = json.loads(told.stdout)["cases_to_enter_again"]
    assert lost["case"] == case.number
    assert f"has version {case.version - 1}; it had {case.version}" in lost["reasons"]
    assert any("a mail of" in reason for reason in lost["reasons"])
    assert not Message.objects.exists()
