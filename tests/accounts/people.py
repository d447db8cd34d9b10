"""Invented people of an invented trust, for tests."""

from datetime import date

from likeverd.core.vocabulary import Role
from likeverd.organisations.models import HospitalTrust, Membership, Person, RegionalAuthority, Unit

FIRST_DAY = date(2026, 1, 1)


def make_trust() -> HospitalTrust:
    """One trust in one region, with a division and a department."""
    region = RegionalAuthority.objects.create(code="region", name="Helse Oppdiktet")
    trust = HospitalTrust.objects.create(
        regional_authority=region,
        code="fjell",
        name="Fjell sykehus HF",
        short_name="Fjell",
        prefix="FJ",
    )
    division = Unit.objects.create(
        trust=trust, kind=Unit.DIVISION, code="m", name="Medisin", valid_from=FIRST_DAY
    )
    Unit.objects.create(
        trust=trust,
        parent=division,
        kind=Unit.DEPARTMENT,
        code="kreft",
        name="Kreftavdelingen",
        valid_from=FIRST_DAY,
    )
    return trust


def make_person(username: str, name: str, language: str = "nb", title: str = "") -> Person:
    """Someone who can sign in."""
    return Person.objects.create(username=username, name=name, language=language, title=title)


def grant(person: Person, trust: HospitalTrust, role: Role, unit: Unit | None = None) -> None:
    """A role from the first day on."""
    Membership.objects.create(
        person=person,
        trust=trust,
        unit=unit,
        role=role.value,
        valid_from=FIRST_DAY,
        granted_by="Personalavdelingen",
        reason="Stilling",
    )


def staff() -> dict[str, Person]:
    """A trust with one person in each role, by user name."""
    trust = make_trust()
    department = Unit.objects.get(trust=trust, code="kreft")
    people = {}
    for number, role in enumerate(Role):
        person = make_person(f"person{number}", f"Person Nummer{number}", title="Overlege")
        grant(person, trust, role, department if number < 3 else None)
        people[person.username] = person
    return people
