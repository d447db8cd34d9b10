"""State × role × action × own and foreign trust, tried over the API and held to the table."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import add_person, build_house
from tests.support.journey import answers_for, case_in_state

from likeverd.cases.models import Case, CaseEvent
from likeverd.core.elsewhere import ELSEWHERE
from likeverd.core.lifecycle import TABLE, transition
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.django_db
# Steps that take more than a role: somebody elsewhere, or advice that has come (tests/cases/test_elsewhere.py).
TAKES_MORE = ELSEWHERE | {
    Action.RECORD_ADVICE,
    Action.CONSIDER_ADVICE,
    Action.OFFER_MOVE,
    Action.REQUEST_REVIEW,
}

ACTING = {role for row in TABLE.values() for role in row.roles}


@pytest.mark.parametrize("state", list(State))
def test_only_what_the_table_allows_is_done(state):
    house = build_house()
    case = case_in_state(house, state, now=timezone.now())
    if state in (State.DRAFT, State.RETURNED):
        Case.objects.filter(pk=case.pk).update(
            helpers=[house.innlandet.person(Role.HELPER).pk],
            participants=[case.applicant_id, house.innlandet.person(Role.HELPER).pk],
        )
    assert case.state == state
    # A change of the method waits to be considered, so that this step too can be taken.
    Case.objects.filter(pk=case.pk).update(method_changes=[uuid4()])
    before = (case.version, CaseEvent.objects.filter(case=case).count())
    # A decision over the API needs a sign-in on the pages within the hour.
    Client().force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    # Who acts in no row of the table at all is asked in one state.
    roles = list(Role) if state is State.DECISION else sorted(ACTING)
    callers = {role: Caller(house.innlandet.person(role)) for role in roles}
    for role, caller in callers.items():
        for action in Action:
            row = transition(state, action)
            allowed = row is not None and role in row.roles
            with transaction.atomic():
                answer = caller.act(
                    case.number, action, case.version, answers_for(action, timezone.now())
                )
                events = CaseEvent.objects.filter(case=case).count()
                transaction.set_rollback(True)
            if allowed and action in TAKES_MORE:
                assert answer.status_code in (403, 404, 409, 422), (role, action, answer.content)
                assert events == before[1]
            elif allowed:
                assert answer.status_code == 200, (role, action, answer.content)
                assert events == before[1] + 1
            else:
                assert answer.status_code in (403, 404, 409), (role, action, answer.content)
                assert events == before[1]
    case.refresh_from_db()
    assert case.version == before[0]


@pytest.mark.parametrize("state", list(State))
def test_a_role_in_another_unit_or_trust_finds_no_case(state):
    house = build_house()
    case = case_in_state(house, state, now=timezone.now())
    # Who acts in no case of their own either is asked once.
    roles = list(Role) if state is State.DECISION else sorted(ACTING)
    strangers = [house.small.person(role) for role in roles]
    strangers += [
        add_person(house.innlandet, f"annen.{role}", role, house.innlandet.other_department)
        for role in roles
    ]
    # What the table knows in this state, and something that it does not know here.
    actions = {action for at, action in TABLE if at is state} | {Action.SUBMIT, Action.GRANT}
    for person in strangers:
        caller = Caller(person)
        assert caller.get(f"/cases/{case.number}").status_code == 404
        for action in sorted(actions):
            answer = caller.act(
                case.number, action, case.version, answers_for(action, timezone.now())
            )
            assert answer.status_code == 404, (person, action, answer.content)
        assert caller.get("/cases").json() == {"total": 0, "following": "", "rows": []}
        assert caller.get("/tasks").json()["total"] == 0
