"""Marking an item alone, opening the spread, writing down the talk, and postponing.

Each locks the item's row: a mark is saved before the spread opens, or refused; it is never lost in between.
"""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from likeverd.committee.actions.names import refuse_names
from likeverd.committee.actions.rows import locked_item, require_sight, required_rules
from likeverd.committee.models import Item, Mark, Note
from likeverd.committee.records import (
    changed_since_papers,
    committee_of,
    item_facts,
    presence_of,
    present_at,
    seated,
)
from likeverd.committee.refused import NotDone, NotFilledIn
from likeverd.core.committee.items import why_not_leave, why_not_mark, why_not_open_spread
from likeverd.core.committee.marks import MARK_FIELDS
from likeverd.core.committee.refusals import NotInThisMeetingState, NotYourSeat
from likeverd.core.committee.vocabulary import (
    ARRANGING_SEATS,
    LEADING_SEATS,
    ItemState,
    MeetingState,
)
from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

LONGEST_NOTE = 4000


def mark(item: int, answers: Mapping[str, object], *, by: Person, now: datetime) -> Mark:
    """Save the person's own mark; an earlier one stays beside it. Raises ``NotDone`` and ``NotFilledIn``."""
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        found, meeting, seat = locked_item(item, actor, now)
        require_sight(found, actor)
        present = present_at(committee_of(meeting), presence_of(meeting))
        refusal = why_not_mark(item_facts(found, meeting, present), seated(seat))
        if refusal is not None:
            raise NotDone(refusal)
        reading = read_completely(MARK_FIELDS, answers, local_day(now))
        if reading.faults:
            raise NotFilledIn(*reading.faults)
        refuse_names("note", str(reading.answers.get("note", "")), [found.case])
        row: Mark = Mark.objects.create(
            trust_id=found.trust_id, item=found, person=by, answers=dict(reading.answers), at=now
        )
        if by.pk not in found.marked:
            found.marked = sorted({*found.marked, by.pk})
            found.save(update_fields=["marked"])
    return row


def open_spread(item: int, *, without_the_rest: bool, by: Person, now: datetime) -> Item:
    """Open the marks to all at the item. Raises ``NotDone`` with who is missing, or what the quorum lacks."""
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        found, meeting, seat = locked_item(item, actor, now)
        require_sight(found, actor)
        present = present_at(committee_of(meeting), presence_of(meeting))
        refusal = why_not_open_spread(
            item_facts(found, meeting, present),
            seated(seat),
            required_rules(meeting.trust_id, now),
            without_the_rest=without_the_rest,
        )
        if refusal is not None:
            raise NotDone(refusal)
        found.state = ItemState.SPREAD
        found.spread_opened_at, found.spread_opened_by = now, by
        found.save(update_fields=["state", "spread_opened_at", "spread_opened_by"])
    return found


def note(item: int, words: str, *, by: Person, now: datetime) -> Note:
    """Write down what is said, for the minutes: once the spread is open, by leader, deputy leader or secretary."""
    text = words.strip()[:LONGEST_NOTE]
    if not text:
        raise NotFilledIn(Fault("words", MUST_BE_ANSWERED))
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        found, meeting, seat = locked_item(item, actor, now)
        require_sight(found, actor)
        if seat.seat not in ARRANGING_SEATS:
            raise NotDone(NotYourSeat())
        if meeting.state != MeetingState.OPEN or found.spread_opened_at is None:
            raise NotDone(NotInThisMeetingState(MeetingState(meeting.state)))
        refuse_names("words", text, [found.case])
        row: Note = Note.objects.create(
            trust_id=found.trust_id, item=found, words=text, at=now, by=by
        )
    return row


def postpone(item: int, reason: str, *, by: Person, now: datetime) -> Item:
    """Leave the item for a later meeting, with a reason; by leader or deputy leader in an open meeting."""
    words = " ".join(reason.split())[:400]
    if not words:
        raise NotFilledIn(Fault("reason", MUST_BE_ANSWERED))
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        found, meeting, seat = locked_item(item, actor, now)
        if meeting.state != MeetingState.OPEN:
            raise NotDone(NotInThisMeetingState(MeetingState(meeting.state)))
        facts = item_facts(found, meeting, ())
        refusal = why_not_leave(facts, seated(seat), LEADING_SEATS)
        if refusal is not None:
            raise NotDone(refusal)
        refuse_names("reason", words, [found.case])
        leave(found, ItemState.POSTPONED, words, by=by, now=now)
    return found


def leave(item: Item, state: ItemState, reason: str, *, by: Person, now: datetime) -> None:
    """Write that an item left the agenda without a conclusion."""
    item.state = state
    item.changed = changed_since_papers(item)
    item.left_at, item.left_by, item.left_reason = now, by, reason
    item.save(update_fields=["state", "changed", "left_at", "left_by", "left_reason"])
