"""Where seeded cases can arise: trusts with their rules, and wards with their people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from likeverd.accounts.selectors import SEEDED
from likeverd.cases.seeding.diagnoses import Applied
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.core.trust_rules import TrustRules, parse
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import HospitalTrust, Membership, TrustRulesVersion, Unit

SPECIALTIES: Final = (
    ("cancer", ("kreft", "onkologi", "gynekologi")),
    ("neurology", ("nevro",)),
    ("rheumatology", ("revma",)),
)
CHAPTERS: Final = {"cancer": "CD", "neurology": "GE", "rheumatology": "M"}

People = Mapping[tuple[int, int | None, str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Ward:
    """A department with the people around it, by their ids, and the methods it applies for.

    ``methods`` holds, for each way in that a method has (empty: the exception itself), the
    methods that are open that way.
    """

    department: int
    division: int
    consultants: Sequence[int]
    helpers: Sequence[int]
    lead: int
    manager: int
    methods: Mapping[str, Sequence[Applied]]


@dataclass(frozen=True, slots=True)
class Hospital:
    """A trust under one version of its rules, which holds for new cases in a period."""

    trust: int
    prefix: str
    region: str
    population: int
    rules: TrustRules
    begins: date
    ends: date
    wards: Sequence[Ward]
    members: Sequence[int]
    director: int


def departments_of(trust: int, on: date, using: str) -> list[Unit]:
    """The departments that have been there since a day and have no last day."""
    return list(
        Unit.objects.using(using)
        .filter(trust=trust, kind=Unit.DEPARTMENT, valid_from__lte=on, valid_to__isnull=True)
        .order_by("code")
    )


def read_hospitals(
    methods: Mapping[str, Applied], first: date, today: date, using: str
) -> list[Hospital]:
    """Every trust with the people that were seeded there; run after they are written.

    ``using`` names the database connection.
    """
    people = _people(first, using)
    trusts = HospitalTrust.objects.using(using).select_related("regional_authority")
    found = []
    for trust in trusts.order_by("code"):
        rules, begins, ends = _rules(trust, first, today, using)
        wards = [_ward(unit, people, methods) for unit in departments_of(trust.pk, first, using)]
        found.append(
            Hospital(
                trust=trust.pk,
                prefix=trust.prefix,
                region=trust.regional_authority.code,
                population=trust.population or 0,
                rules=rules,
                begins=begins,
                ends=ends,
                wards=wards,
                members=people[trust.pk, None, Role.ASSESSMENT_COMMITTEE],
                director=people[trust.pk, None, Role.MEDICAL_DIRECTOR][0],
            )
        )
    if not found:
        raise NotSeeded("There are no trusts; run 'likeverd import_register' first.")
    return found


def _people(first: date, using: str) -> People:
    found = defaultdict(list)
    held = (
        Membership.objects.using(using)
        .filter(person__username__startswith=SEEDED, valid_from__lte=first, valid_to__isnull=True)
        .order_by("person__username")
    )
    for trust, unit, role, person in held.values_list("trust_id", "unit_id", "role", "person_id"):
        found[trust, unit, role].append(person)
    return found


def _rules(
    trust: HospitalTrust, first: date, today: date, using: str
) -> tuple[TrustRules, date, date]:
    """The version of the rules that new cases came under for the longest time until today."""
    stored = TrustRulesVersion.objects.using(using).filter(trust=trust, valid_from__lt=today)
    versions = [(parse(row.document), row.valid_from) for row in stored.order_by("valid_from")]
    days = [max(first, begins) for _, begins in versions]
    periods = [
        (ends - begins, rules, begins, ends)
        for (rules, _), (begins, ends) in zip(versions, pairwise([*days, today]), strict=True)
    ]
    _, rules, begins, ends = max(periods, key=lambda period: period[0])
    return rules, begins, ends


def _ward(unit: Unit, people: People, methods: Mapping[str, Applied]) -> Ward:
    at = unit.trust_id
    specialty = specialty_of(unit)
    by_route = defaultdict(list)
    for method in methods.values():
        if _treats(specialty, method):
            by_route[method.route].append(method)
    return Ward(
        department=unit.pk,
        division=unit.parent_id or 0,
        consultants=people[at, unit.pk, Role.TREATING_CONSULTANT],
        helpers=people[at, unit.pk, Role.HELPER],
        lead=people[at, unit.pk, Role.CLINICAL_LEAD_REVIEWER][0],
        manager=people[at, unit.parent_id, Role.ANCHORING_MANAGER][0],
        methods=by_route,
    )


def specialty_of(unit: Unit) -> str:
    """What a department treats, from the words of its name; medicine where none fits."""
    words = f"{unit.code} {unit.name}".lower()
    return next((key for key, signs in SPECIALTIES if any(s in words for s in signs)), "medicine")


def _treats(specialty: str, method: Applied) -> bool:
    """Internal medicine treats everything but cancer."""
    if specialty == "medicine":
        return method.code[0] not in CHAPTERS["cancer"]
    return method.code[0] in CHAPTERS[specialty]
