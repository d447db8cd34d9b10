"""Whatever was written in a case stands in its document, in words; and the document says what each code meant."""

import json
from collections.abc import Iterator, Mapping

import pytest
from tests.support.house import NOON, build_house
from tests.support.journey import answers_for, begin, complete, step

from likeverd.archive.gathering import package_of
from likeverd.archive.models import HandOver
from likeverd.archive.package import BrokenPackage, check, content_of
from likeverd.cases.actions import take_step
from likeverd.cases.models import CaseEvent
from likeverd.core.archive.settings import ArchiveRules, BrokenArchive, Receiver, archive_from
from likeverd.core.case import Command
from likeverd.core.reasons import reason
from likeverd.core.vocabulary import Action, Role

pytestmark = pytest.mark.django_db


def sentences(value: object) -> Iterator[str]:
    """Every text with a space in it: what people write, as opposed to codes."""
    if isinstance(value, str):
        if " " in value.strip():
            yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from sentences(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from sentences(each)


@pytest.fixture
def case(db):
    """A case with nearly everything that can happen: returned, asked, advised, a deputy, a conflict, a decision."""
    house = build_house()
    people = house.innlandet.people
    case = complete(begin(house, house.innlandet))
    consultant, lead = people[Role.TREATING_CONSULTANT], people[Role.CLINICAL_LEAD_REVIEWER]
    case = step(case, Action.SUBMIT, consultant)
    case = step(case, Action.RETURN, lead)
    case = step(case, Action.RESUBMIT, consultant)
    case = step(case, Action.ADD_REFERENCE, consultant)
    case = step(case, Action.ASSESS, lead)
    case = step(case, Action.PRIORITISE, people[Role.ANCHORING_MANAGER])
    committee = people[Role.ASSESSMENT_COMMITTEE]
    asked = answers_for(Action.ASK)
    asked["questions"] = [{"field": "trial_details", "question": "Er studien stengt også her?"}]
    case = take_step(case.number, Command(Action.ASK, case.version, asked), by=committee, now=NOON)
    given = {"answer_0": "Ja, siden i går.", "trial_details": "Studien er nå stengt også her."}
    command = Command(Action.ANSWER, case.version, given)
    case = take_step(case.number, command, by=consultant, now=NOON)
    case = step(case, Action.RECOMMEND, committee)
    return step(case, Action.GRANT_WITH_CONDITIONS, people[Role.MEDICAL_DIRECTOR])


def document_of(case):
    hand_over = HandOver.objects.get(case=case)
    package = package_of(hand_over, ArchiveRules())
    held = {file.path: content_of(file) for file in package.files}
    return package, json.loads(held["sak.json"])


def test_every_sentence_and_every_reason_is_in_the_words(case):
    _, document = document_of(case)
    words = "\n".join(
        f"{label}: {text}"
        for part in document["parts"]
        for group in part["groups"]
        for label, text in group["said"]
    )
    rows = CaseEvent.objects.filter(case=case).select_related("kept")
    assert rows.count() == len(next(p for p in document["parts"] if p["key"] == "steps")["groups"])
    for row in rows:
        for sentence in sentences(row.kept.content):
            assert sentence in words, (row.kind, sentence)
        for code in row.kept.content.get("reasons", []):
            assert reason(code).label.nb in words, code
        assert row.content_hash in words
    assert "Studien er nå stengt også her." in words
    assert "Rolle: Fagdirektør" in words
    assert "Spørsmål til søkeren" in json.dumps(document, ensure_ascii=False)
    assert "Svar: Er studien stengt også her?: Ja, siden i går." in words
    assert "(før endringen): Den nordiske studien" in words


def test_codes_stand_beside_the_words(case):
    _, document = document_of(case)
    parts = {part["key"]: part for part in document["parts"]}
    assert document["schema"] == "likeverd-archive/1"
    steps = [group["data"] for group in parts["steps"]["groups"]]
    assert [each["sequence"] for each in steps] == list(range(1, len(steps) + 1))
    assert steps[-1]["content"]["conditions"] == "Evalueres etter tre måneder."
    answers = {k: v for group in parts["application"]["groups"] for k, v in group["data"].items()}
    assert answers["treatment_line"] == "third"
    assert {"versions", "clocks", "method", "log"} <= set(parts)
    clocks = parts["clocks"]["groups"][0]["data"]
    assert {"used_seconds", "stood_still_seconds", "stays"} <= set(clocks)
    assert len(parts["clocks"]["groups"]) == 3  # two pauses


def test_a_package_that_would_tell_everybody_who_it_is_about_does_not_leave(case):
    from dataclasses import replace

    package, _ = document_of(case)
    check(package)
    main = package.documents[0]
    for broken in (
        replace(package, public_title=f"{package.number} {package.patient_name}"),
        replace(package, public_title=f"{package.number} {package.identity_number}"),
        replace(package, public_title="Sak"),
        replace(package, documents=[]),
        replace(package, documents=[main, main]),
        replace(package, documents=[replace(main, files=main.files[:1])]),
        replace(
            package, documents=[replace(main, files=[replace(f, path="../x") for f in main.files])]
        ),
    ):
        with pytest.raises(BrokenPackage):
            check(broken)
    wrong = replace(main.files[0], read=lambda: b"another")
    with pytest.raises(BrokenPackage):
        content_of(wrong)


def test_settings_of_the_archive_are_read_strictly():
    found = archive_from({"receiver": "folder", "unit": "MED", "public360": {"enterprise": 200}})
    assert (found.receiver, found.public360.enterprise) == (Receiver.FOLDER, 200)
    assert archive_from(None).receiver is Receiver.NONE
    for wrong in (
        {},
        {"receiver": "fax"},
        {"receiver": "folder", "colour": "red"},
        {"receiver": "folder", "unit": 3},
        {"receiver": "folder", "public_title": "Sak om {patient}"},
        {"receiver": "folder", "screening_basis": " "},
        {"receiver": "folder", "public360": {"enterprise": "200"}},
    ):
        with pytest.raises(BrokenArchive):
            archive_from(wrong)
