"""The doctor chooses what the patient sees: part by part, with the conversation before a no, kept in a register."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import case_in_state, sent_as_far_as

from likeverd.audit.models import AccessEntry
from likeverd.cases.models import Case
from likeverd.core.patient_view import Part, ReleaseWanted
from likeverd.core.vocabulary import Action, Role, State
from likeverd.core.workdays import local_day
from likeverd.patients.actions import set_release
from likeverd.patients.models import Release
from likeverd.patients.selectors import sees_the_answer
from likeverd.web.formats import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db):
    return build_house()


def as_(person):
    client = Client()
    client.force_login(person)
    return client


def address(case):
    return reverse("patients:release", args=[case.number])


def shown(case):
    rows = Release.objects.filter(case=case).order_by("pk")
    return [(row.part, row.shown) for row in rows]


def test_the_applicant_shows_and_stops_part_by_part(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    client = as_(case.applicant)
    assert address(case) in client.get(reverse("cases:case", args=[case.number])).content.decode()
    assert client.get(address(case)).status_code == 200
    first = client.post(address(case), {"part": "names", "shown": "1"})
    assert first.status_code == 422
    assert "Vis saken først" in unescape(first.content.decode())
    client.post(address(case), {"part": "status", "shown": "1"})
    client.post(address(case), {"part": "names", "shown": "1"})
    client.post(address(case), {"part": "names", "shown": "0"})
    assert shown(case) == [("status", True), ("names", True), ("names", False)]
    page = unescape(client.get(address(case)).content.decode())
    assert "Ikke vist lenger: Navnene på dem som har saken" in page
    assert any(row.kind == "change" and "release" in row.shown for row in AccessEntry.objects.all())


def test_a_no_asks_for_the_day_of_the_conversation_and_a_yes_does_not(house):
    refused = case_in_state(house, State.REFUSED, now=timezone.now())
    client = as_(refused.applicant)
    client.post(address(refused), {"part": "status", "shown": "1"})
    given = {"part": "outcome", "shown": "1"}
    for typed in ("", "i morgen", day(local_day(timezone.now()) + timedelta(days=90))):
        answer = client.post(address(refused), given | {"conversation_on": typed})
        assert answer.status_code == 422
        assert typed in unescape(answer.content.decode())
    today = local_day(timezone.now())
    assert client.post(address(refused), given | {"conversation_on": day(today)}).status_code == 302
    assert Release.objects.get(part="outcome").conversation_on == today
    granted = case_in_state(house, State.GRANTED, now=timezone.now())
    client = as_(granted.applicant)
    client.post(address(granted), {"part": "status", "shown": "1"})
    assert client.post(address(granted), given).status_code == 302


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TREATING_CONSULTANT])
def test_nobody_but_the_applicant_releases(house, role):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    answer = as_(house.innlandet.person(role)).post(address(case), {"part": "status", "shown": "1"})
    assert answer.status_code in (302, 404)
    assert not Release.objects.exists()


def test_unknown_parts_are_refused(house):
    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    answer = as_(case.applicant).post(address(case), {"part": "everything", "shown": "1"})
    assert answer.status_code == 422
    assert not Release.objects.exists()


def test_rows_of_the_register_are_never_changed(house):
    from django.db import DatabaseError, transaction

    case = sent_as_far_as(house, Action.SUBMIT, now=timezone.now())
    as_(case.applicant).post(address(case), {"part": "status", "shown": "1"})
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.update(shown=False)


def test_an_answer_that_was_shown_does_not_show_the_one_that_comes_when_the_case_is_decided_anew(
    house,
):
    now = timezone.now()
    case = case_in_state(house, State.REFUSED, now=now)
    client = as_(case.applicant)
    client.post(address(case), {"part": "status", "shown": "1"})
    told = {"part": "outcome", "shown": "1", "conversation_on": day(local_day(now))}
    assert client.post(address(case), told).status_code == 302
    later = now + timedelta(days=3)
    assert sees_the_answer(case, later)
    # Reopened, and decided anew an hour from now.
    Case.objects.filter(pk=case.pk).update(ended_at=now + timedelta(hours=1))
    case.refresh_from_db()
    assert not sees_the_answer(case, later)
    shown_again = set_release(
        case.number,
        ReleaseWanted(Part.OUTCOME, True, local_day(now)),
        by=case.applicant,
        now=now + timedelta(hours=2),
    )
    assert shown_again.shown
    assert sees_the_answer(case, later)
