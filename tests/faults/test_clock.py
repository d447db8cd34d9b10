"""Faults 19 and 20: the night with two half past twos, the day of 23 hours, and a clock that jumps back an hour."""

import re
from datetime import UTC, date, datetime, timedelta

import httpx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.copies import torn_cases
from tests.support.house import build_house
from tests.support.journey import FORWARD, answers_for, case_in_state, step
from tests.support.preloaded import WRONG_CLOCK, preloaded
from tests.support.servers import start_server

from likeverd.accounts.actions import issue_token
from likeverd.accounts.models import AccessToken
from likeverd.audit.verification import verify
from likeverd.cases.models import CaseEvent
from likeverd.core.vocabulary import Action, Role, State

SHORT_DAY = datetime(2027, 3, 28, 0, 59, tzinfo=UTC)  # the minute before 02:00, which becomes 03:00
TWICE = (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 1, 30, tzinfo=UTC))
pytestmark = [pytest.mark.slow, pytest.mark.in_full]


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_steps_in_the_night_with_two_half_past_twos(fresh_database, record_property):
    house = build_house()
    hospital = house.innlandet
    lead, manager = (
        hospital.person(role) for role in (Role.CLINICAL_LEAD_REVIEWER, Role.ANCHORING_MANAGER)
    )
    case = case_in_state(house, State.CLINICAL_REVIEW)
    case = step(case, Action.ASSESS, lead, now=TWICE[0])
    first = case.due_on
    case = step(case, Action.PRIORITISE, manager, now=TWICE[1])
    # Both are Sunday in Oslo: one working day, Monday, whichever half past two it was.
    assert first == case.due_on == date(2027, 11, 1)
    client = Client()
    client.force_login(hospital.person(Role.ASSESSMENT_COMMITTEE))
    page = text_of(client.get(reverse("cases:case", args=[case.number])).content.decode())
    # Twice at the assessments, twice in what has happened.
    assert len(re.findall(r"31\.10\.2027 (?:kl\. )?02[:.]30", page)) == 4, page
    assert list(case.events.order_by("sequence").values_list("at", flat=True))[-2:] == list(TWICE)
    spring = case_in_state(house, State.CLINICAL_REVIEW)
    spring = step(spring, Action.ASSESS, lead, now=SHORT_DAY)
    minute_later = SHORT_DAY + timedelta(minutes=1)
    spring = step(spring, Action.PRIORITISE, manager, now=minute_later)
    # Easter Sunday, and a holiday after it.
    assert spring.due_on == date(2027, 3, 30)
    page = text_of(client.get(reverse("cases:case", args=[spring.number])).content.decode())
    assert re.search(r"28\.03\.2027 (?:kl\. )?01[:.]59", page)
    assert re.search(r"28\.03\.2027 (?:kl\. )?03[:.]00", page)
    record_property(
        "seen",
        f"31.10.2027: 02:30 twice, in order, both promised {first:%d.%m.%Y}; 28.03.2027: 01:59, then 03:00, promised "
        f"{spring.due_on:%d.%m.%Y}",
    )


def test_a_clock_that_jumps_back_an_hour_changes_no_order_and_renews_nothing(
    fresh_database, database_environment, tmp_path, record_property
):
    house = build_house()
    hospital = house.innlandet
    now = timezone.now()
    case = case_in_state(house, State.CLINICAL_REVIEW, now=now)
    long_ago = now - timedelta(hours=3)
    tokens = {
        role: issue_token(hospital.person(role), now=long_ago, life=timedelta(hours=12))
        for _, role in (*FORWARD, (Action.GRANT, Role.MEDICAL_DIRECTOR))
    }
    young = issue_token(hospital.person(Role.MEDICAL_DIRECTOR), now=now)
    ends = dict(AccessToken.objects.values_list("pk", "expires_at"))
    clock = tmp_path / "clock"
    clock.write_text("0\n")
    environment = preloaded(WRONG_CLOCK % {"path": clock}, tmp_path)
    web = start_server(database_environment | environment)

    def act(action: Action, token: str) -> httpx.Response:
        case.refresh_from_db()
        return httpx.post(
            f"{web.url}/api/v1/cases/{case.number}/actions/{action}",
            json={"version": case.version, "answers": answers_for(action, timezone.now())},
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        )

    try:
        director = hospital.person(Role.MEDICAL_DIRECTOR)
        Client().force_login(director)
        assert act(Action.ASSESS, tokens[Role.CLINICAL_LEAD_REVIEWER]).status_code == 200
        clock.write_text("-3600\n")
        assert act(Action.PRIORITISE, tokens[Role.ANCHORING_MANAGER]).status_code == 200
        assert act(Action.RECOMMEND, tokens[Role.ASSESSMENT_COMMITTEE]).status_code == 200
        assert act(Action.GRANT, young).status_code == 401, "a key from the future opens nothing"
        refused = act(Action.GRANT, tokens[Role.MEDICAL_DIRECTOR])
        assert (refused.status_code, refused.json()["code"]) == (403, "fresh_sign_in_needed")
        clock.write_text("0\n")
        assert act(Action.GRANT, tokens[Role.MEDICAL_DIRECTOR]).status_code == 200
    finally:
        web.stop()
    events = CaseEvent.objects.filter(case=case).order_by("sequence")
    kinds, times = zip(*events.values_list("kind", "at"), strict=True)
    assert kinds[-4:] == ("assessed", "prioritised", "recommended", "granted")
    assert times[-3] < times[-4] - timedelta(minutes=50), "the clock did jump"
    assert torn_cases() == []
    assert [fault for chain in verify((), "owner") for fault in chain.faults] == []
    assert dict(AccessToken.objects.values_list("pk", "expires_at")) == ends
    consultant = Client()
    consultant.force_login(hospital.person(Role.TREATING_CONSULTANT))
    assert consultant.get(reverse("cases:case", args=[case.number])).status_code == 200
    record_property(
        "seen",
        f"{len(times)} events in order, two of them an hour early; both logs whole; 0 of {len(ends)} keys renewed",
    )
