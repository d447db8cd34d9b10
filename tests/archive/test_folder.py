"""Packages in a folder: whole or not there, never written over, and checked by anybody with sha256sum."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.archive.conftest import archive_in
from tests.support.house import NOON, build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state, step

from likeverd.archive import folder as folder_archive
from likeverd.archive.actions.handing_over import hand_over_waiting
from likeverd.archive.actions.queueing import hand_over_again
from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.archive.selectors import standing
from likeverd.core.archive.steps import StepState, Trouble
from likeverd.core.vocabulary import Action, Role, State
from likeverd.documents.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db, tmp_path, settings):
    settings.ARCHIVE_FOLDER = str(tmp_path)
    house = build_house()
    archive_in("folder")
    return house


def place(tmp_path: Path, case, part: int = 0) -> Path:
    return tmp_path / "innlandet" / f"{case.number}_{part}"


def attach(case, name: str, content: bytes, now, scan=Document.CLEAN) -> Document:
    return Document.objects.create(
        case=case,
        kind=Document.ATTACHMENT,
        name=name,
        media_type="application/pdf",
        size=len(content),
        checksum=hashlib.sha256(content).hexdigest(),
        content=content,
        scan=scan,
        added_by=case.applicant,
        added_at=now,
    )


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_package_can_be_checked_by_anybody(house, tmp_path, clock):
    case = case_in_state(house, State.DECISION)
    attach(case, "Blodprøve Æøå.pdf", b"%PDF-1.7 vedlegg", NOON)
    case = step(case, Action.GRANT, house.innlandet.person(Role.MEDICAL_DIRECTOR))
    hand_over_waiting(clock)
    package = place(tmp_path, case)
    held = everything_in(package)
    assert set(held) == {
        "arkivmelding.xml",
        "arkivmelding-02.xml",
        "arkivmelding-03.xml",
        "brev/01-decision-nb.pdf",
        "sak.json",
        "sak.pdf",
        "sha256sums.txt",
        "vedlegg/01-blodprove-aeoa.pdf",
    }
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "sha256sums.txt"],
        cwd=package,
        capture_output=True,
        check=False,
    )
    assert checked.returncode == 0
    assert PATIENT_NUMBER not in str(package)
    assert standing(case).state is StepState.CONFIRMED


def test_the_same_package_has_the_same_bytes(house, tmp_path, clock):
    case = case_in_state(house, State.GRANTED)
    hand_over_waiting(clock)
    first = everything_in(place(tmp_path, case))
    shutil.rmtree(place(tmp_path, case))
    HandOver.objects.update(state="due", confirmed_at=None)
    ArchiveStep.objects.filter(kind="folder").update(state="due", next_attempt_at=clock())
    clock.later(days=40)
    hand_over_waiting(clock)
    assert everything_in(place(tmp_path, case)) == first


def test_what_comes_after_the_end_is_a_supplement_and_changes_nothing(house, tmp_path, clock):
    case = case_in_state(house, State.GRANTED)
    attach(case, "a.pdf", b"%PDF- a", NOON)
    hand_over_waiting(clock)
    first = everything_in(place(tmp_path, case))
    attach(case, "b.pdf", b"%PDF- b", clock())
    clock.later(hours=1)
    hand_over_again(case, now=clock())
    hand_over_waiting(clock)
    assert everything_in(place(tmp_path, case)) == first
    second = everything_in(place(tmp_path, case, 1))
    assert [p for p in second if p.startswith("vedlegg/")] == ["vedlegg/02-b.pdf"]
    assert b"Ligger i en tidligere pakke" in second["sak.json"]


def test_two_events_before_anybody_made_the_package_are_one_package(house, clock):
    case = case_in_state(house, State.GRANTED)
    hand_over_again(case, now=clock())
    assert HandOver.objects.get().queued_at == clock()


def test_another_package_by_that_name_is_not_touched(house, tmp_path, clock):
    case = case_in_state(house, State.GRANTED)
    there = place(tmp_path, case)
    there.mkdir(parents=True)
    (there / "noe.txt").write_text("en annens")
    hand_over_waiting(clock)
    assert standing(case).trouble is Trouble.ANOTHER_PACKAGE
    assert everything_in(there) == {"noe.txt": b"en annens"}


def test_what_a_killed_archiver_left_half_written_is_no_package(house, tmp_path, clock):
    case = case_in_state(house, State.GRANTED)
    draft = tmp_path / "innlandet" / f".{case.number}_0.part"
    draft.mkdir(parents=True)
    (draft / "sak.pdf").write_bytes(b"halv")
    hand_over_waiting(clock)
    assert os.listdir(tmp_path / "innlandet") == [f"{case.number}_0"]
    assert standing(case).state is StepState.CONFIRMED


def test_a_full_disk_is_told_and_leaves_nothing_half(house, tmp_path, clock, monkeypatch):
    monkeypatch.setattr(folder_archive, "LEAST_LEFT", 10**18)
    case = case_in_state(house, State.GRANTED)
    hand_over_waiting(clock)
    assert standing(case).trouble is Trouble.NO_ROOM
    assert list((tmp_path / "innlandet").iterdir()) == []
    monkeypatch.undo()
    clock.later(hours=1)
    hand_over_waiting(clock)
    assert standing(case).state is StepState.CONFIRMED


def test_a_file_in_quarantine_is_waited_for_and_an_infected_one_is_named_alone(
    house, tmp_path, clock
):
    case = case_in_state(house, State.GRANTED)
    waiting = attach(case, "a.pdf", b"%PDF- a", NOON, scan=Document.WAITING)
    hand_over_waiting(clock)
    assert standing(case).trouble is Trouble.FILE_IN_QUARANTINE
    Document.objects.filter(pk=waiting.pk).update(scan=Document.INFECTED)
    clock.later(hours=1)
    hand_over_waiting(clock)
    held = everything_in(place(tmp_path, case))
    assert not [path for path in held if path.startswith("vedlegg/")]
    assert "filen er ikke med" in held["sak.json"].decode()


def test_without_a_folder_it_waits(house, settings, clock):
    settings.ARCHIVE_FOLDER = ""
    case = case_in_state(house, State.GRANTED)
    hand_over_waiting(clock)
    assert standing(case).trouble is Trouble.NOT_SET_UP
