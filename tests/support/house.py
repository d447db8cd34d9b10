"""A small hospital world for tests: two trusts, their units, and one person in each role.

Everybody is invented. Sykehuset Innlandet has the full chain; the other trust has a shorter
one without a committee.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from likeverd.core.vocabulary import Role
from likeverd.methods.models import Method, MethodEvent
from likeverd.organisations.models import (
    HospitalTrust,
    Membership,
    Person,
    RegionalAuthority,
    TrustRulesVersion,
    Unit,
)

LONG_AGO = date(2020, 1, 1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))

STEP_TITLES = {
    "clinical_review": ("Fagansvarlig leder", "Fagansvarleg leiar", "Clinical lead"),
    "anchoring": ("Divisjonsdirektør", "Divisjonsdirektør", "Division director"),
    "committee": ("Vurderingskomité", "Vurderingskomité", "Assessment committee"),
    "decision": ("Direktør medisin og helsefag",) * 3,
}


def rules_document(*steps: str, version: str = "1") -> dict:
    """A trust's settings with these steps."""
    return {
        "version": version,
        "valid_from": "2020-01-01",
        "steps": [
            {
                "step": step,
                "title": dict(zip(("nb", "nn", "en"), STEP_TITLES[step], strict=True)),
                "working_days": 3,
                "urgent_working_days": 1,
            }
            for step in steps
        ],
        "payer": {
            "nb": "Avdelingen som bestiller.",
            "nn": "Avdelinga som bestiller.",
            "en": "The ordering department.",
        },
        "project_code": "DM 0224",
        "project_threshold": 1_000_000,
        "invoice_address": "Fakturamottak",
        "source": "S4",
    }


@dataclass
class Hospital:
    """One trust with its units and people, by role."""

    trust: HospitalTrust
    division: Unit
    department: Unit
    other_department: Unit
    people: dict[Role, Person] = field(default_factory=dict)

    def person(self, role: Role) -> Person:
        """The person who holds the role."""
        return self.people[role]


@dataclass
class House:
    """The two hospitals and the method that people apply for."""

    innlandet: Hospital
    small: Hospital
    method: Method


def build_house() -> House:
    """Make the world in the current database."""
    region = RegionalAuthority.objects.create(code="hso", name="Helse Sør-Øst RHF")
    full = ("clinical_review", "anchoring", "committee", "decision")
    innlandet = add_hospital(region, "innlandet", "Sykehuset Innlandet HF", "SI", full)
    small = add_hospital(region, "liten", "Lite Sykehus", "LS", ("clinical_review", "decision"))
    return House(innlandet, small, _method())


def add_hospital(
    region: RegionalAuthority, code: str, name: str, prefix: str, steps: tuple[str, ...]
) -> Hospital:
    """A trust with these steps, its units, and one person in each role."""
    trust = HospitalTrust.objects.create(
        regional_authority=region, code=code, name=name, short_name=name, prefix=prefix
    )
    TrustRulesVersion.objects.create(
        trust=trust, version="1", valid_from=LONG_AGO, document=rules_document(*steps)
    )
    division = Unit.objects.create(
        trust=trust, kind="division", code="div", name="Divisjon Medisin", valid_from=LONG_AGO
    )
    department, other = (
        Unit.objects.create(
            trust=trust,
            parent=division,
            kind="department",
            code=unit,
            name=f"Avdeling {unit}",
            valid_from=LONG_AGO,
        )
        for unit in ("kreft", "nevrologi")
    )
    hospital = Hospital(trust, division, department, other)
    places = {
        Role.TREATING_CONSULTANT: department,
        Role.HELPER: department,
        Role.CLINICAL_LEAD_REVIEWER: department,
        Role.ANCHORING_MANAGER: division,
        Role.ASSESSMENT_COMMITTEE: None,
        Role.MEDICAL_DIRECTOR: None,
        Role.ACCESS_MANAGER: None,
        Role.LOG_REVIEWER: None,
        Role.METHOD_SECRETARIAT: None,
        Role.PROCEDURE_KEEPER: None,
        Role.ARCHIVIST: None,
    }
    for role, unit in places.items():
        hospital.people[role] = add_person(hospital, f"{code}.{role.value}", role, unit)
    return hospital


def add_person(hospital: Hospital, username: str, role: Role, unit: Unit | None) -> Person:
    """One more person with one role."""
    person = Person.objects.create(
        username=username,
        name=username.replace(".", " ").title(),
        email=f"{username}@example.org",
    )
    Membership.objects.create(
        person=person,
        trust=hospital.trust,
        unit=unit,
        role=role.value,
        valid_from=LONG_AGO,
        granted_by="test",
        reason="test",
    )
    return person


def _method() -> Method:
    method = Method.objects.create(
        key="demolimab",
        name="Demolimab",
        substance="demolimab",
        indication="Oppdiktet sykdom",
        kind="medicine",
        source="oppdiktet",
        demonstration=True,
    )
    MethodEvent.objects.create(
        method=method, date=date(2026, 1, 5), event="commissioned", source="oppdiktet"
    )
    return method
