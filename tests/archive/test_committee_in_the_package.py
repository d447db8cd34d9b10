"""What the committee did stands in the package: conflicts, marks, talk, dissent, conclusion and minutes."""

import json

import pytest
from tests.support.committee import conclusion_answers, settle_committee
from tests.support.house import NOON, build_house
from tests.support.journey import step

from likeverd.archive.gathering import package_of
from likeverd.archive.models import HandOver
from likeverd.archive.package import content_of
from likeverd.committee import actions
from likeverd.core.archive.settings import ArchiveRules
from likeverd.core.committee.vocabulary import MeetingAction
from likeverd.core.vocabulary import Action, Role

pytestmark = pytest.mark.django_db


def test_the_committees_part_is_told_and_no_other_patients(db):
    committee = settle_committee(build_house())
    case, other = committee.waiting_case(), committee.waiting_case()
    meeting = committee.plan()
    for one in (case, other):
        committee.clear(one, *(name for name in committee.people if name != "okonom"))
    actions.declare(
        case.number, conflict=True, explanation="Svoger", by=committee["okonom"], now=NOON
    )
    actions.declare(other.number, conflict=False, explanation="", by=committee["okonom"], now=NOON)
    committee.open(meeting)
    item = committee.item_of(meeting, case)
    committee.mark(item, "leder", "nestleder", "farmasoyt", "etiker", "bruker")
    actions.open_spread(item.pk, without_the_rest=False, by=committee["leder"], now=NOON)
    actions.note(item.pk, "Bivirkningene ble drøftet.", by=committee["sekretaer"], now=NOON)
    dissent = [{"person": str(committee["etiker"].pk), "why": "Nytten er uklar."}]
    given = conclusion_answers(dissents=dissent)
    actions.conclude(item.pk, given, by=committee["leder"], now=NOON)
    left = committee.item_of(meeting, other)
    actions.postpone(left.pk, "Tiden strakk ikke til.", by=committee["leder"], now=NOON)
    actions.move_meeting(meeting.pk, MeetingAction.CLOSE, by=committee["leder"], now=NOON)
    case.refresh_from_db()
    step(case, Action.GRANT, committee.hospital.person(Role.MEDICAL_DIRECTOR))
    package = package_of(HandOver.objects.get(), ArchiveRules())
    document = json.loads(content_of(package.documents[0].files[1]))
    part = next(part for part in document["parts"] if part["key"] == "committee")
    words = json.dumps(part, ensure_ascii=False)
    for told in (
        "Inhabil",
        "Olga Økonom",
        "Vurdering av Frida Farmasøyt",
        "Bivirkningene ble drøftet.",
        "Dissens: Einar Etiker",
        "Nytten er uklar.",
        "Fra protokollen, utgave 1",
    ):
        assert told in words, told
    assert "Tiden strakk ikke til." not in words
    marks = [group for group in part["groups"] if "answers" in group["data"]]
    assert len(marks) == 5
