"""The one table of the individual exception's life.

(state, action) → next state, roles, duties, required answers, clock effect, who is told,
and three labels. Buttons, API, permission checks, documentation and tests come from here.
The order of the steps is Sykehuset Innlandet's procedure [S4]; a trust's chain may leave
steps out (``core.trust_rules``).
"""

from typing import Final

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.lifecycle.beside import REVIEWABLE, evidence_rows, other_trust_rows
from likeverd.core.lifecycle.line import (
    DECISIONS,
    FORWARD,
    LINE_STEPS,
    MAY_ASK,
    applicant_rows,
    change_rows,
    handler_rows,
)
from likeverd.core.lifecycle.row import Questions, Transition
from likeverd.core.vocabulary import ENDED_STATES, Action, Next, State

__all__ = [
    "DECISIONS",
    "FORWARD",
    "LINE_STEPS",
    "MAY_ASK",
    "REVIEWABLE",
    "TABLE",
    "Questions",
    "Transition",
    "actions_from",
    "is_ended",
    "next_state",
    "transition",
]

TABLE: Final[dict[tuple[State, Action], Transition]] = {
    (row.state, row.action): row
    for row in (
        *applicant_rows(),
        *handler_rows(),
        *change_rows(),
        *evidence_rows(),
        *other_trust_rows(),
    )
}


def transition(state: State, action: Action) -> Transition | None:
    """The row for this step, if the table has one."""
    return TABLE.get((state, action))


def actions_from(state: State) -> tuple[Transition, ...]:
    """Every row that starts in this state, in the table's order."""
    return tuple(row for row in TABLE.values() if row.state is state)


def next_state(row: Transition, case: CaseFacts, ruleset: Ruleset) -> State:
    """Where the case is after the step, in this trust's chain."""
    match row.next:
        case Next.FIRST_STEP:
            return ruleset.trust.chain[0]
        case Next.FOLLOWING_STEP:
            return ruleset.trust.following(case.state)
        case Next.STEP_THAT_ASKED:
            if case.asked_from is None:
                raise ValueError("a case that nobody asked cannot answer")
            return case.asked_from
        case Next.SAME:
            return case.state
        case state:
            return state


def is_ended(state: State) -> bool:
    """Whether the case has ended; but for a review of new facts, nothing more happens in it."""
    return state in ENDED_STATES
