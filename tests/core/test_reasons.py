"""Coded reasons: complete for every outcome, dated, and never less than the rule asks."""

from collections import Counter
from datetime import date, timedelta

import pytest

from likeverd.core.reasons import (
    REASONS,
    Criterion,
    Outcome,
    as_options,
    reason,
    reasons_for,
    why_not_enough,
)
from likeverd.core.reasons.model import GRANTS, PRECONDITIONS
from likeverd.core.scheme_dates import ACCESS_SCHEME_OPENED

TODAY = date(2026, 11, 23)


def test_codes_are_unique_and_found_again() -> None:
    assert max(Counter(found.code for found in REASONS).values()) == 1
    assert all(reason(found.code) is found for found in REASONS)
    assert reason("no_such_reason") is None


def test_every_label_is_its_own_sentence_in_each_language() -> None:
    for language in ("nb", "nn", "en"):
        labels = Counter(getattr(found.label, language) for found in REASONS)
        assert max(labels.values()) == 1
    for found in REASONS:
        assert found.label.nb != found.label.en


def test_every_criterion_has_a_reason() -> None:
    assert {found.criterion for found in REASONS} == set(Criterion)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_reasons_and_each_carries_a_source(outcome: Outcome) -> None:
    found = reasons_for(outcome, TODAY)
    assert len(found) >= 2
    assert all(each.source for each in found)


@pytest.mark.parametrize("criterion", PRECONDITIONS)
@pytest.mark.parametrize("outcome", [*GRANTS, Outcome.REFUSE])
def test_each_precondition_can_be_met_and_not_met(criterion: Criterion, outcome: Outcome) -> None:
    assert any(found.criterion is criterion for found in reasons_for(outcome, TODAY))


@pytest.mark.parametrize(
    "criterion", [Criterion.BENEFIT, Criterion.RESOURCE_USE, Criterion.SEVERITY]
)
@pytest.mark.parametrize("outcome", [*GRANTS, Outcome.REFUSE])
def test_each_priority_criterion_weighs_both_ways(criterion: Criterion, outcome: Outcome) -> None:
    assert any(found.criterion is criterion for found in reasons_for(outcome, TODAY))


def test_no_reason_serves_both_a_yes_and_a_no() -> None:
    for found in REASONS:
        yes = set(found.outcomes) & set(GRANTS)
        assert not yes or yes == set(found.outcomes), found.code


def test_the_access_scheme_is_no_reason_before_it_opened() -> None:
    before = ACCESS_SCHEME_OPENED - timedelta(days=1)
    on_opening = {found.code for found in reasons_for("wrong_scheme", ACCESS_SCHEME_OPENED)}
    earlier = {found.code for found in reasons_for("wrong_scheme", before)}
    assert on_opening - earlier == {"use_access_scheme"}


def test_an_unknown_outcome_has_no_reasons() -> None:
    assert reasons_for("perhaps", TODAY) == ()


def test_options_keep_code_and_words() -> None:
    found = reasons_for("return", TODAY)
    assert [(option.code, option.label) for option in as_options(found)] == [
        (each.code, each.label) for each in found
    ]


MET = ["authorisation_valid", "established_contraindicated", "larger_effect_documented"]


@pytest.mark.parametrize("outcome", GRANTS)
def test_a_yes_rests_on_all_three_preconditions(outcome: Outcome) -> None:
    assert why_not_enough(outcome, MET, TODAY) is None
    for left_out in MET:
        codes = [code for code in MET if code != left_out]
        assert why_not_enough(outcome, [*codes, "benefit_large"], TODAY) is not None


@pytest.mark.parametrize(
    ("outcome", "codes", "enough"),
    [
        ("refuse", ["established_only_lack_of_effect"], True),
        ("refuse", ["resource_use_high"], False),
        ("refuse", ["resource_use_high", "severity_low", "benefit_small"], False),
        ("refuse", ["resource_use_high", "resource_use_disproportionate"], True),
        ("refuse", ["private_treatment_no_ground"], False),
        ("refuse", ["trial_available"], False),
        ("refuse", [], False),
        ("refuse", ["documentation_missing"], False),  # asks for a return, not for a refusal
        ("refuse", ["authorisation_valid"], False),  # serves a yes
        ("wrong_scheme", ["suited_for_group_exception"], False),  # group size is no ground
        ("wrong_scheme", ["use_access_scheme"], True),
        ("return", ["documentation_missing"], True),
        ("stop", ["duplicate_application"], True),
    ],
)
def test_what_can_carry_another_outcome(outcome: str, codes: list[str], enough: bool) -> None:
    assert (why_not_enough(outcome, codes, TODAY) is None) is enough
