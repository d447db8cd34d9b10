"""A trust's settings are read whole or refused with words that say which entry is wrong."""

import pytest

from likeverd.core.trust_rules import BrokenTrustRules, parse
from likeverd.core.vocabulary import State

TEXT = {"nb": "a", "nn": "b", "en": "c"}


def document(**changes):
    steps = changes.pop("chain", ["clinical_review", "anchoring", "committee", "decision"])
    return {
        "version": "1",
        "valid_from": "2026-01-01",
        "steps": [
            {"step": step, "title": TEXT, "working_days": 3, "urgent_working_days": 1}
            for step in steps
        ],
        "payer": TEXT,
        "project_code": "DM 0224",
        "project_threshold": 1_000_000,
        "invoice_address": "Pb 104",
        "source": "S4",
    } | changes


@pytest.mark.parametrize(
    "chain",
    [
        ["clinical_review", "anchoring", "committee", "decision"],
        ["clinical_review", "decision"],
        ["decision"],
    ],
)
def test_a_chain_may_leave_steps_out(chain):
    assert parse(document(chain=chain)).chain == tuple(State(step) for step in chain)


@pytest.mark.parametrize(
    "chain",
    [
        [],
        ["clinical_review"],
        ["decision", "committee"],
        ["anchoring", "clinical_review", "decision"],
        ["committee", "committee", "decision"],
        ["draft", "decision"],
        ["no such step", "decision"],
    ],
)
def test_a_chain_may_not_repeat_move_or_add(chain):
    with pytest.raises(BrokenTrustRules):
        parse(document(chain=chain))


@pytest.mark.parametrize("key", ["version", "steps", "payer", "project_code", "source"])
def test_a_missing_entry_is_named(key):
    lacking = document()
    del lacking[key]
    with pytest.raises(BrokenTrustRules, match=key):
        parse(lacking)


@pytest.mark.parametrize("days", [-1, 251, "3", 1.5, None])
def test_working_days_are_whole_and_sensible(days):
    broken = document()
    broken["steps"][0]["working_days"] = days
    with pytest.raises(BrokenTrustRules, match="working days"):
        parse(broken)


def test_a_title_must_speak_three_languages():
    broken = document()
    broken["steps"][0]["title"] = {"nb": "a", "nn": "", "en": "c"}
    with pytest.raises(BrokenTrustRules, match="nn"):
        parse(broken)


def test_a_step_that_the_chain_lost_hands_on_to_the_next_it_has():
    rules = parse(document(chain=["clinical_review", "decision"]))
    assert rules.following(State.ANCHORING) is State.DECISION
    assert rules.following(State.CLINICAL_REVIEW) is State.DECISION


def test_limits_of_log_review_are_the_trusts_own_and_are_checked():
    assert parse(document()).log_review.many_staff == 8
    own = parse(document() | {"log_review": {"many_staff": 12}}).log_review
    assert (own.many_staff, own.no_tie) == (12, 20)
    with pytest.raises(BrokenTrustRules, match="no limit"):
        parse(document() | {"log_review": {"many_stuff": 12}})
