"""What a change of the register means for cases that run, in the routing rules' own words."""

from datetime import date

import pytest
from tests.core.cases import NOW, actor, case, ruleset

from likeverd.core.case import Command
from likeverd.core.decide import Accepted, decide
from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.method_register import (
    Condition,
    ConditionKind,
    Effect,
    Entry,
    GroupException,
    MarketingAuthorisation,
    MethodRecord,
    RegisterEvent,
    Trial,
    TrialState,
    meaning,
)
from likeverd.core.method_register.closing import closing_of
from likeverd.core.method_register.meaning import REASON_OF, RIGHT_SCHEME_OF
from likeverd.core.reasons import Outcome, reason
from likeverd.core.routing import Authorisation, Route, Status, Verdict
from likeverd.core.step_questions.shared import OTHER_SCHEMES
from likeverd.core.vocabulary import STEP_ROLE, State, depth

DAY = date(2026, 2, 2)
UNDER = MethodRecord(
    MethodKind.MEDICINE, (RegisterEvent(date(2025, 1, 10), EventKind.COMMISSIONED),)
)


def event(kind, day=DAY, in_force=None):
    return RegisterEvent(day, kind, in_force)


def entry(content, **period):
    return Entry(key="x", content=content, source="NM1", **period)


@pytest.mark.parametrize(
    ("kind", "effect", "code", "scheme"),
    [
        (EventKind.INTRODUCED, Effect.ENDS, "method_introduced", "ordinary_use"),
        (EventKind.INTRODUCED_WITH_CONDITIONS, Effect.ENDS, "method_introduced", "ordinary_use"),
        (EventKind.NOT_INTRODUCED, Effect.ENDS, "decision_not_introduced", "access_scheme"),
        (EventKind.STUDY_ONLY, Effect.ENDS, "decision_study_only", "clinical_trial"),
        (EventKind.COMMISSION_CANCELLED, Effect.ENDS, "not_under_assessment", ""),
        (EventKind.WITHDRAWN, Effect.ENDS, "not_under_assessment", ""),
        (EventKind.ASSESSMENT_COMPLETED, Effect.NOTHING, "", ""),
        (EventKind.READY_FOR_DECISION, Effect.NOTHING, "", ""),
        (EventKind.PROPOSED, Effect.NOTHING, "", ""),
    ],
)
def test_what_an_event_means_while_a_method_is_under_assessment(kind, effect, code, scheme):
    found = meaning(UNDER, UNDER.with_event(event(kind)), DAY)
    assert (found.effect, found.reason, found.right_scheme) == (effect, code, scheme)


def test_an_introduction_ends_cases_on_the_day_it_is_decided():
    later = event(EventKind.INTRODUCED, in_force=date(2026, 4, 1))
    found = meaning(UNDER, UNDER.with_event(later), DAY)
    assert found.effect is Effect.ENDS
    assert found.after.status is Status.AWAITING_INTRODUCTION


def test_an_event_of_tomorrow_means_nothing_today():
    tomorrow = event(EventKind.NOT_INTRODUCED, date(2026, 2, 3))
    assert meaning(UNDER, UNDER.with_event(tomorrow), DAY).effect is Effect.NOTHING


def test_an_opening_after_a_refusal_must_be_looked_at():
    refused = UNDER.with_event(event(EventKind.NOT_INTRODUCED, date(2025, 6, 2)))
    found = meaning(refused, refused.with_event(event(EventKind.EXCEPTIONS_OPENED)), DAY)
    assert found.effect is Effect.REVIEW
    assert (Route.INDIVIDUAL_EXCEPTION, Verdict.CLOSED) in [
        (change.route, change.before) for change in found.changes
    ]


def test_closing_an_opening_ends_cases():
    opened = UNDER.with_event(event(EventKind.NOT_INTRODUCED, date(2025, 6, 2))).with_event(
        event(EventKind.EXCEPTIONS_OPENED, date(2025, 9, 1))
    )
    found = meaning(opened, opened.with_event(event(EventKind.EXCEPTIONS_CLOSED)), DAY)
    assert (found.effect, found.reason) == (Effect.ENDS, "decision_not_introduced")


def test_a_group_exception_must_be_looked_at_in_cases_that_run():
    found = meaning(UNDER, UNDER.with_entry(entry(GroupException("Voksne"), first=DAY)), DAY)
    assert found.effect is Effect.REVIEW
    assert [change.route for change in found.changes] == [Route.GROUP_EXCEPTION_USE]


def test_a_lost_authorisation_ends_cases_of_its_own_reason():
    lost = UNDER.with_entry(entry(MarketingAuthorisation(Authorisation.NONE), first=DAY))
    found = meaning(UNDER, lost, DAY)
    assert (found.effect, found.reason) == (Effect.ENDS, "authorisation_missing")


def test_a_conditional_authorisation_must_be_looked_at():
    now = UNDER.with_entry(entry(MarketingAuthorisation(Authorisation.CONDITIONAL), first=DAY))
    assert meaning(UNDER, now, DAY).effect is Effect.REVIEW


def test_new_words_of_a_condition_change_nothing_for_cases_under_assessment():
    with_words = UNDER.with_entry(entry(Condition(ConditionKind.START, "NYHA I–II")))
    assert meaning(UNDER, with_words, DAY).effect is Effect.NOTHING


def test_more_patients_in_a_trial_change_nothing():
    before = UNDER.with_entry(entry(Trial("A", TrialState.OPEN, included=3)))
    after = UNDER.with_entry(entry(Trial("A", TrialState.OPEN, included=4)))
    assert meaning(before, after, DAY).effect is Effect.NOTHING


def test_nothing_changed_means_nothing():
    assert meaning(UNDER, UNDER, DAY).effect is Effect.NOTHING


def test_a_case_that_was_closed_already_is_not_ended_again():
    refused = UNDER.with_event(event(EventKind.NOT_INTRODUCED, date(2025, 6, 2)))
    found = meaning(refused, refused.with_event(event(EventKind.INTRODUCED)), DAY)
    assert found.effect is Effect.REVIEW


def test_every_reason_can_close_a_case_as_wrong_scheme_and_every_scheme_is_one_that_is_offered():
    for code in {*REASON_OF.values(), "authorisation_missing"}:
        known = reason(code)
        assert known is not None
        assert Outcome.WRONG_SCHEME in known.outcomes, code
        assert known.may_stand_alone
    assert set(RIGHT_SCHEME_OF.values()) <= {option.code for option in OTHER_SCHEMES}


def test_every_status_but_those_that_leave_the_way_open_has_a_reason():
    assert set(Status) - set(REASON_OF) == {
        Status.UNDER_ASSESSMENT,
        Status.DECISION_NOT_REGISTERED,
    }


@pytest.mark.parametrize("state", [State.CLINICAL_REVIEW, State.ANCHORING, State.DECISION])
@pytest.mark.parametrize("status", list(REASON_OF))
def test_every_closing_is_a_step_that_the_rules_accept(state, status):
    closing = closing_of(state, REASON_OF[status], RIGHT_SCHEME_OF.get(status, ""))
    assert closing is not None
    facts = case(state=state, furthest=depth(state))
    command = Command(closing.action, facts.version, closing.answers("Beslutningen av i dag."))
    outcome = decide(facts, command, actor(STEP_ROLE[state]), NOW, ruleset())
    assert isinstance(outcome, Accepted), outcome


@pytest.mark.parametrize("state", [State.DRAFT, State.COMMITTEE, State.RETURNED, State.GRANTED])
def test_elsewhere_nobody_closes_many_at_once(state):
    assert closing_of(state, "method_introduced", "ordinary_use") is None
