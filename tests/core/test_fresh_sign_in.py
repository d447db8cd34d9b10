"""A decision asks that the director has proved who they are within the last hour; nothing else does."""

from datetime import UTC, datetime, timedelta

import pytest

from likeverd.core.fresh_sign_in import DECISIONS, is_fresh, may_take, needs_fresh_sign_in
from likeverd.core.lifecycle import TABLE
from likeverd.core.vocabulary import Action, Role, State

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def test_the_decisions_are_the_directors_ways_to_end_a_case():
    assert {
        Action.GRANT,
        Action.GRANT_WITH_CONDITIONS,
        Action.REFUSE,
        Action.REFER,
    } == DECISIONS


def test_whatever_the_director_ends_is_a_decision():
    for (state, action), row in TABLE.items():
        ends = isinstance(row.next, State) and row.next.name not in {"RETURNED", "AWAITING_ANSWERS"}
        if state is State.DECISION and Role.MEDICAL_DIRECTOR in row.roles and ends:
            assert needs_fresh_sign_in(action)


@pytest.mark.parametrize("action", sorted(set(Action) - DECISIONS))
def test_other_steps_are_never_held_up(action):
    assert may_take(action, None, NOW)


@pytest.mark.parametrize(
    ("ago", "fresh"),
    [
        (timedelta(0), True),
        (timedelta(minutes=60), True),
        (timedelta(minutes=60, seconds=1), False),
        (timedelta(days=1), False),
        (timedelta(seconds=-60), True),  # another machine's clock
        (timedelta(seconds=-61), False),
    ],
)
def test_an_hour_is_an_hour(ago, fresh):
    assert is_fresh(NOW - ago, NOW) is fresh
    assert may_take(Action.GRANT, NOW - ago, NOW) is fresh


def test_who_never_proved_anything_decides_nothing():
    assert not is_fresh(None, NOW)
    assert not may_take(Action.REFUSE, None, NOW)
