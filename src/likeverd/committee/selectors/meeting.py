"""One meeting: who was there, its items, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from likeverd.cases import policy as case_policy
from likeverd.cases.models import Case
from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.committee import policy
from likeverd.committee.models import (
    LIVE,
    Item,
    Meeting,
    Member,
)
from likeverd.committee.records import (
    away_from,
    committee_of,
    committee_rules,
    digests,
    presence_of,
    present_at,
)
from likeverd.committee.refused import NoSuchThing
from likeverd.committee.selectors.overview import ARRANGING, JOINED, STUB
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.committee.meetings import Move, moves
from likeverd.core.committee.quorum import Seated, quorum_lacks
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.committee.vocabulary import ItemKind, MeetingState, Presence, Seat
from likeverd.core.text import Text
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day


@dataclass(frozen=True, slots=True)
class Line:
    """An item on a meeting's page; ``sees`` tells whether the case may be opened, ``away`` that it may never be."""

    item: Item
    sees: bool
    away: bool
    to_declare: bool
    has_marked: bool
    changed: bool
    gone: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that the page of a meeting shows."""

    meeting: Meeting
    seat: Member
    rules: CommitteeRules | None
    lines: Sequence[Line]
    committee: Sequence[Member]
    presence: dict[int, Presence]
    present: tuple[Seated, ...]
    lacks: tuple[Text, ...]
    moves: Sequence[Move]
    may_arrange: bool
    may_attend: bool
    has_minutes: bool


def meeting_row(actor: Actor, meeting: int, now: datetime) -> tuple[Meeting, Member]:
    """A meeting and the person's seat in its committee; raises ``NoSuchThing``."""
    found = Meeting.objects.select_related("trust").filter(pk=meeting).first()
    seat = policy.seat_of(actor, found.trust_id, local_day(now)) if found else None
    if found is None or seat is None:
        raise NoSuchThing
    return found, seat


def leader_was_there(committee: Sequence[Member], present: Sequence[Seated]) -> bool:
    """Whether the leader is or was at the meeting."""
    here = {each.person for each in present}
    return any(m.person_id in here for m in committee if m.seat == Seat.LEADER)


def meeting_page(actor: Actor, number: int, now: datetime) -> MeetingPage:
    """The meeting with its agenda, who is there, and what the person may do."""
    meeting, seat = meeting_row(actor, number, now)
    rules = committee_rules(meeting.trust_id, now)
    committee, presence = committee_of(meeting), presence_of(meeting)
    present = present_at(committee, presence)
    items = list(
        Item.objects.filter(meeting=meeting)
        .select_related(*(f"case__{name}" for name in JOINED))
        .order_by("position", "pk")
    )
    state = MeetingState(meeting.state)
    there = leader_was_there(committee, present)
    return MeetingPage(
        meeting=meeting,
        seat=seat,
        rules=rules,
        lines=_lines(actor, items),
        committee=committee,
        presence=presence,
        present=present,
        lacks=quorum_lacks(rules, present) if rules else (),
        moves=moves(state, Seat(seat.seat), leader_was_there=there),
        may_arrange=seat.seat in ARRANGING
        and state in (MeetingState.PLANNED, MeetingState.FROZEN, MeetingState.OPEN),
        may_attend=seat.seat in ARRANGING and state in (MeetingState.FROZEN, MeetingState.OPEN),
        has_minutes=state in (MeetingState.CLOSED, MeetingState.APPROVED),
    )


def _lines(actor: Actor, items: Sequence[Item]) -> list[Line]:
    cases = [item.case_id for item in items]
    seen = set(
        Case.objects.filter(case_policy.which(actor), pk__in=cases).values_list("pk", flat=True)
    )
    now_stands = digests(cases)
    lines = []
    for item in items:
        sees = item.case_id in seen
        serve_case(actor, item.case, AccessKind.LIST, (SUMMARY if sees else STUB,))
        away = actor.person in away_from(item.case)
        lines.append(
            Line(
                item=item,
                sees=sees,
                away=away,
                to_declare=not sees and not away and item.case.state == State.COMMITTEE,
                has_marked=actor.person in item.marked,
                gone=item.kind == ItemKind.CASE
                and item.state in LIVE
                and item.case.state != State.COMMITTEE,
                changed=bool(item.frozen_digest)
                and item.state in LIVE
                and item.frozen_digest != now_stands[item.case_id],
            )
        )
    return lines
