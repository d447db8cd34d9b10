"""The way in is asked before a case is begun: a wrong one is stopped, a choice against the advice says why."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case, Routing
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.refusals import AnotherWay
from likeverd.core.routing import Route, Verdict, route
from likeverd.core.routing.reading import facts_of
from likeverd.core.vocabulary import Role
from likeverd.methods.models import MethodEvent

pytestmark = pytest.mark.django_db
REASON = "Vi mener at beslutningen ikke gjelder denne undergruppen."
OPEN = (
    ("marketing_authorisation", "full"),
    ("criteria.established_treatment", "contraindicated"),
    ("criteria.larger_effect_documented", "yes"),
)


@pytest.fixture
def house(db):
    return build_house()


@pytest.fixture
def refused(house):
    """The method has been refused, so that the exception scheme is closed for it."""
    MethodEvent.objects.create(
        method=house.method, date=date(2026, 3, 2), event="not_introduced", source="I"
    )
    return house


def wanted(house, **more):
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    return NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=consultant.pk,
        **more,
    )


def begin(house, **more):
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    return actions.begin(
        wanted(house, **more), by=consultant, now=timezone.now(), synthetic_allowed=True
    )


def browser(house):
    client = Client()
    client.force_login(house.innlandet.person(Role.TREATING_CONSULTANT))
    return client


def text_of(answer):
    return unescape(answer.content.decode())


def test_what_the_guide_was_told_and_said_stays_with_the_case(house):
    case = begin(house, route_answers=OPEN)
    kept = Routing.objects.get(case=case)
    answer = route(facts_of(kept.facts))
    assert kept.rule_set == answer.rule_set
    assert kept.verdicts == {name.value: verdict.value for name, verdict in answer.verdicts.items()}
    assert (kept.recommended, kept.departs, kept.reason) == ("individual_exception", False, "")
    assert case.answers["authorisation"] == "full"
    assert case.answers["larger_effect"] == "yes"


def test_a_way_that_is_not_settled_is_not_stopped(house):
    assert Routing.objects.get(case=begin(house)).verdicts["individual_exception"] == "unclear"


def test_a_closed_way_is_stopped_with_the_reason_and_the_right_door(refused):
    answers = (("criteria.differs_from_refused_group", "yes"),)
    with pytest.raises(NotCarriedOut) as stopped:
        begin(refused, route_answers=answers)
    refusal = stopped.value.refusals[0]
    assert isinstance(refusal, AnotherWay)
    assert refusal.because
    assert refusal.recommended.nb == "Tilgangsordningen"
    assert not Case.objects.exists()
    for short in ("", "fordi", "   " * 20):
        with pytest.raises(NotCarriedOut):
            begin(refused, route_answers=answers, route_reason=short)


def test_a_choice_against_the_advice_is_kept_with_its_reason_and_counted(refused):
    case = begin(refused, route_reason=REASON)
    kept = Routing.objects.get(case=case)
    assert (kept.departs, kept.reason) == (True, REASON)
    assert kept.closed_by
    assert all("@" in name for name in kept.closed_by)
    page = text_of(browser(refused).get(reverse("cases:case", args=[case.number])))
    assert REASON in page
    rule = kept.closed_by[0].split("@")[0]
    shown = text_of(Client().get(f"/veiviser/regler/{rule}/"))
    assert "færre enn 5 saker" in shown
    for number in range(4):
        begin(refused, route_reason=REASON, why_new=f"ny {number}")
    assert "stengte regelen 5 saker" in text_of(Client().get(f"/veiviser/regler/{rule}/"))


def test_a_reason_is_kept_only_where_the_advice_is_left(house):
    assert Routing.objects.get(case=begin(house, route_reason=REASON)).reason == ""


def test_rows_are_never_changed_and_a_departure_without_a_reason_cannot_be_written(refused):
    kept = Routing.objects.get(case=begin(refused, route_reason=REASON))
    with pytest.raises(DatabaseError), transaction.atomic():
        Routing.objects.filter(pk=kept.pk).update(reason="en annen grunn enn den som var")
    with pytest.raises(DatabaseError), transaction.atomic():
        Routing.objects.create(
            case=kept.case,
            at=timezone.now(),
            by=kept.by,
            rule_set="x",
            facts={},
            verdicts={},
            chosen="individual_exception",
            departs=True,
        )


def test_the_pages_lead_to_the_right_door_and_lose_nothing(refused):
    client = browser(refused)
    address = reverse("cases:new_case_route", args=[refused.method.pk])
    answers = {"criteria.differs_from_refused_group": "yes"}
    page = text_of(client.post(address, answers | {"show": "1"}))
    assert "Rett vei nå: Tilgangsordningen" in page
    stopped = client.post(address, answers | {"continue": "1", "route_reason": "for kort"})
    assert stopped.status_code == 422
    assert "for kort" in text_of(stopped)
    assert "Skriv minst 20 tegn" in text_of(stopped)
    patient = text_of(client.post(address, answers | {"continue": "1", "route_reason": REASON}))
    assert f'name="route_reason" value="{REASON}"' in patient
    assert 'name="criteria.differs_from_refused_group" value="yes"' in patient


def test_whoever_skips_the_way_is_stopped_at_the_door_and_can_say_why_there(refused):
    client = browser(refused)
    address = reverse("cases:new_case_for", args=[refused.method.pk])
    given = {
        "department": refused.innlandet.department.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Oppdiktet Person",
        "begin": "1",
        "key": "k1",
    }
    stopped = client.post(address, given)
    assert stopped.status_code == 422
    assert "Veiviseren sier at dette ikke er rett vei" in text_of(stopped)
    assert PATIENT_NUMBER in text_of(stopped)
    assert not Case.objects.exists()
    assert client.post(address, given | {"route_reason": REASON, "key": "k2"}).status_code == 302
    assert Routing.objects.get().reason == REASON


def test_over_the_api_too(refused):
    caller = Caller(refused.innlandet.person(Role.TREATING_CONSULTANT))
    given = {
        "department": refused.innlandet.department.pk,
        "method": refused.method.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Oppdiktet Person",
        "route_answers": {"criteria.differs_from_refused_group": "yes"},
    }
    stopped = caller.send("POST", "/cases", given)
    assert stopped.status_code == 422
    assert stopped.json()["code"] == "another_way"
    assert stopped.json()["recommended"] == "Tilgangsordningen"
    assert stopped.json()["because"]
    assert caller.send("POST", "/cases", given | {"route_reason": REASON}).status_code == 201


def test_replay_lists_whose_verdict_would_differ_and_writes_nothing(house, capsys):
    begin(house, route_answers=OPEN)
    case = begin(house, route_answers=OPEN, why_new="enda en")
    row = Routing.objects.get(case=case)
    other = dict(row.verdicts) | {Route.INDIVIDUAL_EXCEPTION.value: Verdict.CLOSED.value}
    Routing.objects.create(
        case=case,
        at=timezone.now(),
        by=row.by,
        rule_set=row.rule_set,
        facts=row.facts,
        verdicts=other,
        chosen=row.chosen,
        departs=False,
    )
    old = begin(house, route_answers=OPEN, why_new="gammel")
    assert old
    before = list(Routing.objects.values_list())
    call_command("replay_rules", months=1)
    said = capsys.readouterr().out
    assert f"{case.number}\tUnntak for én pasient\tStengt -> Åpen" in said
    assert "1 of 4 cases would get another answer." in said
    assert list(Routing.objects.values_list()) == before
    call_command("replay_rules", rule_set="2013-01-01.1")
    assert "would get another answer" in capsys.readouterr().out
    with pytest.raises(Exception, match="There is no such rule set"):
        call_command("replay_rules", rule_set="nonsense")


def test_old_cases_are_left_out_of_a_replay(house, capsys):
    begin(house, route_answers=OPEN)
    later = timezone.now() + timedelta(days=70)
    from unittest.mock import patch

    with patch("django.utils.timezone.now", return_value=later):
        call_command("replay_rules", months=1)
    assert "0 of 0 cases" in capsys.readouterr().out
