"""Planning a meeting, drawing its agenda, and taking it through its life."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from likeverd.cases.models import Case
from likeverd.committee import policy, selectors
from likeverd.committee.actions.items import leave
from likeverd.committee.actions.minutes import write_first
from likeverd.committee.actions.names import refuse_names
from likeverd.committee.actions.rows import locked_item, locked_meeting, required_rules
from likeverd.committee.models import Attendance, Item, Meeting, Numbering
from likeverd.committee.notices import tell_members
from likeverd.committee.records import (
    committee_of,
    digests,
    item_facts,
    presence_of,
    present_at,
    seated,
)
from likeverd.committee.refused import NoSuchThing, NotDone, NotFilledIn
from likeverd.core.committee.items import why_not_leave
from likeverd.core.committee.meetings import AGENDA_OPEN, move
from likeverd.core.committee.quorum import quorum_lacks
from likeverd.core.committee.refusals import NoQuorum, NotInThisMeetingState, NotYourSeat
from likeverd.core.committee.vocabulary import (
    ARRANGING_SEATS,
    ItemKind,
    ItemState,
    MeetingAction,
    MeetingForm,
    MeetingState,
    Presence,
    Seat,
)
from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.forms.reading import Fault
from likeverd.core.refusals import Refusal
from likeverd.core.text import Text
from likeverd.core.vocabulary import State
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

IS_PAST = Text(
    "Møtet må ligge fram i tid.",
    "Møtet må liggje fram i tid.",
    "The meeting must lie in the future.",
)
NOT_WAITING = Text(
    "Ingen slik sak venter på komiteen, eller den står allerede på en saksliste.",
    "Inga slik sak ventar på komiteen, eller ho står allereie på ei sakliste.",
    "No such case waits for the committee, or it already stands on an agenda.",
)
NOT_REACHED = {
    "nb": "Møtet ble hevet før saken ble behandlet.",
    "nn": "Møtet blei heva før saka blei behandla.",
}

CANCELLED = {"nb": "Møtet ble avlyst.", "nn": "Møtet blei avlyst."}


@dataclass(frozen=True, slots=True)
class MeetingWanted:
    """A meeting to plan: how, where (empty in a written procedure), and when it begins."""

    form: MeetingForm
    place: str
    begins_at: datetime


def plan(trust: int, wanted: MeetingWanted, *, by: Person, now: datetime) -> Meeting:
    """Plan a meeting and draw its agenda: what the leader did alone first, then what waits.

    Raises ``NoSuchThing``, ``NotDone`` and ``NotFilledIn``.
    """
    with transaction.atomic():
        seat = policy.seat_of(actor_for(by, local_day(now)), trust, local_day(now))
        if seat is None:
            raise NoSuchThing
        required_rules(trust, now)
        if seat.seat not in ARRANGING_SEATS:
            raise NotDone(NotYourSeat())
        if wanted.begins_at <= now:
            raise NotFilledIn(Fault("day", IS_PAST))
        meeting: Meeting = Meeting.objects.create(
            trust_id=trust,
            form=wanted.form,
            place=" ".join(wanted.place.split())[:200],
            begins_at=wanted.begins_at,
            planned_by=by,
            planned_at=now,
        )
        _draw(meeting, by, now)
        tell_members(meeting, by=by, now=now)
    return meeting


def _draw(meeting: Meeting, by: Person, now: datetime) -> None:
    reports = [(case, ItemKind.REPORT) for case in selectors.unreported(meeting.trust_id)]
    waiting = [(case, ItemKind.CASE) for case in selectors.agenda_waiting(meeting.trust_id)]
    Item.objects.bulk_create(
        Item(
            trust_id=meeting.trust_id,
            meeting=meeting,
            case_id=case,
            kind=kind,
            position=position,
            added_by=by,
            added_at=now,
        )
        for position, (case, kind) in enumerate([*reports, *waiting], start=1)
    )


def add_item(meeting: int, number: str, reason: str, *, by: Person, now: datetime) -> Item:
    """Put a waiting case on the agenda, with a reason; after the papers are sent it gets its number at once."""
    words = _reason(reason)
    with transaction.atomic():
        found, _ = _arranged(meeting, by, now)
        case = (
            Case.objects.select_for_update(of=("self",))
            .filter(
                trust_id=found.trust_id,
                number=number.strip().upper(),
                state=State.COMMITTEE,
                pk__in=selectors.agenda_waiting(found.trust_id, 10_000),
            )
            .order_by("pk")
            .first()
        )
        if case is None:
            raise NotFilledIn(Fault("number", NOT_WAITING))
        refuse_names("reason", words, [case])
        last = Item.objects.filter(meeting=found).aggregate(last=Max("position"))["last"] or 0
        item = Item(
            trust_id=found.trust_id,
            meeting=found,
            case=case,
            position=last + 1,
            added_by=by,
            added_at=now,
            added_reason=words,
        )
        if found.state != MeetingState.PLANNED:
            _freeze_items([item], found, now)
        item.save()
    return item


def report_to_next_meeting(case: Case, *, by: Person, now: datetime) -> None:
    """Put on the next agenda that the leader acted alone; where no meeting is planned, the next drawing does."""
    coming = Meeting.objects.select_for_update(of=("self",)).filter(
        trust_id=case.trust_id,
        state__in=[MeetingState.PLANNED, MeetingState.FROZEN],
        begins_at__gte=now,
    )
    meeting = coming.order_by("begins_at", "pk").first()
    if meeting is None:
        return
    last = Item.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0
    item = Item(
        trust_id=case.trust_id,
        meeting=meeting,
        case=case,
        kind=ItemKind.REPORT,
        position=last + 1,
        added_by=by,
        added_at=now,
    )
    if meeting.state == MeetingState.FROZEN:
        _freeze_items([item], meeting, now)
    item.save()


def remove_item(item: int, reason: str, *, by: Person, now: datetime) -> Item:
    """Take an item off the agenda, with a reason. One that has a number keeps it, and is minuted."""
    words = _reason(reason)
    with transaction.atomic():
        found, meeting, seat = locked_item(item, actor_for(by, local_day(now)), now)
        if meeting.state not in AGENDA_OPEN:
            raise NotDone(NotInThisMeetingState(MeetingState(meeting.state)))
        refusal = why_not_leave(item_facts(found, meeting, ()), seated(seat), ARRANGING_SEATS)
        if refusal is not None:
            raise NotDone(refusal)
        refuse_names("reason", words, [found.case])
        leave(found, ItemState.REMOVED, words, by=by, now=now)
    return found


def attend(
    meeting: int, presences: Mapping[int, Presence | None], *, by: Person, now: datetime
) -> None:
    """Register who is there and who has sent apologies. Only what differs from what stands is written."""
    with transaction.atomic():
        found, _ = _arranged(meeting, by, now)
        if found.state not in (MeetingState.FROZEN, MeetingState.OPEN):
            raise NotDone(NotInThisMeetingState(MeetingState(found.state)))
        stands = presence_of(found)
        members = {member.person_id for member in committee_of(found)}
        Attendance.objects.bulk_create(
            Attendance(
                trust_id=found.trust_id,
                meeting=found,
                person_id=person,
                presence=presence,
                at=now,
                by=by,
            )
            for person, presence in presences.items()
            if person in members and presence is not None and stands.get(person) is not presence
        )


def move_meeting(meeting: int, action: MeetingAction, *, by: Person, now: datetime) -> Meeting:
    """Send the papers, open, close, approve or cancel; raises ``NoSuchThing`` and ``NotDone``."""
    with transaction.atomic():
        found, seat = locked_meeting(meeting, actor_for(by, local_day(now)), now)
        committee = committee_of(found)
        present = present_at(committee, presence_of(found))
        there = selectors.leader_was_there(committee, present)
        after = move(MeetingState(found.state), action, Seat(seat.seat), leader_was_there=there)
        if isinstance(after, Refusal):
            raise NotDone(after)
        if action is MeetingAction.OPEN:
            lacks = quorum_lacks(required_rules(found.trust_id, now), present)
            if lacks:
                raise NotDone(NoQuorum(lacks))
        found.state = after
        _DONE[action](found, by, now)
        found.save()
        tell_members(found, by=by, now=now)
    return found


def _freeze(meeting: Meeting, by: Person, now: datetime) -> None:
    items = Item.objects.select_for_update(of=("self",)).filter(
        meeting=meeting, state=ItemState.LISTED
    )
    frozen = list(items.select_related("case").order_by("position", "pk"))
    _freeze_items(frozen, meeting, now)
    for item in frozen:
        item.save(update_fields=["number", "year", "frozen_version", "frozen_digest"])
    meeting.frozen_at = now


def _freeze_items(items: list[Item], meeting: Meeting, now: datetime) -> None:
    """Give the items their numbers, and keep how each case stands in the papers."""
    year = meeting.begins_at.astimezone(OSLO).year
    Numbering.objects.get_or_create(trust_id=meeting.trust_id, year=year)
    numbering = Numbering.objects.select_for_update().get(trust_id=meeting.trust_id, year=year)
    stands = digests(item.case_id for item in items)
    for item in items:
        numbering.last += 1
        item.number, item.year = numbering.last, year
        item.frozen_version, item.frozen_digest = item.case.version, stands[item.case_id]
    numbering.save(update_fields=["last"])


def _open(meeting: Meeting, by: Person, now: datetime) -> None:
    meeting.opened_at = now


def _close(meeting: Meeting, by: Person, now: datetime) -> None:
    """What was not reached waits for another meeting; what was to be told is told; and the minutes are made."""
    rules = required_rules(meeting.trust_id, now)
    left = Item.objects.select_for_update(of=("self",)).filter(
        meeting=meeting, state__in=[ItemState.LISTED, ItemState.SPREAD]
    )
    for item in left.order_by("pk"):
        if item.kind == ItemKind.REPORT:
            item.state = ItemState.CONCLUDED
            item.save(update_fields=["state"])
        else:
            leave(item, ItemState.POSTPONED, NOT_REACHED[rules.language], by=by, now=now)
    meeting.closed_at = now
    write_first(meeting, rules.language, by=by, now=now)


def _approve(meeting: Meeting, by: Person, now: datetime) -> None:
    meeting.approved_at, meeting.approved_by = now, by


def _cancel(meeting: Meeting, by: Person, now: datetime) -> None:
    """What has no number yet is taken off; what has one keeps it, and is postponed."""
    listed = Item.objects.select_for_update(of=("self",)).filter(
        meeting=meeting, state=ItemState.LISTED
    )
    language = required_rules(meeting.trust_id, now).language
    for item in listed.order_by("pk"):
        state = ItemState.REMOVED if item.number is None else ItemState.POSTPONED
        leave(item, state, CANCELLED[language], by=by, now=now)


_DONE = {
    MeetingAction.FREEZE: _freeze,
    MeetingAction.OPEN: _open,
    MeetingAction.CLOSE: _close,
    MeetingAction.APPROVE: _approve,
    MeetingAction.CANCEL: _cancel,
}


def _arranged(meeting: int, by: Person, now: datetime) -> tuple[Meeting, Seat]:
    """The meeting, locked, for one who arranges it; before it is over."""
    found, seat = locked_meeting(meeting, actor_for(by, local_day(now)), now)
    if seat.seat not in ARRANGING_SEATS:
        raise NotDone(NotYourSeat())
    if found.state not in AGENDA_OPEN:
        raise NotDone(NotInThisMeetingState(MeetingState(found.state)))
    return found, Seat(seat.seat)


def _reason(reason: str) -> str:
    words = " ".join(reason.split())[:400]
    if not words:
        raise NotFilledIn(Fault("reason", MUST_BE_ANSWERED))
    return words
