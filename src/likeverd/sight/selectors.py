"""Reads of emergency sights and blocks."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from likeverd.audit.serving import Served, serve
from likeverd.cases.models import Case
from likeverd.cases.records import recorded_of
from likeverd.cases.who_could_see import CouldSee, events_of, who_could_see
from likeverd.committee.selectors import cleared_at
from likeverd.core.access import AccessKind, Ground
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.context import beside_blocks
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.sight.models import Block, EmergencySight


def managed_trusts(by: Person, now: datetime) -> list[int]:
    """The trusts whose roles and blocks the person registers."""
    actor = actor_for(by, local_day(now))
    return sorted({grant.trust for grant in actor.grants if grant.role is Role.ACCESS_MANAGER})


def open_sights(person: Person, now: datetime) -> QuerySet[EmergencySight]:
    """The person's emergency sights that are open now, the one that ends first on top."""
    return (
        EmergencySight.objects.filter(person=person, ended_at__isnull=True, ends_at__gt=now)
        .select_related("case")
        .only("ends_at", "reason", "case__number")
        .order_by("ends_at")
    )


def open_sight(sight: int) -> EmergencySight | None:
    """One emergency sight by its id."""
    return EmergencySight.objects.filter(pk=sight).first()


def blocks_of(trusts: Iterable[int]) -> QuerySet[Block]:
    """The blocks of these trusts: those in force first, the newest on top."""
    return (
        Block.objects.filter(trust_id__in=list(trusts))
        .select_related("trust", "person", "set_by", "lifted_by")
        .order_by("-lifted_at", "-pk")[:200]
    )


def could_see(
    by: Person, trust: int, number: str, day: date, now: datetime
) -> list[CouldSee] | None:
    """Who could see a case of the trust on a day, emergency sights first; None where there is no such case.

    For the trust's access managers, who see nothing of the case itself: what it tells of people alone is handed out.
    """
    if trust not in managed_trusts(by, now):
        return None
    beside_blocks("who could see a case is told about a blocked case too, and nothing of the case")
    wanted = number.strip().upper()
    case = Case.objects.filter(trust_id=trust, number=wanted).first()
    if case is None:
        return None
    serve(
        Served(
            trust=trust,
            kind=AccessKind.READ,
            ground=Ground.OFFICIAL_NEED,
            case=case.pk,
            number=case.number,
            patient=case.patient_id,
            role=Role.ACCESS_MANAGER.value,
            shown=frozenset({"who_could_see"}),
        )
    )
    begins = datetime.combine(day, time(0), OSLO)
    opened = EmergencySight.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gte=begins),
        case=case,
        begins_at__lt=begins + timedelta(days=1),
        ends_at__gte=begins,
    ).select_related("person")
    emergencies = [
        CouldSee(sight.person_id, sight.person.name, Ground.EMERGENCY_SIGHT, None)
        for sight in opened
    ]
    events = [recorded_of(row) for row in events_of(case)]
    return emergencies + who_could_see(case, events, day, cleared_at(case.pk))
