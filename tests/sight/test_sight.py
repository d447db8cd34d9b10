"""Emergency sight opens one case for some hours and is told to everybody who should know; a block beats every role."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, ProgrammingError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, sent_as_far_as
from tests.support.row_security import behind_the_wall

from likeverd.audit.models import AccessEntry
from likeverd.cases.models import Case
from likeverd.core.sight import EmergencyReason
from likeverd.core.vocabulary import Action, Role
from likeverd.documents.models import Document
from likeverd.organisations.context import enter
from likeverd.outbox.models import Message
from likeverd.sight.models import Block, EmergencySight

pytestmark = pytest.mark.django_db
WHY = "Pasienten ligger på akutten og legen er på ferie."


@pytest.fixture
def house(db):
    return build_house()


@pytest.fixture
def case(house):
    return sent_as_far_as(house, Action.SUBMIT, now=timezone.now())


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def open_sight(client, case, **changed):
    given = {"number": case.number, "reason": "acute_care", "words": WHY, "hours": "2"} | changed
    return client.post(reverse("sight:emergency"), given)


def page_of(case):
    return reverse("cases:case", args=[case.number])


@pytest.mark.parametrize(
    "role", [Role.MEDICAL_DIRECTOR, Role.ACCESS_MANAGER, Role.LOG_REVIEWER, Role.HELPER]
)
def test_a_case_opens_for_some_hours_and_everything_is_noted(house, case, role):
    person = house.innlandet.person(role)
    client = signed_in(person)
    assert client.get(page_of(case)).status_code == 404
    assert open_sight(client, case).status_code == 302
    page = client.get(page_of(case))
    assert page.status_code == 200
    assert "nødinnsyn" in page.content.decode()
    rows = AccessEntry.objects.filter(case=case.pk, practitioner=person).order_by("id")
    assert {row.kind for row in rows} == {"emergency"}
    assert {row.purpose_of_use for row in rows} == {"BTG"}
    assert "identity" in rows.last().shown
    told = {
        message.to_person_id
        for message in Message.objects.filter(about=case.number, subject__contains="Nødinnsyn")
    }
    leaders = {
        house.innlandet.person(each).pk
        for each in (Role.MEDICAL_DIRECTOR, Role.ANCHORING_MANAGER, Role.LOG_REVIEWER)
    }
    assert told == leaders - {person.pk}
    assert not any(
        WHY in message.body or PATIENT_NUMBER in message.body for message in Message.objects.all()
    )


def test_it_gives_sight_and_no_steps(house, case):
    client = signed_in(house.innlandet.person(Role.ACCESS_MANAGER))
    open_sight(client, case)
    before = case.version
    for action in Action:
        client.post(
            reverse("cases:step", args=[case.number, action.value]), {"version": str(before)}
        )
    case.refresh_from_db()
    assert case.version == before


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "curious"}, "reason"),
        ({"words": ""}, "words"),
        ({"words": "kort"}, "words"),
        ({"words": "x" * 1001}, "words"),
        ({"hours": "9"}, "hours"),
        ({"hours": "0"}, "hours"),
        ({"hours": "-1"}, "hours"),
        ({"number": "SI-2026-999999"}, "number"),
    ],
)
def test_without_a_reason_there_is_no_sight(house, case, changed, field):
    client = signed_in(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    answer = open_sight(client, case, **changed)
    assert answer.status_code == 422
    assert f"field-{field}" in answer.content.decode()
    assert WHY in answer.content.decode() or "words" in changed
    assert not EmergencySight.objects.exists()
    assert client.get(page_of(case)).status_code == 404


def test_it_ends_by_the_clock_or_by_hand(house, case):
    person = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    client = signed_in(person)
    open_sight(client, case)
    sight = EmergencySight.objects.get()
    assert client.post(reverse("sight:emergency"), {"end": sight.pk}).status_code == 302
    assert client.get(page_of(case)).status_code == 404
    now = timezone.now()
    EmergencySight.objects.create(
        trust=case.trust,
        person=person,
        case=case,
        reason="acute_care",
        words=WHY,
        begins_at=now - timedelta(hours=8),
        ends_at=now - timedelta(seconds=1),
    )
    assert client.get(page_of(case)).status_code == 404


def test_nobody_ends_anothers_and_nobody_opens_another_trusts(house, case):
    open_sight(signed_in(house.innlandet.person(Role.MEDICAL_DIRECTOR)), case)
    sight = EmergencySight.objects.get()
    signed_in(house.innlandet.person(Role.HELPER)).post(
        reverse("sight:emergency"), {"end": sight.pk}
    )
    assert EmergencySight.objects.get().ended_at is None
    foreign = signed_in(house.small.person(Role.MEDICAL_DIRECTOR))
    assert open_sight(foreign, case).status_code == 422
    assert foreign.get(page_of(case)).status_code == 404


def test_the_database_keeps_the_limits_and_the_past(house, case):
    now = timezone.now()
    person = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    with pytest.raises(DatabaseError, match="at_most_eight_hours"), transaction.atomic():
        EmergencySight.objects.create(
            trust=case.trust,
            person=person,
            case=case,
            reason=EmergencyReason.ACUTE_CARE,
            words=WHY,
            begins_at=now,
            ends_at=now + timedelta(hours=9),
        )
    for statement in (
        "UPDATE sight_emergencysight SET words = 'x'",
        "DELETE FROM sight_emergencysight",
        "UPDATE sight_block SET reason = 'x'",
        "DELETE FROM sight_block",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def block(house, **given):
    client = signed_in(house.innlandet.person(Role.ACCESS_MANAGER))
    form = {
        "identity_number": "",
        "number": "",
        "document": "",
        "person": "0",
        "reason": "Pasienten ba om det.",
    }
    return client.post(reverse("sight:blocks"), form | given)


def everywhere(house, case, person):
    """What a person meets of the case: page, lists, search, API-less."""
    client = signed_in(person)
    pages = [
        client.get(reverse(f"cases:{name}")).content.decode()
        for name in ("work_list", "sent", "unit")
    ]
    pages.append(
        client.post(reverse("cases:search"), {"words": case.number})
        .content.decode()
        .replace(f'value="{case.number}"', "")
    )
    return client.get(page_of(case)).status_code, any(
        f"/saker/{case.number}/" in page for page in pages
    )


@pytest.mark.parametrize("how", ["case", "patient"])
def test_a_block_beats_every_role(house, case, how):
    people = [
        house.innlandet.person(role)
        for role in (Role.TREATING_CONSULTANT, Role.CLINICAL_LEAD_REVIEWER)
    ]
    assert [everywhere(house, case, person) for person in people] == [(200, True), (200, True)]
    given = {"number": case.number} if how == "case" else {"identity_number": PATIENT_NUMBER}
    assert block(house, **given).status_code == 302
    assert [everywhere(house, case, person) for person in people] == [(404, False), (404, False)]
    # Asking a second time in one transaction changes nothing.
    assert [everywhere(house, case, person) for person in people] == [(404, False), (404, False)]
    # The wall knows it too: also a question that no policy has seen brings nothing.
    with behind_the_wall(), transaction.atomic():
        enter(people[0].pk, timezone.localdate())
        assert not Case.objects.filter(pk=case.pk).exists()
        assert not case.events.exists()
        assert not case.revisions.exists()


def test_emergency_sight_opens_a_block_and_says_so(house, case):
    applicant = house.innlandet.person(Role.TREATING_CONSULTANT)
    block(house, number=case.number)
    client = signed_in(applicant)
    assert open_sight(client, case).status_code == 302
    assert client.get(page_of(case)).status_code == 200
    assert AccessEntry.objects.filter(case=case.pk).last().kind == "emergency"


def test_a_block_for_a_named_person_leaves_the_others(house, case):
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    assert block(house, number=case.number, person=str(lead.pk)).status_code == 302
    assert everywhere(house, case, lead) == (404, False)
    assert everywhere(house, case, house.innlandet.person(Role.TREATING_CONSULTANT)) == (200, True)


def test_a_file_can_be_blocked_alone(house, case):
    file = Document.objects.create(
        case=case,
        kind=Document.ATTACHMENT,
        name="hemmelig.pdf",
        media_type="application/pdf",
        size=5,
        checksum=hashlib.sha256(b"%PDF-").hexdigest(),
        content=b"%PDF-",
        added_by=case.applicant,
        added_at=timezone.now(),
    )
    client = signed_in(case.applicant)
    address = reverse("cases:download", args=[case.number, file.pk])
    assert client.get(address).status_code == 200
    assert block(house, number=case.number, document=str(file.pk)).status_code == 302
    assert client.get(address).status_code == 404
    page = client.get(page_of(case))
    assert page.status_code == 200
    assert "hemmelig" not in page.content.decode()


def test_a_lifted_block_is_gone_and_stays_in_the_register(house, case):
    block(house, number=case.number)
    manager = signed_in(house.innlandet.person(Role.ACCESS_MANAGER))
    row = Block.objects.get()
    refused = manager.post(reverse("sight:blocks"), {"lift": row.pk, f"lift_reason_{row.pk}": ""})
    assert refused.status_code == 422
    manager.post(
        reverse("sight:blocks"),
        {"lift": row.pk, f"lift_reason_{row.pk}": "Pasienten ombestemte seg."},
    )
    assert signed_in(case.applicant).get(page_of(case)).status_code == 200
    page = manager.get(reverse("sight:blocks")).content.decode()
    assert "Pasienten ombestemte seg." in page
    assert PATIENT_NUMBER not in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ACCESS_MANAGER])
def test_blocks_are_for_access_managers_alone(house, role):
    client = signed_in(house.innlandet.person(role))
    assert client.get(reverse("sight:blocks")).status_code == 403
    assert (
        client.post(reverse("sight:blocks"), {"number": "SI-1", "reason": "x"}).status_code == 403
    )


@pytest.mark.parametrize(
    "given", [{"identity_number": "123"}, {"number": "SI-1"}, {"number": ""}, {"reason": ""}]
)
def test_a_block_that_says_too_little_is_refused_at_its_field(house, case, given):
    form = {"number": case.number} | given
    assert block(house, **form).status_code == 422
    assert not Block.objects.exists()
