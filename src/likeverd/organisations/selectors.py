"""Reads of the organisation register: grants in force, people in a role, a trust's rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from likeverd.core.case import Actor
from likeverd.core.catchments import Period, municipality_of
from likeverd.core.trust_rules import TrustRules, parse
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import OSLO
from likeverd.organisations.context import enter
from likeverd.organisations.models import (
    CatchmentPeriod,
    Deputyship,
    HospitalTrust,
    Membership,
    Person,
    TrustRulesVersion,
    Unit,
)


def in_force(today: date) -> Q:
    """What has begun and has not ended on the day; both days count."""
    return Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))


def deputies_in_force(today: date) -> QuerySet[Deputyship]:
    """Registered deputies whose period has come, is not over and was not ended early."""
    return Deputyship.objects.filter(in_force(today), revoked_at__isnull=True)


# A deputy has the role only while the one whose place it is has it too. (The grants of one person are read by the
# database function likeverd_grants, which says the same.)
PRINCIPAL_HAS_THE_ROLE = """
    EXISTS (
        SELECT 1 FROM organisations_membership m
        JOIN organisations_person principal ON principal.id = m.person_id
        WHERE m.person_id = d.deputy_for_id AND m.role = d.role AND m.trust_id = d.trust_id
          AND m.unit_id IS NOT DISTINCT FROM d.unit_id AND principal.is_active
          AND m.valid_from <= %(today)s AND (m.valid_to IS NULL OR m.valid_to >= %(today)s)
    )
"""


def actor_for(person: Person, today: date) -> Actor:
    """The person with every grant in force today, and the transaction's context set to them.

    An inactive person has none. Asked for at every request, and so one query. To be called inside the transaction
    in which the person's cases are read.
    """
    return enter(person.pk, today)


COLUMNS = "p.id, p.username, p.name, p.email, p.title, p.hpr_number, p.language, p.is_active"
# Until when a person is away without a day between; nothing for one who is there.
AWAY_UNTIL = """
    (SELECT max(a.valid_to) FROM organisations_absence a
     WHERE a.person_id = p.id AND a.ended_at IS NULL AND a.valid_from <= %(today)s AND a.valid_to >= %(today)s)
    AS away_until
"""
IN_OWN_ROLE = """
    p.id IN (
        SELECT person_id FROM organisations_membership m
        WHERE m.role = %(role)s AND m.trust_id = %(trust)s
          AND (m.unit_id IS NULL OR m.unit_id = ANY(%(units)s))
          AND m.valid_from <= %(today)s AND (m.valid_to IS NULL OR m.valid_to >= %(today)s)
          AND NOT m.person_id = ANY(%(barred)s)
    )
"""
PEOPLE_IN_ROLE = f"""
    SELECT {COLUMNS}, {IN_OWN_ROLE} AS in_own_role, {AWAY_UNTIL}
    FROM organisations_person p
    WHERE p.is_active AND NOT p.id = ANY(%(never)s) AND (
        {IN_OWN_ROLE} OR p.id IN (
            SELECT person_id FROM organisations_deputyship d
            WHERE d.role = %(role)s AND d.trust_id = %(trust)s
              AND (d.unit_id IS NULL OR d.unit_id = ANY(%(units)s))
              AND d.valid_from <= %(today)s AND d.valid_to >= %(today)s
              AND d.revoked_at IS NULL AND NOT d.deputy_for_id = ANY(%(conflicted)s)
              AND {PRINCIPAL_HAS_THE_ROLE}
        )
    )
    ORDER BY p.name, p.id
"""  # noqa: S608 - made of constants alone


def people_in_role(
    role: Role,
    trust: int,
    units: Iterable[int],
    today: date,
    *,
    barred: Iterable[int] = (),
    never: Iterable[int] = (),
    conflicted: Iterable[int] = (),
) -> list[Person]:
    """Active people who hold the role for a trust and one of the units, deputies included.

    ``barred`` may not act in a role of their own, but may as registered deputies; ``never``
    may not act at all; a deputy for one of the ``conflicted`` may not either. Asked for at
    every step, and so written as one query.
    """
    wanted = {
        "role": role.value,
        "trust": trust,
        "units": list(units),
        "today": today,
        "barred": list(barred),
        "never": [*never, *conflicted],
        "conflicted": list(conflicted),
    }
    return list(Person.objects.raw(PEOPLE_IN_ROLE, wanted))


APPLICANT_AND_DEPUTIES = f"""
    SELECT {COLUMNS}, p.id = %(applicant)s AS in_own_role, {AWAY_UNTIL}
    FROM organisations_person p
    WHERE p.id = %(applicant)s OR (p.is_active AND NOT p.id = ANY(%(never)s) AND p.id IN (
        SELECT person_id FROM organisations_deputyship d
        WHERE d.role = %(role)s AND d.trust_id = %(trust)s AND d.deputy_for_id = %(applicant)s
          AND (d.unit_id IS NULL OR d.unit_id = ANY(%(units)s))
          AND d.valid_from <= %(today)s AND d.valid_to >= %(today)s AND d.revoked_at IS NULL
          AND {PRINCIPAL_HAS_THE_ROLE}
    ))
    ORDER BY p.id <> %(applicant)s, p.name, p.id
"""  # noqa: S608 - made of constants alone


def applicant_and_deputies(
    applicant: int, trust: int, units: Iterable[int], today: date, *, never: Iterable[int] = ()
) -> list[Person]:
    """The applicant first, then those who may act in the applicant's place; marked as in ``people_in_role``."""
    wanted = {
        "applicant": applicant,
        "role": Role.TREATING_CONSULTANT.value,
        "trust": trust,
        "units": list(units),
        "today": today,
        "never": list(never),
    }
    return list(Person.objects.raw(APPLICANT_AND_DEPUTIES, wanted))


@lru_cache(maxsize=512)
def _rules(trust: int, version: str) -> TrustRules:
    found = TrustRulesVersion.objects.get(trust_id=trust, version=version)
    return parse(found.document)


def trust_rules(trust: int, version: str) -> TrustRules:
    """One version of a trust's settings. A version never changes, so it is kept in memory."""
    return _rules(trust, version)


def forget_trust_rules() -> None:
    """Drop what is kept in memory, where the process turns to another database."""
    _rules.cache_clear()


def current_rules_version(trust: int, today: date) -> str | None:
    """The version of the trust's settings that holds today; None where there is none."""
    return (
        TrustRulesVersion.objects.filter(trust_id=trust, valid_from__lte=today)
        .order_by("-valid_from")
        .values_list("version", flat=True)
        .first()
    )


def departments(
    trusts: Iterable[int], today: date, units: Iterable[int] | None = None
) -> QuerySet[Unit]:
    """Departments in force at these trusts; with ``units`` only those that are named."""
    found = Unit.objects.filter(
        in_force(today), trust_id__in=list(trusts), kind=Unit.DEPARTMENT
    ).select_related("trust", "parent")
    if units is not None:
        found = found.filter(pk__in=list(units))
    return found.order_by("trust__name", "name")


def units_of(trust: int, today: date) -> QuerySet[Unit]:
    """Divisions and departments of a trust that are in force, each division before its departments."""
    return (
        Unit.objects.filter(in_force(today), trust_id=trust)
        .select_related("parent")
        .order_by(Coalesce("parent__name", "name"), F("parent_id").asc(nulls_first=True), "name")
    )


def trusts() -> QuerySet[HospitalTrust]:
    """All trusts with their regional authority."""
    return HospitalTrust.objects.select_related("regional_authority").order_by("name")


def roles_of(person: Person, today: date) -> QuerySet[Membership]:
    """The person's own roles in force today."""
    return (
        Membership.objects.filter(in_force(today), person=person)
        .select_related("trust", "unit")
        .order_by("trust__name", "role", "pk")
    )


def colleagues(person: Person, trusts: Iterable[int], today: date) -> QuerySet[Person]:
    """Active people with a role at one of the trusts, apart from the person."""
    working = Membership.objects.filter(in_force(today), trust_id__in=list(trusts))
    return (
        Person.objects.filter(pk__in=working.values("person_id"), is_active=True)
        .exclude(pk=person.pk)
        .order_by("name")
    )


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody held at some time of a day, own or as a deputy."""

    person: int
    name: str
    role: Role
    unit: int | None
    deputy_for: int | None


def held_on(trust: int, day: date) -> list[HeldRole]:
    """Every role that was in force at the trust at some time of the day.

    One that was ended in the middle of the day was in force until then.
    """
    begins = datetime.combine(day, time(0), OSLO)
    reaches = Q(valid_to__isnull=True) | Q(valid_to__gte=day) | Q(ended_at__gte=begins)
    own = Membership.objects.filter(reaches, trust_id=trust, valid_from__lte=day)
    deputies = Deputyship.objects.filter(
        Q(revoked_at__isnull=True) | Q(revoked_at__gte=begins),
        trust_id=trust,
        valid_from__lte=day,
        valid_to__gte=day,
    )
    found = [
        HeldRole(row.person_id, row.person.name, Role(row.role), row.unit_id, None)
        for row in own.select_related("person")
    ]
    held = {(each.person, each.role, each.unit) for each in found}
    return found + [
        HeldRole(row.person_id, row.person.name, Role(row.role), row.unit_id, row.deputy_for_id)
        for row in deputies.select_related("person")
        if (row.deputy_for_id, Role(row.role), row.unit_id) in held
    ]


def register_of(trusts: Iterable[int]) -> QuerySet[Membership]:
    """The whole register of these trusts: in force and to come first, then what has ended, the newest on top."""
    return (
        Membership.objects.filter(trust_id__in=list(trusts))
        .select_related("person", "trust", "unit")
        .order_by(F("valid_to").desc(nulls_first=True), "person__name", "-pk")
    )


def deputies_of(person: Person) -> QuerySet[Deputyship]:
    """Everyone who is, will be or has been the person's deputy, the newest period first."""
    return _with_people(Deputyship.objects.filter(deputy_for=person))


def deputy_for(person: Person, today: date) -> QuerySet[Deputyship]:
    """For whom the person stands in, now or later."""
    return _with_people(
        Deputyship.objects.filter(person=person, valid_to__gte=today, revoked_at__isnull=True)
    )


def _with_people(found: QuerySet[Deputyship]) -> QuerySet[Deputyship]:
    return found.select_related("person", "deputy_for", "trust", "unit").order_by(
        "-valid_from", "-pk"
    )


def catchments_in_force() -> QuerySet[CatchmentPeriod]:
    """Every period that the register of catchment areas has now, of the past and the future too."""
    return CatchmentPeriod.objects.filter(replaced_at__isnull=True)


def period_of(row: CatchmentPeriod) -> Period:
    """The period of a row, which was read together with its trust."""
    return Period(row.area, row.home_trust.code, row.valid_from, row.valid_to, row.source)


def catchments_near(area: str) -> tuple[Period, ...]:
    """What the register has of an area's municipality and of its districts: all that ``core.catchments`` asks."""
    found = catchments_in_force().filter(area__startswith=municipality_of(area))
    return tuple(period_of(row) for row in found.select_related("home_trust").order_by("pk"))
