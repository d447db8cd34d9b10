"""A reason rests on a fact, may be one at all, fits the application or is explained; and a no comes after a talk."""

from dataclasses import replace

import pytest
from tests.core.cases import DIRECTOR, NOW, actor, case, good_answers, ruleset

from likeverd.core.case import Command
from likeverd.core.decide import Accepted, TurnedAway, decide
from likeverd.core.events import restore
from likeverd.core.reasons import REASONS, reason
from likeverd.core.reasons.basis import BASIS, facts_behind, rests_on_the_application
from likeverd.core.reasons.contradictions import CONTRADICTIONS, contradictions
from likeverd.core.reasons.model import Criterion, Outcome
from likeverd.core.reasons.not_permitted import NOT_PERMITTED, not_permitted_for, why_not_permitted
from likeverd.core.sources import SOURCES
from likeverd.core.vocabulary import Action, Role, State

GRANT_REASONS = ["authorisation_valid", "established_contraindicated", "larger_effect_documented"]
TALKED = {
    "talked": "yes",
    "talked_with": "Søkeren",
    "talked_on": "2026-11-20",
    "talked_new": "Ingenting.",
}


def at_decision(**answers):
    facts = case(state=State.DECISION)
    return replace(facts, answers={**facts.answers, **answers})


def decided(facts, action, **answers):
    given = {**good_answers(action, facts), **answers}
    given = {key: value for key, value in given.items() if value is not None}
    command = Command(action, facts.version, given)
    return decide(facts, command, actor(Role.MEDICAL_DIRECTOR), NOW, ruleset())


def faults_of(outcome):
    assert isinstance(outcome, TurnedAway), outcome
    return {fault.field: fault.message for fault in outcome.refusals[0].faults}


@pytest.mark.parametrize("given", NOT_PERMITTED, ids=lambda each: each.code)
def test_what_may_never_be_a_reason_is_sent_back_with_its_rule_and_has_a_source(given):
    assert given.source in SOURCES
    assert given.code not in {each.code for each in REASONS}
    actions = {Outcome.REFUSE: Action.REFUSE, Outcome.GRANT: Action.GRANT}
    for outcome, action in actions.items():
        codes = (
            ["effect_as_in_group", given.code]
            if action is Action.REFUSE
            else [*GRANT_REASONS, given.code]
        )
        found = faults_of(decided(at_decision(), action, reasons=codes))
        if outcome in given.outcomes:
            assert found["reasons"] == given.why
        else:
            assert found["reasons"] != given.why  # an unknown word there, as any other


def test_a_private_start_is_no_reason_for_a_yes_and_pending_assessment_none_for_a_no():
    assert why_not_permitted("grant", ["started_privately"])
    assert not why_not_permitted("refuse", ["started_privately"])
    assert why_not_permitted("refuse", ["assessment_pending"])
    assert {each.code for each in not_permitted_for("stop")} >= {
        "small_group",
        "local_budget",
        "rare_disease",
    }
    assert not_permitted_for("nonsense") == ()


def test_every_criterion_but_procedure_has_facts_that_the_form_asks_for():
    keys = {field.key for field in ruleset().form.fields}
    assert set(BASIS) == set(Criterion) - {Criterion.PROCEDURE, Criterion.DOCUMENTATION}
    for criterion, fields in BASIS.items():
        assert set(fields) & keys, criterion


@pytest.mark.parametrize(
    "found", [each for each in REASONS if rests_on_the_application(each)], ids=lambda r: r.code
)
def test_a_reason_rests_on_answered_facts_and_on_none_without_them(found):
    assert facts_behind(found, case().answers)
    bare = {
        key: value for key, value in case().answers.items() if key not in BASIS[found.criterion]
    }
    assert facts_behind(found, bare) == ()


def test_a_reason_without_a_fact_is_sent_back():
    bare = dict.fromkeys(BASIS[Criterion.SEVERITY], None)
    found = faults_of(
        decided(at_decision(**bare), Action.GRANT, reasons=[*GRANT_REASONS, "severity_high"])
    )
    assert "Alvorlighet" in found["reasons"].nb


def test_a_file_carries_a_reason_where_the_application_has_no_fact():
    bare = dict.fromkeys(BASIS[Criterion.SEVERITY], None)
    facts = replace(at_decision(**bare), documents=(("7", "epikrise.pdf"),))
    reasons = [*GRANT_REASONS, "severity_high"]
    assert "reasons" in faults_of(decided(facts, Action.GRANT, reasons=reasons))
    outcome = decided(facts, Action.GRANT, reasons=reasons, documents=["7"])
    assert isinstance(outcome, Accepted), outcome
    assert outcome.events[0].event.documents == ("7",)
    assert restore("granted", {**outcome.events[0].event.payload(), "documents": ["7"]}) == (
        outcome.events[0].event
    )
    unknown = decided(facts, Action.GRANT, reasons=reasons, documents=["8"])
    assert "documents" in faults_of(unknown)
    none = replace(facts, documents=())
    assert "reasons" in faults_of(decided(none, Action.GRANT, reasons=reasons, documents=["7"]))


CONTRADICTED = {
    "authorisation_valid": {"authorisation": "none"},
    "authorisation_missing": {"authorisation": "full"},
    "established_contraindicated": {
        "established_treatments": [{"name": "x", "outcome": "no_effect"}]
    },
    "established_stopped_side_effects": {
        "established_treatments": [{"name": "x", "outcome": "no_effect"}]
    },
    "larger_effect_documented": {"larger_effect": "no"},
}


@pytest.mark.parametrize("found", CONTRADICTIONS, ids=lambda each: each.reason)
def test_a_reason_that_a_fact_speaks_against_must_be_explained(found):
    assert reason(found.reason) is not None
    facts = at_decision(**CONTRADICTED[found.reason])
    assert contradictions([found.reason], facts.answers) == (found,)
    assert contradictions([], facts.answers) == ()
    assert contradictions([found.reason], {}) == ()
    action = Action.GRANT if Outcome.GRANT in reason(found.reason).outcomes else Action.REFUSE
    codes = [*{*GRANT_REASONS, found.reason}] if action is Action.GRANT else [found.reason]
    told = faults_of(decided(facts, action, reasons=codes, explained=None))
    assert set(told) == {"explained"}
    accepted = decided(facts, action, reasons=codes, explained="Journalen sier noe annet.")
    assert isinstance(accepted, Accepted)
    assert accepted.events[0].event.explained == "Journalen sier noe annet."


@pytest.mark.parametrize("action", [Action.REFUSE])
def test_a_no_needs_the_talk_or_why_there_was_none(action):
    facts = at_decision()
    without = {"talked": None, "not_talked_reason": None}
    assert set(faults_of(decided(facts, action, **without))) == {"talked"}
    lacking = faults_of(decided(facts, action, **(without | {"talked": "yes"})))
    assert set(lacking) == {"talked_with", "talked_on", "talked_new"}
    assert set(faults_of(decided(facts, action, talked="no", not_talked_reason=None))) == {
        "not_talked_reason"
    }
    future = faults_of(
        decided(facts, action, not_talked_reason=None, **(TALKED | {"talked_on": "2027-01-01"}))
    )
    assert set(future) == {"talked_on"}
    accepted = decided(facts, action, not_talked_reason=None, **TALKED)
    assert isinstance(accepted, Accepted)
    assert accepted.events[0].event.conversation == TALKED
    assert accepted.events[0].by == DIRECTOR


def test_a_yes_needs_no_talk():
    outcome = decided(at_decision(), Action.GRANT, talked=None, not_talked_reason=None)
    assert isinstance(outcome, Accepted)
