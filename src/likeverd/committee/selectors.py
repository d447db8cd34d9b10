"""One read per screen of the committee. What a case says has passed ``cases.policy.which``; else a stub is all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.db.models.functions import Least

from likeverd.cases import policy as case_policy
from likeverd.cases.models import Case
from likeverd.cases.serving import ASSESSMENTS, SUMMARY, serve_case
from likeverd.committee import policy
from likeverd.committee.models import (
    LIVE,
    Conclusion,
    Declaration,
    Item,
    Mark,
    Meeting,
    Member,
    Minutes,
    Note,
)
from likeverd.committee.records import (
    away_from,
    changed_since_papers,
    committee_of,
    committee_rules,
    digests,
    item_facts,
    presence_of,
    present_at,
    seated,
)
from likeverd.committee.refused import NoSuchThing
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.committee.agenda import MOST_ITEMS, treat_by
from likeverd.core.committee.items import ItemFacts, why_not_alone
from likeverd.core.committee.marks import Spread, spread
from likeverd.core.committee.meetings import Move, moves
from likeverd.core.committee.minutes import Part, parts
from likeverd.core.committee.quorum import Seated, quorum_lacks
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.committee.vocabulary import LEADING_SEATS, ItemKind, MeetingState, Presence, Seat
from likeverd.core.forms.model import Answers
from likeverd.core.refusals import Refusal
from likeverd.core.text import Text
from likeverd.core.timing.ways import MeetingDay
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day

STUB = "stub"
JOINED = ("method", "department", "applicant")
RECENT_MEETINGS = 30


def cleared_at(case: int) -> dict[int, datetime]:
    """When each of the committee first said that there is no conflict of interest."""
    rows = Declaration.objects.filter(case_id=case, conflict=False).order_by("-pk")
    return dict(rows.values_list("person_id", "at"))


def agenda_waiting(trust: int, limit: int = MOST_ITEMS) -> list[int]:
    """The cases that wait for the committee and stand on no agenda, in the order of ``core.committee.agenda``."""
    listed = Item.objects.filter(case=OuterRef("pk"), state__in=LIVE, kind=ItemKind.CASE)
    found = (
        Case.objects.filter(trust_id=trust, state=State.COMMITTEE, cleared__isnull=False)
        .filter(~Exists(listed))
        .annotate(treat_by=Least("start_by", "due_on"))
        .order_by("-urgent", "treat_by", "pk")
    )
    return list(found.values_list("pk", flat=True)[:limit])


def unreported(trust: int) -> list[int]:
    """Cases in which the leader acted alone, and no meeting has been told, the oldest first."""
    told = Item.objects.filter(case=OuterRef("case"), kind=ItemKind.REPORT).exclude(
        state__in=["removed", "postponed"]
    )
    alone = Conclusion.objects.filter(trust_id=trust, item__isnull=True).filter(~Exists(told))
    return list(alone.order_by("pk").values_list("case_id", flat=True))


@dataclass(frozen=True, slots=True)
class Overview:
    """The committee's first page for one who sits in it."""

    seats: Sequence[Member]
    stubs: Sequence[Case]
    meetings: Sequence[Meeting]
    may_plan: bool
    waiting: int
    urgent: Sequence[Case]


def overview(actor: Actor, now: datetime) -> Overview:
    """What waits for the person: declarations first, then meetings; empty for one with the role and no seat."""
    if not policy.committee_trusts(actor):
        raise NoSuchThing
    seats = policy.seats_of(actor, local_day(now))
    trusts = [seat.trust_id for seat in seats]
    stubs = list(
        Case.objects.filter(case_policy.to_declare(actor), trust_id__in=trusts)
        .select_related(*JOINED)
        .annotate(treat_by=Least("start_by", "due_on"))
        .order_by("-urgent", "treat_by", "pk")[:50]
    )
    for case in stubs:
        serve_case(actor, case, AccessKind.LIST, (STUB,))
    urgent = [case for seat in seats for case in _to_act_alone_in(actor, seat, now)]
    for case in urgent:
        serve_case(actor, case, AccessKind.LIST, (SUMMARY,))
    meetings = Meeting.objects.filter(trust_id__in=trusts).select_related("trust")
    return Overview(
        seats=seats,
        stubs=stubs,
        meetings=list(meetings.order_by("-begins_at", "-pk")[:RECENT_MEETINGS]),
        may_plan=any(seat.seat in ARRANGING for seat in seats),
        waiting=sum(len(agenda_waiting(trust, 200)) for trust in trusts),
        urgent=urgent,
    )


def _to_act_alone_in(actor: Actor, seat: Member, now: datetime) -> list[Case]:
    """The urgent cases in which the person may act alone now."""
    rules = committee_rules(seat.trust_id, now)
    if rules is None or seat.seat not in LEADING_SEATS:
        return []
    found = Case.objects.filter(
        case_policy.which(actor), trust_id=seat.trust_id, state=State.COMMITTEE, urgent=True
    ).filter(cleared__isnull=False)
    return [
        case
        for case in found.select_related(*JOINED).order_by("due_on", "pk")[:20]
        if why_not_alone_in(case, seat, rules, now) is None
    ]


def why_not_alone_in(
    case: Case, seat: Member, rules: CommitteeRules, now: datetime
) -> Refusal | None:
    """Why the person may not act alone in a case; None where that is allowed."""
    return why_not_alone(
        rules,
        seated(seat),
        urgent=case.urgent,
        treat_by=treat_by(case.start_by, case.due_on),
        next_meeting=next_meeting_day(case.trust_id, now),
    )


ARRANGING = (Seat.SECRETARY, Seat.LEADER, Seat.DEPUTY_LEADER)


def stub_for(actor: Actor, number: str) -> Case:
    """The stub of a case that waits for the person's declaration; raises ``NoSuchThing``."""
    found = Case.objects.filter(case_policy.to_declare(actor), number=number)
    case = found.select_related(*JOINED).first()
    if case is None:
        raise NoSuchThing
    serve_case(actor, case, AccessKind.READ, (STUB,))
    return case


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


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item for one who may see its case. ``own`` is the person's own newest mark."""

    item: Item
    meeting: Meeting
    seat: Member
    rules: CommitteeRules | None
    facts: ItemFacts
    committee: Sequence[Member]
    changed: bool
    own: Answers
    spread: Sequence[Spread]
    names: dict[int, str]
    mark_notes: Sequence[tuple[str, str]]
    notes: Sequence[Note]
    conclusion: Conclusion | None


def item_page(actor: Actor, number: int, now: datetime) -> ItemPage:
    """The item; raises ``NoSuchThing`` also where the person may not see the case, or has not declared."""
    item = (
        Item.objects.select_related(*(f"case__{name}" for name in JOINED)).filter(pk=number).first()
    )
    if item is None:
        raise NoSuchThing
    meeting, seat = meeting_row(actor, item.meeting_id, now)
    if not Case.objects.filter(case_policy.which(actor), pk=item.case_id).exists():
        raise NoSuchThing
    committee, presence = committee_of(meeting), presence_of(meeting)
    facts = item_facts(item, meeting, present_at(committee, presence))
    opened = item.spread_opened_at is not None
    marks = spread_marks(item, facts.away) if opened else {}
    names = {member.person_id: member.person.name for member in committee}
    own = Mark.objects.filter(item=item, person_id=actor.person).order_by("-pk").first()
    serve_case(actor, item.case, AccessKind.READ, (SUMMARY, ASSESSMENTS))
    return ItemPage(
        item=item,
        meeting=meeting,
        seat=seat,
        rules=committee_rules(meeting.trust_id, now),
        facts=facts,
        committee=committee,
        changed=item.state in LIVE and changed_since_papers(item),
        own=own.answers if own else {},
        spread=spread(marks),
        names=names,
        mark_notes=[
            (names.get(person, ""), str(given["note"]))
            for person, given in marks.items()
            if given.get("note")
        ],
        notes=list(Note.objects.filter(item=item).select_related("by").order_by("pk")),
        conclusion=Conclusion.objects.filter(item=item).select_related("by").first(),
    )


def spread_marks(item: Item, away: frozenset[int]) -> dict[int, Answers]:
    """Each person's newest mark, once the spread is open; nobody's before that, and none of who is away."""
    if item.spread_opened_at is None:
        return {}
    rows = Mark.objects.filter(item=item).order_by("pk").values_list("person_id", "answers")
    return {person: given for person, given in rows if person not in away}


def seen_waiting_case(actor: Actor, number: str) -> Case | None:
    """A case that waits for the committee, if the person may see it."""
    found = Case.objects.filter(
        case_policy.which(actor), number=number, state=State.COMMITTEE, cleared__isnull=False
    )
    case = found.select_related(*JOINED).first()
    if case is not None:
        serve_case(actor, case, AccessKind.READ, (SUMMARY,))
    return case


def coming_meetings(trust: int, now: datetime) -> list[MeetingDay]:
    """The planned meetings whose agenda is still open, the first on top."""
    coming = Meeting.objects.filter(trust_id=trust, state=MeetingState.PLANNED, begins_at__gt=now)
    begins = coming.order_by("begins_at").values_list("begins_at", flat=True)[:5]
    return [MeetingDay(local_day(at)) for at in begins]


def next_meeting_day(trust: int, now: datetime) -> date | None:
    """The day of the next meeting that is planned, today where one is open; None where there is none."""
    of_trust = Meeting.objects.filter(trust_id=trust)
    if of_trust.filter(state=MeetingState.OPEN).exists():
        return local_day(now)
    coming = of_trust.filter(
        state__in=[MeetingState.PLANNED, MeetingState.FROZEN], begins_at__gte=now
    )
    found = coming.order_by("begins_at").first()
    return local_day(found.begins_at) if found else None


def minutes_of(meeting: Meeting) -> list[Minutes]:
    """Every version of the minutes, the newest first."""
    return list(Minutes.objects.filter(meeting=meeting).select_related("by").order_by("-version"))


def register_of(trust: int) -> list[Member]:
    """All seats of a trust, those that last first."""
    found = Member.objects.filter(trust_id=trust)
    return list(
        found.select_related("person", "registered_by", "ended_by").order_by(
            "ended_at", "person__name", "-pk"
        )[:300]
    )


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes for one of the committee.

    ``texts`` are the parts with their heading (of an item) and words; parts of cases that the person may not see are
    left out, and ``hidden`` counts their items.
    """

    meeting: Meeting
    seat: Member
    newest: Minutes
    versions: Sequence[Minutes]
    texts: Sequence[tuple[Part, str, str]]
    parts: Sequence[Part]
    hidden: int
    may_correct: bool


def minutes_page(actor: Actor, number: int, now: datetime) -> MinutesPage:
    """The minutes of a meeting that is over; raises ``NoSuchThing`` where there are none."""
    meeting, seat = meeting_row(actor, number, now)
    versions = minutes_of(meeting)
    if not versions:
        raise NoSuchThing
    items = list(
        Item.objects.filter(meeting=meeting, number__isnull=False)
        .select_related("case")
        .order_by("number")
    )
    seen = _open_to(actor, items)
    shown = [item for item in items if item.pk in seen]
    for item in shown:
        serve_case(actor, item.case, AccessKind.READ, (ASSESSMENTS,))
    words = versions[0].words
    found = parts([item.pk for item in shown])
    return MinutesPage(
        meeting=meeting,
        seat=seat,
        newest=versions[0],
        versions=versions,
        texts=[
            (part, words.get(f"title_{part.item}", ""), words.get(part.key, "")) for part in found
        ],
        parts=found,
        hidden=len(items) - len(shown),
        may_correct=meeting.state == MeetingState.CLOSED and seat.seat in ARRANGING,
    )


def _open_to(actor: Actor, items: Sequence[Item]) -> set[int]:
    """The items that the person may read of: whose case is open to the person, and what the leader reports of.

    A report says nothing of a patient, and comes when nobody can declare any more; a conflict of interest closes it.
    """
    cases = Case.objects.filter(case_policy.which(actor), pk__in=[item.case_id for item in items])
    seen = set(cases.values_list("pk", flat=True))
    return {
        item.pk
        for item in items
        if item.case_id in seen
        or (item.kind == ItemKind.REPORT and actor.person not in item.case.conflicted)
    }
