"""People of all roles take random steps over real HTTP: none skipped, one decision, nothing shown to strangers."""

from __future__ import annotations

import json
from collections import Counter

import httpx
import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from tests.security.world import Visitor, World, secrets_of
from tests.support.copies import torn_cases
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.journey import PATIENT_NUMBER, answers_for

from likeverd.cases.models import Case, CaseEvent
from likeverd.core.lifecycle import transition
from likeverd.core.vocabulary import Action, Role, State

DECISIONS = {Action.GRANT, Action.GRANT_WITH_CONDITIONS, Action.REFUSE, Action.REFER}
OWN = [role.value for role in Role]
# Half of the tries go the ordinary way, so that cases get far; the other half tries anything.
ONWARD = {
    State.DRAFT: Action.SUBMIT,
    State.CLINICAL_REVIEW: Action.ASSESS,
    State.ANCHORING: Action.PRIORITISE,
    State.COMMITTEE: Action.RECOMMEND,
    State.DECISION: Action.GRANT,
    State.AWAITING_ANSWERS: Action.ANSWER,
    State.RETURNED: Action.RESUBMIT,
}


class People(RuleBasedStateMachine):
    """The machine; ``world`` and ``url`` are set by the test."""

    world: World
    url: str
    taken: Counter[str]
    cases = Bundle("cases")

    def __init__(self) -> None:
        super().__init__()
        self.known = {one.name: one for one in self.world.visitors}

    def call(self, who: Visitor, method: str, path: str, content: object = None) -> httpx.Response:
        key = str(who.program.defaults["HTTP_AUTHORIZATION"])
        answer = httpx.request(
            method,
            f"{self.url}/api/v1{path}",
            content=json.dumps(content) if content is not None else None,
            headers={"Authorization": key, "Content-Type": "application/json"},
            timeout=20,
        )
        assert answer.status_code < 500, (who.name, method, path, answer.text[:300])
        return answer

    def own(self, role: str) -> Visitor:
        return self.known[f"innlandet {role}"]

    @rule(target=cases, complete=st.sampled_from([True, True, True, False]))
    def begin(self, complete: bool) -> str:
        house = self.world.house
        wanted = {
            "department": house.innlandet.department.pk,
            "method": house.method.pk,
            "identity_number": PATIENT_NUMBER,
            "patient_name": "Oppdiktet Person",
            "why_new": "ny",
        }
        consultant = self.own(Role.TREATING_CONSULTANT)
        answer = self.call(consultant, "POST", "/cases", wanted)
        assert answer.status_code == 201, answer.text
        number = answer.json()["number"]
        if complete:
            content = {"revision": 1, "answers": EXAMPLE_APPLICATION}
            assert self.call(consultant, "PUT", f"/cases/{number}/draft", content).is_success
        return number

    @rule(
        number=cases,
        role=st.sampled_from(OWN),
        action=st.sampled_from(list(Action)),
        behind=st.sampled_from([0, 0, 0, 0, 1]),
        onward=st.booleans(),
    )
    def act(self, number: str, role: str, action: Action, behind: int, onward: bool) -> None:
        before = Case.objects.get(number=number)
        if onward:
            action = ONWARD.get(State(before.state), action)
        row = transition(State(before.state), action)
        if onward and row is not None and row.roles:
            role = sorted(row.roles)[0].value
        content = {
            "version": before.version - behind,
            "answers": answers_for(action, timezone.now()),
        }
        answer = self.call(self.own(role), "POST", f"/cases/{number}/actions/{action}", content)
        after = Case.objects.get(number=number)
        if answer.is_success:
            assert row is not None
            assert Role(role) in row.roles, (role, action)
            assert not behind
            assert after.version == before.version + 1
            self.taken[action] += 1
        else:
            assert (after.version, after.state) == (before.version, before.state)

    @rule(number=cases, role=st.sampled_from(OWN))
    def read(self, number: str, role: str) -> None:
        answer = self.call(self.own(role), "GET", f"/cases/{number}")
        if answer.is_success and role in (Role.ASSESSMENT_COMMITTEE, Role.ANCHORING_MANAGER):
            assert PATIENT_NUMBER not in answer.text

    @rule(number=cases, action=st.sampled_from(list(Action)), who=st.integers(0, 20))
    def strangers_find_nothing(self, number: str, action: Action, who: int) -> None:
        strangers = [
            one
            for one in self.world.visitors
            if one.person and not one.name.startswith("innlandet")
        ]
        stranger = strangers[who % len(strangers)]
        case = Case.objects.get(number=number)
        for answer in (
            self.call(stranger, "GET", f"/cases/{number}"),
            self.call(
                stranger,
                "POST",
                f"/cases/{number}/actions/{action}",
                {"version": case.version, "answers": answers_for(action, timezone.now())},
            ),
            self.call(stranger, "GET", "/cases"),
        ):
            assert answer.status_code == 404 or answer.json().get("total") == 0
            for word in secrets_of(case):
                assert word not in answer.text

    @invariant()
    def row_and_log_agree(self) -> None:
        assert torn_cases() == []

    @invariant()
    def no_step_is_skipped_and_one_decision_stands(self) -> None:
        decided: Counter[int] = Counter()
        last: dict[int, str] = {}
        rows = CaseEvent.objects.order_by("case_id", "sequence").values_list(
            "case_id", "action", "state_before", "state_after"
        )
        for case, action, before, after in rows:
            assert last.get(case, before) == before
            last[case] = after
            if action:
                row = transition(State(before), Action(action))
                assert row is not None, (before, action)
                decided[case] += Action(action) in DECISIONS
        assert not [case for case, times in decided.items() if times > 1]


@pytest.mark.timeout(300)
def test_whatever_people_do_the_rules_hold(world, running_server):
    People.world, People.url, People.taken = world, running_server.url, Counter()
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert connection.is_usable()
    assert {Action.SUBMIT, Action.ASSESS, Action.PRIORITISE} <= set(People.taken), People.taken
