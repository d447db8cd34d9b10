"""Random lives of a case, walked through ``decide``; whatever happens, these things hold."""

from datetime import timedelta

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.core.cases import APPLICANT, NOW, TRUST, UNIT, case, command, ruleset

from likeverd.core.case import Actor, Grant
from likeverd.core.deadlines import clock, stays
from likeverd.core.decide import Accepted, available, decide
from likeverd.core.events import evolve, restore
from likeverd.core.vocabulary import (
    ENDED_STATES,
    OPEN_STATES,
    STEPS,
    Action,
    Role,
    State,
)

CHAINS = (
    STEPS,
    (State.CLINICAL_REVIEW, State.DECISION),
    (State.CLINICAL_REVIEW, State.ANCHORING, State.DECISION),
    (State.DECISION,),
)
PEOPLE = (APPLICANT, 201, 202, 203, 204, 205)


class Life(RuleBasedStateMachine):
    """Anyone tries anything at any time."""

    @initialize(chain=st.sampled_from(CHAINS), changes=st.sampled_from([(), ("c1",)]))
    def begin(self, chain, changes):
        self.rules = ruleset(*chain)
        self.beginning = self.case = case(method_changes=changes)
        self.log = []
        self.now = NOW

    @rule(
        action=st.sampled_from(Action),
        role=st.sampled_from(Role),
        person=st.sampled_from(PEOPLE),
        deputy=st.booleans(),
        behind=st.sampled_from([0, 0, 0, 1]),
        minutes=st.integers(0, 10_000),
    )
    def someone_tries(self, action, role, person, deputy, behind, minutes):
        self.now += timedelta(minutes=minutes)
        who = Actor(person, (Grant(role, TRUST, UNIT[role], 999 if deputy else None),))
        wanted = command(action, self.case, seen_version=self.case.version - behind)
        before = self.case
        outcome = decide(before, wanted, who, self.now, self.rules)
        offered = {row.action for row in available(before, who)}
        if isinstance(outcome, Accepted):
            assert behind == 0
            assert action in offered
            self.log += outcome.events
            self.case = outcome.case
            self.holds_of_the_new_event(before)
        elif behind == 0:
            assert action not in offered

    @rule(minutes=st.integers(0, 3_000))
    def the_right_person_goes_on(self, minutes):
        """Keeps lives moving: the next step forward by a person with clean hands."""
        self.now += timedelta(minutes=minutes)
        for role in Role:
            for person in PEOPLE:
                who = Actor(person, (Grant(role, TRUST, UNIT[role]),))
                for row in available(self.case, who):
                    if row.action in (Action.WITHDRAW, Action.REGISTER_DEATH, Action.STOP):
                        continue
                    wanted = command(row.action, self.case)
                    outcome = decide(self.case, wanted, who, self.now, self.rules)
                    assert isinstance(outcome, Accepted)
                    self.log += outcome.events
                    self.case = outcome.case
                    return

    def holds_of_the_new_event(self, before):
        newest = self.log[-1]
        assert before.state in OPEN_STATES
        assert newest.state_before is before.state
        assert newest.state_after is self.case.state
        if before.state in STEPS and newest.role is not Role.TREATING_CONSULTANT:
            assert newest.by != APPLICANT
        assert newest.by not in before.conflicted

    @invariant()
    def the_log_has_no_gap_and_makes_the_case(self):
        assert [event.sequence for event in self.log] == list(range(2, self.case.version + 1))
        again = self.beginning
        for recorded in self.log:
            again = evolve(again, recorded)
        assert again == self.case

    @invariant()
    def steps_are_those_of_the_chain(self):
        if self.case.state in STEPS:
            assert self.case.state in self.rules.trust.chain

    @invariant()
    def one_person_holds_one_step_deputies_apart(self):
        own = {}
        for hand in self.case.handlers:
            assert hand.person != self.case.applicant
            if not hand.deputy:
                own.setdefault(hand.person, set()).add(hand.step)
        assert all(len(steps) == 1 for steps in own.values())

    @invariant()
    def questions_are_open_only_while_they_wait(self):
        waiting = self.case.state is State.AWAITING_ANSWERS
        assert waiting == (self.case.asked_from is not None)
        assert waiting == bool(self.case.questions)

    @invariant()
    def the_clock_runs_only_with_the_hospital(self):
        found = clock(self.log, self.now)
        assert found.running == (self.case.state in STEPS)
        spent = sum((s.length(self.now) for s in stays(self.log)), timedelta())
        assert found.used + found.stood_still <= spent
        assert found.used >= timedelta()

    @invariant()
    def events_survive_storage(self):
        if self.log:
            newest = self.log[-1]
            stored = newest.event.payload()
            assert restore(newest.event.kind, stored) == newest.event

    @invariant()
    def an_ended_case_stays_ended(self):
        if self.case.state in ENDED_STATES:
            for role in Role:
                who = Actor(PEOPLE[1], (Grant(role, TRUST, None),))
                assert available(self.case, who) == ()


TestLife = Life.TestCase
TestLife.settings = hypothesis_settings(
    max_examples=60, stateful_step_count=40, deadline=None, derandomize=True
)
