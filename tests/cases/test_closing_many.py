"""A decision ends cases: the director closes those chosen, each with its own reasoning; a changed one is left."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.cases.test_method_changes import fresh, recorded
from tests.support.house import NOON, build_house
from tests.support.journey import begin, complete, sent_as_far_as, step

from likeverd.cases.models import CaseEvent
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.django_db
ADDRESS = "/arbeid/avslutt/"


@pytest.fixture
def house():
    return build_house()


def at_director(house):
    return sent_as_far_as(house, Action.RECOMMEND)


def director(house):
    client = Client()
    client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    return client


def typed(*cases, **reasoning):
    given = {}
    for case in cases:
        found = fresh(case)
        given[f"version-{case.number}"] = found.version
        given[f"changes-{case.number}"] = " ".join(str(each) for each in found.method_changes)
        given[f"close-{case.number}"] = "1"
        given[f"reasoning-{case.number}"] = reasoning.get("words", f"Gjelder {case.number}.")
    return given


def test_the_page_offers_only_what_waits_and_is_ended(house):
    case = at_director(house)
    client = director(house)
    assert case.number not in client.get(ADDRESS).content.decode()
    recorded(house)
    page = client.get(ADDRESS).content.decode()
    assert case.number in page
    assert "Oppdiktet Person" not in page
    assert ADDRESS in client.get(reverse("cases:work_list")).content.decode()
    lead = Client()
    lead.force_login(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    assert case.number not in lead.get(ADDRESS).content.decode()


def test_chosen_cases_are_closed_each_with_its_own_reasoning(house):
    first, second = at_director(house), at_director(house)
    recorded(house)
    client = director(house)
    answer = client.post(ADDRESS, typed(first, second))
    assert answer.status_code == 302, answer.content.decode()
    for case in (first, second):
        assert fresh(case).state == State.WRONG_SCHEME
        event = CaseEvent.objects.filter(case=case).latest("sequence")
        assert event.kept.content["reasons"] == ["decision_not_introduced"]
        assert event.kept.content["right_scheme"] == "access_scheme"
        assert event.kept.content["reasoning"] == f"Gjelder {case.number}."


def test_without_a_reasoning_nothing_is_closed_and_nothing_typed_is_lost(house):
    first, second = at_director(house), at_director(house)
    recorded(house)
    given = typed(first, second) | {f"reasoning-{second.number}": " "}
    answer = director(house).post(ADDRESS, given)
    assert answer.status_code == 422
    assert f"Gjelder {first.number}." in answer.content.decode()
    assert {fresh(first).state, fresh(second).state} == {State.DECISION}
    assert director(house).post(ADDRESS, {}).status_code == 422


def test_a_case_that_changed_meanwhile_is_told_and_left(house):
    first, second = at_director(house), at_director(house)
    recorded(house)
    given = typed(first, second)
    step(second, Action.CONSIDER_CHANGE, house.innlandet.person(Role.TREATING_CONSULTANT))
    answer = director(house).post(ADDRESS, given, follow=True)
    assert fresh(first).state == State.WRONG_SCHEME
    assert fresh(second).state == State.DECISION
    assert f"ikke rørt: {second.number}" in answer.content.decode()


def test_a_line_leader_stops_with_the_same_reason(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    recorded(house)
    client = Client()
    client.force_login(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    assert client.post(ADDRESS, typed(case)).status_code == 302
    assert fresh(case).state == State.STOPPED


def test_my_touched_cases_of_the_week_are_listed(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    other = complete(begin(house, house.small))
    from django.utils import timezone

    from likeverd.methods import actions as register

    register.record_event(
        house.method.pk,
        {"date": "20.11.2025", "event": "not_introduced", "source": "P", "why": "M"},
        by=house.innlandet.person(Role.METHOD_SECRETARIAT),
        now=max(timezone.now(), NOON),
    )
    client = Client()
    client.force_login(house.innlandet.person(Role.TREATING_CONSULTANT))
    page = client.get("/arbeid/endrede-metoder/").content.decode()
    assert case.number in page
    assert other.number not in page
    secretary = Client()
    secretary.force_login(house.innlandet.person(Role.METHOD_SECRETARIAT))
    assert case.number not in secretary.get("/arbeid/endrede-metoder/").content.decode()
