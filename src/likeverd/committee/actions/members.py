"""Registering who sits in the committee, and ending a seat. Seats stay in the register."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from likeverd.committee import policy
from likeverd.committee.models import Member
from likeverd.committee.refused import NotFilledIn
from likeverd.core.committee.vocabulary import Profession, Seat
from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Membership, Person
from likeverd.organisations.selectors import actor_for

LONGEST_REASON = 400
NEEDS_THE_ROLE = Text(
    "Personen må først ha rollen vurderingskomité ved sykehuset (siden Tilganger).",
    "Personen må først ha rolla vurderingskomité ved sjukehuset (sida Tilgangar).",
    "The person must first have the role of the assessment committee at the trust (the page of roles).",
)
HAS_A_SEAT = Text(
    "Personen har allerede en plass i komiteen. Avslutt den først.",
    "Personen har allereie ein plass i komiteen. Avslutt han først.",
    "The person already has a seat in the committee. End it first.",
)
ENDS_BEFORE = Text(
    "Siste dag må være samme dag som første dag eller senere.",
    "Siste dag må vere same dag som første dag eller seinare.",
    "The last day must be the first day or later.",
)


@dataclass(frozen=True, slots=True)
class MemberWanted:
    """Who is to sit where, from when to when, and why; ``last`` None: until it is ended."""

    username: str
    seat: Seat
    profession: Profession
    first: date
    last: date | None
    reason: str


def register_member(trust: int, wanted: MemberWanted, *, by: Person, now: datetime) -> Member:
    """Give a person a seat. For the trust's access managers; raises PermissionError and ``NotFilledIn``."""
    with transaction.atomic():
        if trust not in policy.registers_members(actor_for(by, local_day(now))):
            raise PermissionError
        person = Person.objects.filter(username=wanted.username.strip().lower()).first()
        faults: list[Fault] = []
        if person is None or not _holds_the_role(person, trust):
            faults.append(Fault("username", NEEDS_THE_ROLE))
        elif any(m.person_id == person.pk for m in policy.members_on(trust, wanted.first)):
            faults.append(Fault("username", HAS_A_SEAT))
        if wanted.last is not None and wanted.last < wanted.first:
            faults.append(Fault("last_day", ENDS_BEFORE))
        reason = " ".join(wanted.reason.split())[:LONGEST_REASON]
        if not reason:
            faults.append(Fault("reason", MUST_BE_ANSWERED))
        if faults or person is None:
            raise NotFilledIn(*faults)
        return _written(trust, person, wanted, reason, by, now)


def _written(
    trust: int, person: Person, wanted: MemberWanted, reason: str, by: Person, now: datetime
) -> Member:
    try:
        with transaction.atomic():
            member: Member = Member.objects.create(
                trust_id=trust,
                person=person,
                seat=wanted.seat,
                profession=wanted.profession,
                first_day=wanted.first,
                last_day=wanted.last,
                registered_by=by,
                registered_at=now,
                reason=reason,
            )
    except IntegrityError as twice:
        raise NotFilledIn(Fault("username", HAS_A_SEAT)) from twice
    return member


def _holds_the_role(person: Person, trust: int) -> bool:
    return Membership.objects.filter(
        person=person, trust_id=trust, role=Role.ASSESSMENT_COMMITTEE.value, ended_at__isnull=True
    ).exists()


def end_member(member: int, reason: str, *, by: Person, now: datetime) -> bool:
    """End a seat from this moment. False where there is none to end; raises ``NotFilledIn`` without a reason."""
    words = " ".join(reason.split())[:LONGEST_REASON]
    if not words:
        raise NotFilledIn(Fault("end_reason", MUST_BE_ANSWERED))
    with transaction.atomic():
        trusts = policy.registers_members(actor_for(by, local_day(now)))
        found = (
            Member.objects.select_for_update(of=("self",))
            .filter(pk=member, trust_id__in=trusts, ended_at__isnull=True)
            .order_by("pk")
            .first()
        )
        if found is None:
            return False
        found.ended_at, found.ended_by, found.end_reason = now, by, words
        found.save(update_fields=["ended_at", "ended_by", "end_reason"])
    return True
