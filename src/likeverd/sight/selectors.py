"""Reads of emergency sights and blocks."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
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
