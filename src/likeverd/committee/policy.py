"""Who may do what in the committee: the seat, and beside it the role; cases are asked of ``cases.policy``."""

from datetime import date

from django.db.models import Q

from likeverd.committee.models import SEATS, Member
from likeverd.core.case import Actor
from likeverd.core.vocabulary import Role


def committee_trusts(actor: Actor) -> frozenset[int]:
    """The trusts where the person holds the committee's role in an own name: nobody sits there as a deputy."""
    return frozenset(
        grant.trust
        for grant in actor.grants
        if grant.role is Role.ASSESSMENT_COMMITTEE and grant.deputy_for is None
    )


def members_on(trust: int, day: date) -> list[Member]:
    """The committee of a trust on a day, leader first."""
    found = Member.objects.filter(_lasting(day), trust_id=trust).select_related("person")
    order = [seat for seat, _ in SEATS]
    return sorted(found, key=lambda m: (order.index(m.seat), m.person.name, m.pk))


def _lasting(day: date) -> Q:
    return Q(first_day__lte=day, ended_at__isnull=True) & (
        Q(last_day__isnull=True) | Q(last_day__gte=day)
    )


def seat_of(actor: Actor, trust: int, day: date) -> Member | None:
    """The person's seat in the trust's committee, where the role holds too."""
    if trust not in committee_trusts(actor):
        return None
    return Member.objects.filter(_lasting(day), trust_id=trust, person_id=actor.person).first()


def seats_of(actor: Actor, day: date) -> list[Member]:
    """All seats of the person, by trust."""
    trusts = committee_trusts(actor)
    if not trusts:
        return []
    found = Member.objects.filter(_lasting(day), trust_id__in=trusts, person_id=actor.person)
    return list(found.select_related("trust").order_by("trust__name"))


def registers_members(actor: Actor) -> list[int]:
    """The trusts whose committee the person registers: the access manager, who sees no case."""
    return sorted({grant.trust for grant in actor.grants if grant.role is Role.ACCESS_MANAGER})
