"""One list of questions in a round, each about a field, with a day; the answer lands there and the old value stays."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import build_house
from tests.support.journey import answers_for, case_in_state, step

from likeverd.cases import actions
from likeverd.cases.models import CaseEvent
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.case import Command
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def house(db):
    return build_house()


def ask(case, member, **changes):
    case.refresh_from_db()
    answers = answers_for(Action.ASK, NOW) | changes
    return actions.take_step(
        case.number, Command(Action.ASK, case.version, answers), by=member, now=NOW
    )


def test_a_second_list_while_one_waits_is_refused(house):
    case = case_in_state(house, State.AWAITING_ANSWERS, now=NOW)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    with pytest.raises(NotCarriedOut):
        ask(case, member)
    assert CaseEvent.objects.filter(case=case, kind="questions_asked").count() == 1


def test_a_list_needs_a_field_for_each_question_and_a_day(house):
    case = case_in_state(house, State.COMMITTEE, now=NOW)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    for wrong in (
        {"answer_by": ""},
        {"answer_by": (NOW - timedelta(days=3)).date().isoformat()},
        {"questions": []},
        {"questions": [{"field": "no_such_field", "question": "Hva?"}]},
        {"questions": [{"field": "", "question": "Hva?"}]},
    ):
        with pytest.raises(NotCarriedOut):
            ask(case, member, **wrong)
    case.refresh_from_db()
    assert case.state == State.COMMITTEE


def test_the_old_value_stays_and_both_stand_side_by_side(client, house):
    case = case_in_state(house, State.COMMITTEE, now=NOW)
    member = house.innlandet.person(Role.ASSESSMENT_COMMITTEE)
    ask(case, member, questions=[{"field": "start_by_reason", "question": "Hvorfor da?"}])
    case.refresh_from_db()
    old = EXAMPLE_APPLICATION["start_by_reason"]
    answers = {
        "answer_0": "Ny prøve.",
        "start_by_reason": "Ny bildediagnostikk viser raskere vekst.",
    }
    command = Command(Action.ANSWER, case.version, answers)
    case = actions.take_step(case.number, command, by=case.applicant, now=NOW)
    assert case.answers["start_by_reason"] == answers["start_by_reason"]
    event = CaseEvent.objects.select_related("kept").get(case=case, kind="questions_answered")
    assert event.kept.content["earlier"] == {"start_by_reason": old}
    client.force_login(member)
    page = unescape(client.get(reverse("cases:case", args=[case.number])).content.decode())
    before, now = page.index("Slik sto det før"), page.index("Slik står det nå")
    assert before < page.index(str(old), before) < now
    assert page.index(answers["start_by_reason"], now) > now
    # and a new round may ask again
    ask(case, member)
    step(case, Action.ANSWER, case.applicant, now=NOW)
