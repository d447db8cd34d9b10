"""Which steps ask that the person has proved who they are within the last hour.

A decision ends a case and binds the hospital. That it was the medical director, and not somebody who found the
director's computer open, must be as sure as a signature; other steps can be taken back or are seen by the next.
**Own reading**; no source asks for more than level 4 at sign-in.
"""

from datetime import datetime, timedelta
from typing import Final

from likeverd.core.lifecycle import TABLE
from likeverd.core.vocabulary import ENDED_STATES, Action, Role

FRESH_FOR: Final = timedelta(minutes=60)
# Two machines' clocks are never quite alike.
CLOCK_DIFFERENCE: Final = timedelta(seconds=60)

DECISIONS: Final[frozenset[Action]] = frozenset(
    row.action
    for row in TABLE.values()
    if Role.MEDICAL_DIRECTOR in row.roles and row.next in ENDED_STATES
)


def needs_fresh_sign_in(action: Action) -> bool:
    """Whether the step is a decision: the medical director's, and the case ends with it."""
    return action in DECISIONS


def is_fresh(authenticated_at: datetime | None, now: datetime) -> bool:
    """Whether the person proved who they are at most an hour ago. A time to come proves nothing."""
    if authenticated_at is None:
        return False
    return -CLOCK_DIFFERENCE <= now - authenticated_at <= FRESH_FOR


def may_take(action: Action, authenticated_at: datetime | None, now: datetime) -> bool:
    """Whether the step may be sent now, as far as the sign-in goes."""
    return not needs_fresh_sign_in(action) or is_fresh(authenticated_at, now)
