"""A method's status changes while cases run: its people are told, a task stands until it is considered, once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.support.house import NOON, build_house
from tests.support.journey import begin, sent_as_far_as, step

from likeverd.cases import actions, lists
from likeverd.cases.lists import Filters
from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.refusals import NothingChanged, Stale
from likeverd.core.vocabulary import Action, Role, State
from likeverd.methods import actions as register
from likeverd.methods.models import RegisterChange
from likeverd.organisations.selectors import actor_for
from likeverd.outbox.models import Message

pytestmark = pytest.mark.django_db

REFUSED = {"date": "20.11.2026", "event": "not_introduced", "source": "Protokoll", "why": "Møtet"}


@pytest.fixture
def house():
    return build_house()


def recorded(house, **changes) -> RegisterChange:
    secretary = house.innlandet.person(Role.METHOD_SECRETARIAT)
    return register.record_event(house.method.pk, {**REFUSED, **changes}, by=secretary, now=NOON)


def fresh(case) -> Case:
    return Case.objects.get(pk=case.pk)


def waiting(person) -> list[str]:
    found = lists.waiting(actor_for(person, NOON.date()), Filters())
    return [row.case.number for row in found.rows]


def test_every_running_case_at_every_trust_gets_the_task_and_its_people_one_notice_each(house):
    at_lead = sent_as_far_as(house, Action.SUBMIT)
    draft = begin(house, house.small)
    Message.objects.all().delete()
    change = recorded(house)
    assert (change.effect, change.reason, change.cases) == ("ends", "decision_not_introduced", 2)
    for case in (at_lead, draft):
        found = fresh(case)
        assert found.method_changes == [change.pk]
        assert found.route_ended
        assert found.version == case.version
    told = Message.objects.filter(about=at_lead.number)
    assert {message.to_person for message in told} == {
        house.innlandet.person(Role.TREATING_CONSULTANT),
        house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER),
    }
    assert Message.objects.filter(about=draft.number).count() == 1
    for message in Message.objects.all():
        assert "Oppdiktet Person" not in message.subject + message.body
        assert "Under vurdering → Ikke innført" in message.body


def test_a_case_that_has_ended_hears_nothing(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    step(case, Action.WITHDRAW, house.innlandet.person(Role.TREATING_CONSULTANT))
    assert recorded(house).cases == 0
    assert fresh(case).method_changes == []


def test_the_task_stands_in_the_applicants_work_list_until_somebody_has_said_what_it_means(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    assert case.number not in waiting(consultant)
    change = recorded(house)
    assert case.number in waiting(consultant)
    considered = step(case, Action.CONSIDER_CHANGE, consultant)
    assert considered.method_changes == []
    assert considered.state == State.CLINICAL_REVIEW
    assert case.number not in waiting(consultant)
    event = CaseEvent.objects.filter(case=case).latest("sequence")
    assert event.kind == "change_considered"
    assert event.kept.content["changes"] == [str(change.pk)]
    with pytest.raises(NotCarriedOut) as refused:
        step(case, Action.CONSIDER_CHANGE, house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    assert refused.value.refusals == (NothingChanged(),)


def test_a_change_that_came_after_the_page_was_opened_is_not_swept_away(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    first = recorded(house)
    recorded(house, event="exceptions_opened", date="21.11.2026")
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    said = Command(
        Action.CONSIDER_CHANGE, case.version, {"meaning": "goes_on", "reasoning": "Fordi."}
    )
    with pytest.raises(NotCarriedOut) as refused:
        actions.take_step(case.number, said, by=lead, now=NOON, seen_changes=[str(first.pk)])
    assert isinstance(refused.value.refusals[0], Stale)
    assert len(fresh(case).method_changes) == 2


def test_a_way_that_is_opened_again_ends_no_case(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    recorded(house)
    assert fresh(case).route_ended
    recorded(house, event="exceptions_opened", date="21.11.2026")
    assert not fresh(case).route_ended


def test_whoever_keeps_the_register_sees_no_case_before_or_after(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    secretary = house.innlandet.person(Role.METHOD_SECRETARIAT)
    actor = actor_for(secretary, NOON.date())
    recorded(house)
    assert lists.of_my_units(actor, Filters()).total == 0
    assert case.number not in waiting(secretary)


def test_others_cannot_change_the_register(house):
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    with pytest.raises(PermissionError):
        register.record_event(house.method.pk, REFUSED, by=director, now=NOON)
    assert not RegisterChange.objects.filter(by=director).exists()


def test_the_case_page_shows_what_changed_and_a_step_without_having_seen_it_is_stopped(
    house, client
):
    case = sent_as_far_as(house, Action.SUBMIT)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    client.force_login(lead)
    address = reverse("cases:step", args=[case.number, "consider_change"])
    recorded(house)
    page = client.get(reverse("cases:case", args=[case.number])).content.decode()
    assert "Metodens status er endret" in page
    assert "Under vurdering → Ikke innført" in page
    assert address in page
    typed = {
        "version": case.version,
        "state": case.state,
        "changes": "",
        "meaning": "goes_on",
        "reasoning": "Går videre.",
    }
    stale = client.post(address, typed)
    assert stale.status_code == 409
    assert "Går videre." in stale.content.decode()
    typed["changes"] = " ".join(str(change) for change in fresh(case).method_changes)
    assert client.post(address, typed).status_code == 302
    assert fresh(case).method_changes == []
    later = client.get(reverse("cases:case", args=[case.number])).content.decode()
    assert "Metodens status er endret" not in later
    assert "Går videre." in later


def test_an_event_long_past_means_what_it_means_today(house):
    case = sent_as_far_as(house, Action.SUBMIT)
    change = recorded(house, event="proposed", date=(NOON - timedelta(days=900)).date().isoformat())
    assert (change.effect, change.cases) == ("nothing", 0)
    assert fresh(case).method_changes == []
