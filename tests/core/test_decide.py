"""Every state × action × role × place is tried against the table, and every duty in turn."""

from dataclasses import replace
from itertools import product

import pytest
from tests.core.cases import (
    APPLICANT,
    DEPARTMENT,
    HELPER,
    LEAD,
    NOW,
    OTHER_DEPARTMENT,
    OTHER_TRUST,
    PERSON,
    TRUST,
    actor,
    case,
    command,
    good_answers,
    ready_for,
    ruleset,
)

from likeverd.core.case import Actor, Grant, Handler, Question
from likeverd.core.decide import Accepted, TurnedAway, available, decide
from likeverd.core.elsewhere import ELSEWHERE
from likeverd.core.lifecycle import REVIEWABLE, TABLE, transition
from likeverd.core.refusals import (
    AnswersIncomplete,
    ConflictOfInterest,
    FormIncomplete,
    NotFromHere,
    NothingChanged,
    NotInThisState,
    NotYourApplication,
    NotYourRole,
    OwnApplication,
    SameHands,
    Stale,
)
from likeverd.core.vocabulary import (
    ENDED_STATES,
    STEP_ROLE,
    STEPS,
    Action,
    Role,
    State,
    depth,
)

RULES = ruleset()


def in_state(state: State):
    facts = case(state=state, furthest=depth(state), method_changes=("c1",))
    if state is State.AWAITING_ANSWERS:
        questions = (Question("diagnoses", "Hva?"),)
        facts = replace(facts, asked_from=State.COMMITTEE, questions=questions)
    return facts


def refusal(outcome):
    assert isinstance(outcome, TurnedAway), outcome
    return outcome.refusals[0]


@pytest.mark.parametrize(("state", "action", "role"), list(product(State, Action, Role)))
def test_the_table_alone_says_who_may_do_what(state, action, role):
    facts = ready_for(action, in_state(state), person=PERSON[role])
    outcome = decide(facts, command(action, facts), actor(role), NOW, RULES)
    row = transition(state, action)
    if row is None:
        assert refusal(outcome) == NotInThisState(action, state)
    elif role in row.roles:
        assert isinstance(outcome, Accepted), outcome
        assert len(outcome.events) == 1
        assert outcome.case.version == facts.version + 1
    elif action in ELSEWHERE:
        assert refusal(outcome) == NotFromHere(action)
    else:
        assert refusal(outcome) == NotYourRole(action)


@pytest.mark.parametrize("row", list(TABLE.values()), ids=lambda row: f"{row.state}-{row.action}")
@pytest.mark.parametrize("place", [{"trust": OTHER_TRUST}, {"unit": OTHER_DEPARTMENT}])
def test_a_role_elsewhere_counts_for_nothing(row, place):
    if row.action in ELSEWHERE:
        return  # tests/core/test_elsewhere.py
    facts = in_state(row.state)
    for role in row.roles:
        outcome = decide(facts, command(row.action, facts), actor(role, **place), NOW, RULES)
        assert refusal(outcome) == NotYourRole(row.action)
        assert available(facts, actor(role, **place)) == ()


@pytest.mark.parametrize("row", list(TABLE.values()), ids=lambda row: f"{row.state}-{row.action}")
def test_every_step_refuses_a_stale_version_and_a_declared_conflict(row):
    facts = ready_for(row.action, in_state(row.state), PERSON[row.roles[0]])
    who = actor(row.roles[0])
    stale = command(row.action, facts, seen_version=facts.version - 1)
    assert refusal(decide(facts, stale, who, NOW, RULES)) == Stale(facts.version, row.state)
    off = replace(facts, conflicted=frozenset({who.person}))
    outcome = decide(off, command(row.action, off), who, NOW, RULES)
    assert refusal(outcome) == ConflictOfInterest()


@pytest.mark.parametrize("row", list(TABLE.values()), ids=lambda row: f"{row.state}-{row.action}")
def test_every_required_answer_is_required(row):
    facts = ready_for(row.action, in_state(row.state), PERSON[row.roles[0]])
    fields = row.questions(facts, RULES)
    good = good_answers(row.action, facts)
    for field in fields:
        if not field.required or not field.is_asked(good):
            continue
        less = {key: value for key, value in good.items() if key != field.key}
        outcome = decide(
            facts, command(row.action, facts, answers=less), actor(row.roles[0]), NOW, RULES
        )
        assert isinstance(refusal(outcome), AnswersIncomplete)
        assert field.key in {fault.field for fault in refusal(outcome).faults}


@pytest.mark.parametrize("state", STEPS)
def test_nobody_assesses_an_own_application_not_as_deputy_either(state):
    facts = in_state(state)
    role = STEP_ROLE[state]
    for deputy_for in (None, 999):
        who = actor(role, person=APPLICANT, deputy_for=deputy_for)
        for row in (r for r in TABLE.values() if r.state is state and role in r.roles):
            if row.action in ELSEWHERE or Role.TREATING_CONSULTANT in row.roles:
                continue
            ready = ready_for(row.action, facts, APPLICANT)
            outcome = decide(ready, command(row.action, ready), who, NOW, RULES)
            assert refusal(outcome) == OwnApplication()


@pytest.mark.parametrize("state", STEPS)
def test_one_person_holds_one_step_unless_registered_as_deputy(state):
    other = next(step for step in STEPS if step is not state)
    facts = replace(in_state(state), handlers=(Handler(LEAD, other, False),))
    role = STEP_ROLE[state]
    ordinary = actor(role, person=LEAD)
    assert available(facts, ordinary) == ()
    action = next(r.action for r in TABLE.values() if r.state is state and role in r.roles)
    outcome = decide(facts, command(action, facts), ordinary, NOW, RULES)
    assert refusal(outcome) == SameHands(other)
    deputy = actor(role, person=LEAD, deputy_for=999)
    accepted = decide(facts, command(action, facts), deputy, NOW, RULES)
    assert isinstance(accepted, Accepted)
    assert accepted.events[0].deputy_for == 999


def test_the_same_person_may_take_the_same_step_again_after_a_question():
    facts = replace(in_state(State.COMMITTEE), handlers=(Handler(LEAD, State.COMMITTEE, False),))
    who = actor(Role.ASSESSMENT_COMMITTEE, person=LEAD)
    assert isinstance(decide(facts, command(Action.RECOMMEND, facts), who, NOW, RULES), Accepted)


def test_a_helper_who_prepared_the_application_holds_a_step():
    facts = replace(in_state(State.CLINICAL_REVIEW), helpers=frozenset({HELPER}))
    who = actor(Role.CLINICAL_LEAD_REVIEWER, person=HELPER)
    outcome = decide(facts, command(Action.ASSESS, facts), who, NOW, RULES)
    assert refusal(outcome) == SameHands(State.DRAFT)


def test_only_the_applicant_or_a_registered_deputy_sends():
    facts = case()
    colleague = actor(Role.TREATING_CONSULTANT, person=555)
    outcome = decide(facts, command(Action.SUBMIT, facts), colleague, NOW, RULES)
    assert refusal(outcome) == NotYourApplication()
    deputy = actor(Role.TREATING_CONSULTANT, person=555, deputy_for=APPLICANT)
    assert isinstance(decide(facts, command(Action.SUBMIT, facts), deputy, NOW, RULES), Accepted)
    stranger = actor(Role.TREATING_CONSULTANT, person=555, deputy_for=777)
    outcome = decide(facts, command(Action.SUBMIT, facts), stranger, NOW, RULES)
    assert refusal(outcome) == NotYourApplication()


def test_an_own_grant_is_preferred_to_one_held_as_deputy():
    facts = in_state(State.CLINICAL_REVIEW)
    role = Role.CLINICAL_LEAD_REVIEWER
    who = Actor(LEAD, (Grant(role, TRUST, DEPARTMENT, 999), Grant(role, TRUST, DEPARTMENT)))
    accepted = decide(facts, command(Action.ASSESS, facts), who, NOW, RULES)
    assert accepted.events[0].deputy_for is None


def test_every_field_must_be_complete_before_sending():
    facts = case()
    for field in RULES.form.fields:
        if field.key not in facts.answers or not field.required:
            continue
        less = {key: value for key, value in facts.answers.items() if key != field.key}
        lacking = replace(facts, answers=less)
        outcome = decide(
            lacking, command(Action.SUBMIT, lacking), actor(Role.TREATING_CONSULTANT), NOW, RULES
        )
        assert isinstance(refusal(outcome), FormIncomplete), field.key


def test_a_shorter_chain_skips_the_steps_it_does_not_have():
    short = ruleset(State.CLINICAL_REVIEW, State.DECISION)
    facts = in_state(State.CLINICAL_REVIEW)
    who = actor(Role.CLINICAL_LEAD_REVIEWER)
    accepted = decide(facts, command(Action.ASSESS, facts), who, NOW, short)
    assert accepted.case.state is State.DECISION


def test_answers_land_in_the_asked_fields_and_the_old_value_is_kept():
    facts = in_state(State.AWAITING_ANSWERS)
    new = [{"code_system": "icd10", "code": "C53.9", "display": "Livmorhalskreft"}]
    given = {"answer_0": "Rettet.", "diagnoses": new}
    outcome = decide(
        facts,
        command(Action.ANSWER, facts, answers=given),
        actor(Role.TREATING_CONSULTANT),
        NOW,
        RULES,
    )
    assert isinstance(outcome, Accepted), outcome
    event = outcome.events[0].event
    assert outcome.case.answers["diagnoses"] == new
    assert event.changed == {"diagnoses": new}
    assert event.earlier == {"diagnoses": facts.answers["diagnoses"]}
    assert outcome.case.state is State.COMMITTEE
    assert outcome.case.questions == ()


@pytest.mark.parametrize("state", ENDED_STATES)
def test_nothing_but_a_review_of_new_facts_happens_in_an_ended_case(state):
    found = {row.action for row in TABLE.values() if row.state is state}
    review = {Action.REQUEST_REVIEW, Action.UPHOLD, Action.REOPEN}
    assert found == (review if state in REVIEWABLE else set())


def test_labels_are_complete_in_three_languages_for_every_row():
    for row in TABLE.values():
        for label in (row.labels.staff, row.labels.applicant, row.labels.patient):
            assert all((label.nb, label.nn, label.en))


@pytest.mark.parametrize("state", [*STEPS, State.RETURNED, State.AWAITING_ANSWERS, State.DRAFT])
def test_what_a_change_of_the_method_means_is_said_once_by_the_applicant_or_the_next_handler(state):
    facts = in_state(state)
    roles = [Role.TREATING_CONSULTANT, *([STEP_ROLE[state]] if state in STEPS else [])]
    for role in roles:
        said = decide(facts, command(Action.CONSIDER_CHANGE, facts), actor(role), NOW, RULES)
        assert isinstance(said, Accepted)
        assert said.case.state is state
        assert said.case.method_changes == ()
        assert said.case.handlers == facts.handlers
        assert said.events[0].event.changes == ("c1",)
        again = command(Action.CONSIDER_CHANGE, said.case)
        assert refusal(decide(said.case, again, actor(role), NOW, RULES)) == NothingChanged()
    colleague = actor(Role.TREATING_CONSULTANT, person=999)
    other = decide(facts, command(Action.CONSIDER_CHANGE, facts), colleague, NOW, RULES)
    assert refusal(other) == NotYourApplication()
