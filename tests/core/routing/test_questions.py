"""What to ask next."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.core.routing.stories import (
    COMMISSIONED,
    CONDITIONS,
    IN_FORCE_EXCEPTION,
    INTRODUCED,
    REFUSED,
    STUDY_ONLY,
    any_facts,
    facts,
)

from likeverd.core.routing import (
    MOST_QUESTIONS,
    QUESTIONS,
    Authorisation,
    Criteria,
    Fact,
    Patient,
    Scope,
    Trial,
    TrialStatus,
    answered,
    every_question_that_matters,
    route,
    value_label,
    values_of,
    which_questions_matter,
    with_answer,
)


def unanswered(*events, **changes):
    nothing = {
        "marketing_authorisation": None,
        "trial": None,
        "on_national_cup_list": None,
        "patient": Patient(),
        "criteria": Criteria(),
    }
    return facts(*events, **(nothing | changes))


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (
            unanswered(*COMMISSIONED),
            [
                "marketing_authorisation",
                "criteria.established_treatment",
                "criteria.larger_effect_documented",
                "trial.status",
                "patient.already_on_treatment",
            ],
        ),
        (
            unanswered(
                *COMMISSIONED, group_exception=replace(IN_FORCE_EXCEPTION, covers_patient=None)
            ),
            [
                "group_exception.covers_patient",
                "marketing_authorisation",
                "criteria.established_treatment",
                "criteria.larger_effect_documented",
                "trial.status",
                "patient.already_on_treatment",
            ],
        ),
        (
            unanswered(*COMMISSIONED, marketing_authorisation=Authorisation.NONE),
            ["trial.status", "on_national_cup_list", "patient.already_on_treatment"],
        ),
        (
            unanswered(*REFUSED, marketing_authorisation=Authorisation.FULL),
            ["criteria.differs_from_refused_group", "trial.status", "patient.already_on_treatment"],
        ),
        (
            unanswered(*CONDITIONS, marketing_authorisation=Authorisation.FULL),
            ["conditions_met", "trial.status", "patient.already_on_treatment"],
        ),
        (unanswered(*INTRODUCED, marketing_authorisation=Authorisation.FULL), ["trial.status"]),
        (
            unanswered(
                *STUDY_ONLY,
                marketing_authorisation=Authorisation.FULL,
                trial=Trial(TrialStatus.OPEN),
            ),
            ["trial.eligible", "patient.already_on_treatment"],
        ),
        (
            unanswered(
                *COMMISSIONED, scope=Scope.GROUP, marketing_authorisation=Authorisation.FULL
            ),
            ["trial.status"],
        ),
    ],
)
def test_only_what_can_change_the_answer_is_asked_in_the_doctors_order(given, asked):
    assert list(which_questions_matter(given)) == asked


def test_nothing_is_asked_when_all_is_answered():
    assert which_questions_matter(facts(*COMMISSIONED)) == ()


def test_an_answer_can_make_another_question_matter():
    treated = replace(facts(*COMMISSIONED), patient=Patient(already_on_treatment=True))
    assert which_questions_matter(treated) == (Fact.PRIVATELY_STARTED,)


@given(any_facts)
@settings(max_examples=300)
def test_what_is_not_asked_can_change_no_verdict(given):
    asked = every_question_that_matters(given)
    verdicts = route(given).verdicts
    for fact in Fact:
        if fact in asked or answered(given, fact) is not None:
            continue
        for value in values_of(fact):
            assert route(with_answer(given, fact, value)).verdicts == verdicts, fact


@given(any_facts)
@settings(max_examples=300)
def test_what_is_asked_can_change_a_verdict_and_is_not_answered(given):
    for fact in every_question_that_matters(given):
        assert answered(given, fact) is None
        assert any(
            route(with_answer(given, fact, value)).verdicts != route(given).verdicts
            for value in values_of(fact)
        )


@given(any_facts)
@settings(max_examples=300)
def test_six_are_enough_but_for_one_rare_method(given):
    """Refused, opened for exceptions, and under a group exception at once: a seventh comes with the next answer."""
    asked = every_question_that_matters(given)
    assert which_questions_matter(given) == asked[:MOST_QUESTIONS]
    if len(asked) > MOST_QUESTIONS:
        assert {Fact.COVERS_PATIENT, Fact.DIFFERS, Fact.ESTABLISHED_TREATMENT} <= set(asked)


@pytest.mark.parametrize("fact", list(Fact))
def test_every_question_and_answer_has_words(fact):
    assert QUESTIONS[fact].nb.endswith("?")
    labels = [value_label(value) for value in (*values_of(fact), None)]
    assert len({label.nb for label in labels}) == len(labels)


@pytest.mark.parametrize("fact", list(Fact))
def test_an_answer_is_kept_and_can_be_taken_back(fact):
    empty = unanswered(
        *COMMISSIONED, group_exception=replace(IN_FORCE_EXCEPTION, covers_patient=None)
    )
    for value in values_of(fact):
        given = with_answer(empty, fact, value)
        assert answered(given, fact) is value
        assert answered(with_answer(given, fact, None), fact) is None
