"""An answer never opens for a patient on the eve of a holiday without somebody who will speak with the patient."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import case_in_state

from likeverd.core.patient_view import Part, ReleaseWanted, sees_outcome
from likeverd.core.timing.patient_days import (
    NO_CONTACT,
    PlannedContact,
    is_good_day_for_news,
)
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.patients.actions import NotReleased, set_release
from likeverd.patients.models import Release
from likeverd.patients.selectors import releases_of

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


FRIDAY = oslo("2026-11-27 14:00")
NURSE = PlannedContact("Sykepleier Dahl", date(2026, 11, 28))


def ended(state: State, now: datetime):
    """A case that was decided at the moment, and that the patient knows of."""
    case = case_in_state(build_house(), state, now=now)
    set_release(case.number, ReleaseWanted(Part.STATUS, True), by=case.applicant, now=now)
    return case


def released(case, now: datetime, contact=NO_CONTACT, talked: date | None = None):
    wanted = ReleaseWanted(Part.OUTCOME, True, talked, contact)
    return set_release(case.number, wanted, by=case.applicant, now=now)


@pytest.mark.parametrize("state", [State.REFUSED, State.GRANTED])
def test_on_a_friday_an_answer_waits_until_monday_morning(state):
    case = ended(state, FRIDAY)
    talked = FRIDAY.date() if state is State.REFUSED else None
    assert released(case, FRIDAY, talked=talked).opens_at == oslo("2026-11-30 08:00")
    rows = releases_of(case.pk)
    assert not sees_outcome(rows, FRIDAY)
    assert not sees_outcome(rows, oslo("2026-11-30 07:59"))
    assert sees_outcome(rows, oslo("2026-11-30 08:00"))


def test_a_planned_contact_opens_it_and_is_kept():
    case = ended(State.REFUSED, FRIDAY)
    row = released(case, FRIDAY, NURSE, FRIDAY.date())
    assert row.opens_at is None
    assert (row.contact_who, row.contact_on) == (NURSE.who, NURSE.on)
    assert sees_outcome(releases_of(case.pk), FRIDAY)


@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (PlannedContact("", date(2026, 11, 28)), "contact_who"),
        (PlannedContact("Sykepleier Dahl", None), "contact_on"),
        (PlannedContact("Sykepleier Dahl", date(2026, 11, 26)), "contact_on"),
        (PlannedContact("Sykepleier Dahl", date(2026, 12, 30)), "contact_on"),
    ],
)
def test_half_a_contact_is_refused_at_its_field(contact, field):
    case = ended(State.GRANTED, FRIDAY)
    with pytest.raises(NotReleased) as refused:
        released(case, FRIDAY, contact)
    assert [fault.field for fault in refused.value.faults] == [field]
    assert not Release.objects.filter(part="outcome").exists()


def test_before_christmas_it_waits_until_after():
    wednesday = oslo("2026-12-23 10:00")
    case = ended(State.GRANTED, FRIDAY)
    assert released(case, wednesday).opens_at == oslo("2026-12-28 08:00")


def test_a_conversation_on_a_friday_to_come_opens_the_monday_after():
    monday = oslo("2026-11-23 10:00")
    case = ended(State.REFUSED, monday)
    row = released(case, monday, talked=date(2026, 11, 27))
    assert row.opens_at == oslo("2026-11-30 08:00")


def test_the_page_asks_for_the_contact_keeps_what_was_typed_and_says_when_it_opens(client):
    case = ended(State.REFUSED, timezone.now())
    today = local_day(timezone.now())
    client.force_login(case.applicant)
    address = reverse("patients:release", args=[case.number])
    assert "Avtalt kontakt" in client.get(address).content.decode()
    typed = {"part": "outcome", "shown": "1", "conversation_on": f"{today:%d.%m.%Y}"}
    answer = client.post(address, typed | {"contact_who": "Sykepleier Dahl"})
    assert answer.status_code == 422
    assert "Sykepleier Dahl" in answer.content.decode()
    answer = client.post(address, typed, follow=True).content.decode()
    held = not is_good_day_for_news(today)
    assert ("Pasienten ser dette fra nå" not in answer) is held
