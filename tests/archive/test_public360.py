"""Whatever the archive does, the case is there once, with every file, or somebody is told why not."""

import hashlib
import logging

import pytest
from tests.archive.conftest import archive_in
from tests.support.house import build_house
from tests.support.journey import case_in_state, step

from likeverd.archive.actions.handing_over import hand_over_waiting
from likeverd.archive.actions.mending import try_again
from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.archive.refused import NoSuchHandOver
from likeverd.archive.selectors import standing
from likeverd.core.archive.steps import StepState, Trouble
from likeverd.core.vocabulary import Action, Role, State
from likeverd.packet.models import PacketItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    house = build_house()
    archive_in("public360", classification="241", series="SAK")
    return house


def states():
    return list(ArchiveStep.objects.order_by("id").values_list("state", flat=True))


def there_once(fake):
    """One case, and each of its documents once (the case, the doctor's letter), each file the one that we noted."""
    assert len(fake.cases) == 1
    steps = {row.external_id: row for row in ArchiveStep.objects.filter(kind="document")}
    assert len(steps) == 2
    assert sorted(each["ExternalId"]["Id"] for each in fake.documents) == sorted(steps)
    for document in fake.documents:
        files = [fake.uploads[file["UploadedFileReference"]] for file in document["Files"]]
        noted = steps[document["ExternalId"]["Id"]].files
        assert [hashlib.sha256(file).hexdigest() for file in files] == [f["sha256"] for f in noted]
        assert files[0].startswith(b"%PDF-")


def until_it_is_there(clock, minutes=16):
    for _ in range(12):
        hand_over_waiting(clock)
        if HandOver.objects.get().state in (StepState.CONFIRMED, StepState.FAILED):
            break
        clock.later(minutes=minutes)
    return HandOver.objects.get().state


def test_a_case_that_ends_is_handed_over_with_what_the_archive_needs(house, public360, clock):
    case = case_in_state(house, State.GRANTED)
    assert states() == ["due"]
    hand_over_waiting(clock)
    assert states() == ["confirmed"] * 4
    there_once(public360)
    made = public360.cases[0]
    assert made["Title"] == f"Søknad om unntak, sak {case.number}"
    assert made["ExternalId"] == {"Id": case.number, "Type": "Likeverd"}
    assert made["Paragraph"] == "Offl. § 13 jf. helsepersonelloven § 21"
    assert (made["SubArchive"], made["ArchiveCodes"][0]["ArchiveCode"]) == ("SAK", "241")
    assert public360.documents[0]["ExternalId"]["Id"] == f"{case.number}/0/sak"
    assert standing(case).state is StepState.CONFIRMED
    assert ArchiveStep.objects.get(kind="case").reference == "26/00001"


def test_a_case_that_runs_or_was_never_sent_is_not_due(house):
    case_in_state(house, State.DECISION)
    case = case_in_state(house, State.DRAFT)
    step(case, Action.WITHDRAW, house.innlandet.person(Role.TREATING_CONSULTANT))
    assert not HandOver.objects.exists()


FAULTS = [
    "hang up",
    "fault",
    "refuse the key",
    "cut the upload",
    "do it and hang up",
    "do it and have a fault",
    "do it and talk nonsense",
    "do it and say nothing of it",
    "do it and be slow",
    "do it and answer half",
]


EVERYWHERE = [
    *((method, fault) for method in ("CreateCase", "CreateDocument") for fault in FAULTS),
    *(
        (method, fault)
        for method in ("GetCases", "Upload", "GetDocuments")
        for fault in ("hang up", "fault", "cut the upload", "do it and be slow")
    ),
]


@pytest.mark.parametrize(("method", "fault"), EVERYWHERE)
def test_whatever_goes_wrong_once_the_case_is_there_once(house, public360, clock, method, fault):
    public360.faults = {method: [fault]}
    case_in_state(house, State.REFUSED)
    assert until_it_is_there(clock) == StepState.CONFIRMED
    there_once(public360)


@pytest.mark.parametrize("fault", ["do it and hang up", "hang up", "do it and be slow"])
def test_whatever_goes_wrong_twice_the_case_is_there_once(house, public360, clock, fault):
    public360.faults = {
        "CreateCase": [fault] * 2,
        "CreateDocument": [fault] * 2,
        "Upload": [fault] * 2,
    }
    case_in_state(house, State.REFUSED)
    assert until_it_is_there(clock) == StepState.CONFIRMED
    there_once(public360)


def test_an_archive_that_may_still_be_at_it_is_asked_and_not_told_again(house, public360, clock):
    public360.faults = {"CreateCase": ["hang up"]}
    case_in_state(house, State.REFUSED)
    hand_over_waiting(clock)
    clock.later(minutes=3)
    hand_over_waiting(clock)
    assert public360.calls.count("CreateCase") == 1  # it may come yet
    clock.later(minutes=16)
    hand_over_waiting(clock)
    assert public360.calls.count("CreateCase") == 2
    there_once(public360)


def test_an_archive_that_finds_late_what_it_accepted_gets_nothing_twice(house, public360, clock):
    public360.hidden = 2
    case_in_state(house, State.REFUSED)
    hand_over_waiting(clock)
    assert states()[1] == "sent"
    clock.later(minutes=2)
    assert until_it_is_there(clock, minutes=2) == StepState.CONFIRMED
    there_once(public360)


def test_a_no_is_shown_to_the_archivist_and_tried_again_when_asked(house, public360, clock, caplog):
    caplog.set_level(logging.INFO)
    public360.faults = {"CreateDocument": ["say no"]}
    case = case_in_state(house, State.REFUSED)
    assert until_it_is_there(clock) == StepState.FAILED
    told = standing(case)
    assert (told.state, told.trouble) == (StepState.FAILED, Trouble.SAID_NO)
    # The archive's own words name people; ours do not.
    assert "Kari" not in caplog.text
    assert "Kari" not in str(list(ArchiveStep.objects.values()))
    clock.later(days=1)
    hand_over_waiting(clock)
    assert public360.calls.count("CreateDocument") == 1  # by itself it is not tried again
    hand_over = HandOver.objects.get().pk
    others = house.small.person(Role.ARCHIVIST)
    with pytest.raises(NoSuchHandOver):
        try_again(hand_over, by=others, now=clock())
    assert try_again(hand_over, by=house.innlandet.person(Role.ARCHIVIST), now=clock())
    assert until_it_is_there(clock) == StepState.CONFIRMED
    there_once(public360)


def test_a_document_without_all_its_files_is_not_taken_for_whole(house, public360, clock):
    public360.faults = {"GetDocuments": []}
    make = public360._createdocument
    public360._createdocument = lambda given: make(given | {"Files": given["Files"][:1]})
    case = case_in_state(house, State.REFUSED)
    until_it_is_there(clock)
    assert standing(case).trouble is Trouble.FILES_LACK


def test_two_of_one_name_are_somebodys_to_look_at(house, public360, clock):
    case = case_in_state(house, State.REFUSED)
    public360.cases = [
        {"ExternalId": {"Id": case.number, "Type": "Likeverd"}, "CaseNumber": n} for n in "12"
    ]
    until_it_is_there(clock)
    assert standing(case).trouble is Trouble.TWO_FOUND


def test_without_address_or_key_it_waits_and_says_so(house, public360, clock, monkeypatch):
    monkeypatch.delenv("PUBLIC360_KEY_INNLANDET")
    case = case_in_state(house, State.REFUSED)
    hand_over_waiting(clock)
    assert standing(case).trouble is Trouble.NOT_SET_UP
    assert standing(case).state is StepState.DUE
    monkeypatch.setenv("PUBLIC360_KEY_INNLANDET", "only-for-tests")
    assert until_it_is_there(clock) == StepState.CONFIRMED


def test_the_packet_of_the_decision_knows_how_far_its_copy_has_come(house, public360, clock):
    public360.faults = {"CreateCase": ["say no"]}
    case = case_in_state(house, State.GRANTED)

    def copy():
        return PacketItem.objects.get(case=case, item="archive_copy").standing

    assert copy() == "due"
    hand_over_waiting(clock)
    assert copy() == "failed"
    archivist = house.innlandet.person(Role.ARCHIVIST)
    try_again(HandOver.objects.get().pk, by=archivist, now=clock())
    hand_over_waiting(clock)
    assert copy() == "confirmed"
