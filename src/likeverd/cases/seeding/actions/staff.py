"""Writing units, rules and people for trusts where seeded cases are to arise.

Twice gives the same as once: only what is missing is made. Everything made here says that it
belongs to the demonstration.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any, Final, NamedTuple

from likeverd.accounts.selectors import SEEDED
from likeverd.cases.seeding.hospitals import departments_of, specialty_of
from likeverd.cases.seeding.names import any_name
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import (
    HospitalTrust,
    Membership,
    Person,
    TrustRulesVersion,
    Unit,
)

GRANTED_BY: Final = "Demonstrasjon"
WHY: Final = "Oppdiktet person til demonstrasjon og måling"
RULES_VERSION: Final = "demonstrasjon-1"
RULES_SOURCE: Final = (
    "Demonstrasjon: foretakets egne ledd, titler og måltall er ikke offentlige; dette er den "
    "fulle rekken i Sykehuset Innlandets prosedyre, med måltall som er valgt."
)
DIVISION: Final = ("synt-klinikk", "Medisinsk klinikk (demonstrasjon)")
DEPARTMENTS: Final = (
    ("synt-kreft", "Kreftavdelingen (demonstrasjon)"),
    ("synt-medisin", "Medisinsk avdeling (demonstrasjon)"),
)
# Step, title in three languages, working days, and working days where it is urgent.
STEPS: Final = (
    ("clinical_review", "Fagansvarlig leder", "Fagansvarleg leiar", "Clinical lead", 3, 1),
    ("anchoring", "Divisjonsdirektør", "Divisjonsdirektør", "Division director", 3, 1),
    ("committee", "Vurderingskomité", "Vurderingskomité", "Assessment committee", 5, 2),
    ("decision", "Fagdirektør", "Fagdirektør", "Medical director", 3, 1),
)
SPECIALISTS: Final = {
    "cancer": "onkologi",
    "neurology": "nevrologi",
    "rheumatology": "revmatologi",
    "medicine": "indremedisin",
}
CONSULTANTS_PER_DEPARTMENT: Final = 4
HELPERS_PER_DEPARTMENT: Final = 2
COMMITTEE_MEMBERS: Final = 4
LONGEST_CODE: Final = 20


class Post(NamedTuple):
    """A post at a trust (``unit`` None: the whole of it) with the person in it."""

    person: Person
    trust: int
    unit: int | None
    role: Role


def write_staff(first: date, using: str) -> None:
    """Give every trust units, rules and people from ``first`` on, where it has none.

    ``using`` names the database connection.
    """
    trusts = list(HospitalTrust.objects.using(using).order_by("code"))
    for trust in trusts:
        _write_units(trust, first, using)
        _write_rules(trust, first, using)
    _write_people(trusts, first, using)


def _write_units(trust: HospitalTrust, first: date, using: str) -> None:
    if departments_of(trust.pk, first, using):
        return
    code, name = DIVISION
    division, _ = Unit.objects.using(using).get_or_create(
        trust=trust,
        code=code,
        defaults={"kind": Unit.DIVISION, "name": name, "valid_from": first},
    )
    for code, name in DEPARTMENTS:
        values = {"kind": Unit.DEPARTMENT, "parent": division, "name": name, "valid_from": first}
        Unit.objects.using(using).get_or_create(trust=trust, code=code, defaults=values)


def _write_rules(trust: HospitalTrust, first: date, using: str) -> None:
    if not TrustRulesVersion.objects.using(using).filter(trust=trust).exists():
        TrustRulesVersion.objects.using(using).create(
            trust=trust, version=RULES_VERSION, valid_from=first, document=_rules(trust, first)
        )


def _rules(trust: HospitalTrust, first: date) -> dict[str, Any]:
    return {
        "version": RULES_VERSION,
        "valid_from": first.isoformat(),
        "steps": [
            {
                "step": step,
                "title": {"nb": nb, "nn": nn, "en": en},
                "working_days": days,
                "urgent_working_days": urgent_days,
            }
            for step, nb, nn, en, days, urgent_days in STEPS
        ],
        "payer": {
            "nb": "Avdelingen som bestiller legemiddelet",
            "nn": "Avdelinga som bestiller legemiddelet",
            "en": "The department that orders the medicine",
        },
        "project_code": "Enkeltpasientunntak",
        "project_threshold": 1_000_000,
        "invoice_address": f"{trust.name}, fakturamottak (demonstrasjon)",
        "source": RULES_SOURCE,
    }


def _write_people(trusts: Sequence[HospitalTrust], first: date, using: str) -> None:
    """The people with their roles; who is there already is left as they are."""
    wanted = [post for trust in trusts for post in _posts(trust, first, using)]
    people = Person.objects.using(using)
    known = set(people.filter(username__startswith=SEEDED).values_list("username", flat=True))
    missing = [post for post in wanted if post.person.username not in known]
    people.bulk_create([post.person for post in missing], batch_size=1000)
    Membership.objects.using(using).bulk_create(
        [
            Membership(
                person_id=post.person.pk,
                trust_id=post.trust,
                unit_id=post.unit,
                role=post.role.value,
                valid_from=first,
                granted_by=GRANTED_BY,
                reason=WHY,
            )
            for post in missing
        ],
        batch_size=1000,
    )


def _posts(trust: HospitalTrust, first: date, using: str) -> Iterator[Post]:
    """Every post of a trust with the person in it (not yet saved)."""
    chance = Random(f"people of {trust.code}")  # noqa: S311 - invented names, no secrets
    departments = departments_of(trust.pk, first, using)
    divisions = Unit.objects.using(using).filter(pk__in={unit.parent_id for unit in departments})
    places: list[tuple[Unit | None, str, Role, str, int]] = []
    for unit in departments:
        doctor = f"Overlege, {SPECIALISTS[specialty_of(unit)]}"
        places += [
            (unit, "overlege", Role.TREATING_CONSULTANT, doctor, CONSULTANTS_PER_DEPARTMENT),
            (unit, "sekretaer", Role.HELPER, "Medisinsk sekretær", HELPERS_PER_DEPARTMENT),
            (unit, "leder", Role.CLINICAL_LEAD_REVIEWER, "Avdelingssjef", 1),
        ]
    places += [
        (unit, "direktor", Role.ANCHORING_MANAGER, "Klinikkdirektør", 1)
        for unit in divisions.order_by("code")
    ]
    places += [
        (None, "komite", Role.ASSESSMENT_COMMITTEE, "Komitémedlem", COMMITTEE_MEMBERS),
        (None, "fagdirektor", Role.MEDICAL_DIRECTOR, "Fagdirektør", 1),
        (None, "tilgang", Role.ACCESS_MANAGER, "Seksjonsleder, pasientadministrasjon", 1),
        (None, "logg", Role.LOG_REVIEWER, "Personvernrådgiver", 1),
        (None, "metode", Role.METHOD_SECRETARIAT, "Rådgiver, metodesekretariatet", 1),
        (None, "prosedyre", Role.PROCEDURE_KEEPER, "Rådgiver, fagavdelingen", 1),
        (None, "arkiv", Role.ARCHIVIST, "Arkivar", 1),
    ]
    for place, word, role, title, count in places:
        for number in range(1, count + 1):
            where = [trust.code[:LONGEST_CODE], *([place.code[:LONGEST_CODE]] if place else [])]
            person = Person(
                username=f"{SEEDED}{'.'.join(where)}.{word}{number}",
                name=any_name(chance),
                title=title,
                language=trust.language,
            )
            person.email = f"{person.username}@example.org"
            yield Post(person, trust.pk, place.pk if place else None, role)
