"""The committee's first page, stubs of cases, and where the leader may act alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Least

from likeverd.cases import policy as case_policy
from likeverd.cases.models import Case
from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.committee import policy
from likeverd.committee.models import (
    Meeting,
    Member,
)
from likeverd.committee.records import (
    committee_rules,
    seated,
)
from likeverd.committee.refused import NoSuchThing
from likeverd.committee.selectors.agenda import agenda_waiting, next_meeting_day
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.committee.agenda import treat_by
from likeverd.core.committee.items import why_not_alone
from likeverd.core.committee.settings import CommitteeRules
from likeverd.core.committee.vocabulary import LEADING_SEATS, Seat
from likeverd.core.refusals import Refusal
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day

STUB = "stub"
JOINED = ("method", "department", "applicant")
RECENT_MEETINGS = 30
ARRANGING = (Seat.SECRETARY, Seat.LEADER, Seat.DEPUTY_LEADER)


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


def stub_for(actor: Actor, number: str) -> Case:
    """The stub of a case that waits for the person's declaration; raises ``NoSuchThing``."""
    found = Case.objects.filter(case_policy.to_declare(actor), number=number)
    case = found.select_related(*JOINED).first()
    if case is None:
        raise NoSuchThing
    serve_case(actor, case, AccessKind.READ, (STUB,))
    return case


def seen_waiting_case(actor: Actor, number: str) -> Case | None:
    """A case that waits for the committee, if the person may see it."""
    found = Case.objects.filter(
        case_policy.which(actor), number=number, state=State.COMMITTEE, cleared__isnull=False
    )
    case = found.select_related(*JOINED).first()
    if case is not None:
        serve_case(actor, case, AccessKind.READ, (SUMMARY,))
    return case
