"""What may be done with an item of the agenda: marking, opening the spread, concluding, acting alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from likeverd.core.committee.meetings import MARKS_OPEN
from likeverd.core.committee.quorum import Seated, quorum_lacks
from likeverd.core.committee.refusals import (
    NoQuorum,
    NotAllHaveMarked,
    NotInThisItemState,
    NotInThisMeetingState,
    NotToMark,
    NotYourSeat,
    ReachedInTime,
    SpreadIsOpen,
)
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.committee.vocabulary import (
    LEADING_SEATS,
    LIVE_ITEMS,
    ItemKind,
    ItemState,
    MeetingState,
    Seat,
)
from likeverd.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as the rules see it.

    ``present``: who is at the meeting. ``away``: persons with a conflict of interest, or with another hand in the case;
    they count in the quorum and neither see nor mark. ``marked``: persons who have marked.
    """

    kind: ItemKind
    state: ItemState
    meeting: MeetingState
    present: tuple[Seated, ...]
    away: frozenset[int]
    marked: frozenset[int]

    @property
    def markers(self) -> tuple[Seated, ...]:
        """Those at the meeting who are to mark."""
        return tuple(s for s in self.present if s.votes and s.person not in self.away)

    @property
    def missing(self) -> tuple[Seated, ...]:
        """Those who are to mark and have not."""
        return tuple(s for s in self.markers if s.person not in self.marked)

    @property
    def leads(self) -> Seated | None:
        """Who leads the item: the leader, or the deputy leader where the leader is away from it."""
        found = [s for s in self.present if s.seat in LEADING_SEATS and s.person not in self.away]
        return min(found, key=lambda s: LEADING_SEATS.index(s.seat), default=None)


def why_not_mark(item: ItemFacts, member: Seated) -> Refusal | None:
    """Why a member's mark is not taken; None where it is.

    A member may mark as soon as the papers are sent; once the meeting is open, those who are there.
    """
    if item.kind is not ItemKind.CASE or not member.votes or member.person in item.away:
        return NotToMark()
    if item.state is ItemState.SPREAD:
        return SpreadIsOpen()
    if item.state is not ItemState.LISTED:
        return NotInThisItemState(item.state)
    if item.meeting not in MARKS_OPEN:
        return NotInThisMeetingState(item.meeting)
    if item.meeting is MeetingState.OPEN and member not in item.present:
        return NotToMark()
    return None


def why_not_open_spread(
    item: ItemFacts, member: Seated, rules: CommitteeRules, *, without_the_rest: bool
) -> Refusal | None:
    """Why the marks are not opened; None where they are.

    They open when all who are to mark have. ``without_the_rest``: the one who leads the item opens when those who have
    marked, and those who are away from the case, make a quorum.
    """
    if item.kind is not ItemKind.CASE or item.state is not ItemState.LISTED:
        return NotInThisItemState(item.state)
    if item.meeting is not MeetingState.OPEN:
        return NotInThisMeetingState(item.meeting)
    if item.leads is None or member.person != item.leads.person:
        return NotYourSeat()
    if item.missing and not without_the_rest:
        return NotAllHaveMarked(len(item.missing))
    counted = [s for s in item.present if s.person in item.marked | item.away]
    lacks = quorum_lacks(rules, counted)
    return NoQuorum(lacks) if lacks else None


def why_not_conclude(item: ItemFacts, member: Seated, rules: CommitteeRules) -> Refusal | None:
    """Why the one who leads the item cannot conclude it; None where that can be done."""
    if item.state is not ItemState.SPREAD:
        return NotInThisItemState(item.state)
    if item.meeting is not MeetingState.OPEN:
        return NotInThisMeetingState(item.meeting)
    if item.leads is None or member.person != item.leads.person:
        return NotYourSeat()
    lacks = quorum_lacks(rules, item.present)
    return NoQuorum(lacks) if lacks else None


def why_not_leave(item: ItemFacts, member: Seated, seats: Sequence[Seat]) -> Refusal | None:
    """Why an item is not postponed or taken off the agenda by one of these seats; None where it is."""
    if item.state not in LIVE_ITEMS:
        return NotInThisItemState(item.state)
    return None if member.seat in seats else NotYourSeat()


def why_not_alone(
    rules: CommitteeRules,
    member: Seated,
    *,
    urgent: bool,
    treat_by: date | None,
    next_meeting: date | None,
) -> Refusal | None:
    """Why the leader may not act alone; None where that is allowed.

    The case must be urgent, and its treat-by date before the day of the next meeting, or no meeting planned.
    """
    if member.seat not in LEADING_SEATS:
        return NotYourSeat()
    too_late = next_meeting is None or (treat_by is not None and treat_by < next_meeting)
    if not rules.leader_alone or not urgent or treat_by is None or not too_late:
        return ReachedInTime()
    return None
