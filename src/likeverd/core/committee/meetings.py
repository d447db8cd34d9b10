"""The one table of a meeting's life: (state, action) → next state, and the seats that may take it there."""

from dataclasses import dataclass
from typing import Final

from likeverd.core.committee.refusals import NotInThisMeetingState, NotYourSeat
from likeverd.core.committee.vocabulary import (
    ARRANGING_SEATS,
    LEADING_SEATS,
    MeetingAction,
    MeetingState,
    Seat,
)
from likeverd.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table."""

    state: MeetingState
    action: MeetingAction
    next: MeetingState
    seats: tuple[Seat, ...]


ROWS: Final = (
    Move(MeetingState.PLANNED, MeetingAction.FREEZE, MeetingState.FROZEN, ARRANGING_SEATS),
    Move(MeetingState.PLANNED, MeetingAction.CANCEL, MeetingState.CANCELLED, ARRANGING_SEATS),
    Move(MeetingState.FROZEN, MeetingAction.OPEN, MeetingState.OPEN, LEADING_SEATS),
    # Too few can come: what has a number keeps it, and waits for another meeting.
    Move(MeetingState.FROZEN, MeetingAction.CANCEL, MeetingState.CANCELLED, ARRANGING_SEATS),
    Move(MeetingState.OPEN, MeetingAction.CLOSE, MeetingState.CLOSED, LEADING_SEATS),
    Move(MeetingState.CLOSED, MeetingAction.APPROVE, MeetingState.APPROVED, LEADING_SEATS),
)
TABLE: Final = {(row.state, row.action): row for row in ROWS}

# Until the meeting is over the agenda can change; marks are set when the papers are there.
AGENDA_OPEN: Final = (MeetingState.PLANNED, MeetingState.FROZEN, MeetingState.OPEN)
MARKS_OPEN: Final = (MeetingState.FROZEN, MeetingState.OPEN)


def move(
    state: MeetingState, action: MeetingAction, seat: Seat, *, leader_was_there: bool = True
) -> MeetingState | Refusal:
    """The state after the action, or why it is not done.

    The minutes are approved by the leader; by the deputy leader only where the leader was not at the meeting.
    """
    row = TABLE.get((state, action))
    if row is None:
        return NotInThisMeetingState(state)
    if seat not in row.seats:
        return NotYourSeat()
    if action is MeetingAction.APPROVE and seat is not Seat.LEADER and leader_was_there:
        return NotYourSeat()
    return row.next


def moves(state: MeetingState, seat: Seat, *, leader_was_there: bool = True) -> tuple[Move, ...]:
    """What the seat may do with a meeting in this state."""
    return tuple(
        row
        for row in ROWS
        if row.state is state
        and isinstance(
            move(state, row.action, seat, leader_was_there=leader_was_there), MeetingState
        )
    )
