"""The world that the security tests ask about: people of every kind, and cases of every kind.

Everybody is invented. The words in ``Secrets`` stand in the cases and nowhere else, so that finding one in an answer
shows where it came from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.test import Client
from django.utils import timezone
from tests.security.hostile_files import pdfs
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import House, add_person, build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state

from likeverd.accounts.actions import issue_token
from likeverd.cases.models import Case
from likeverd.core.vocabulary import Role, State
from likeverd.documents import actions as documents
from likeverd.documents.models import Document
from likeverd.organisations.models import Person

PATIENT_NAME = "Oppdiktet Person"
# Sentences of the example application and of the steps, as they stand in a case.
FREE_TEXT = (
    str(EXAMPLE_APPLICATION["benefit_reason"]),
    str(EXAMPLE_APPLICATION["plan_goals"]),
    "Godt dokumentert.",
    "Begrunnelse for pasienten.",
)
STATES = (State.DRAFT, State.CLINICAL_REVIEW, State.DECISION, State.GRANTED)


@dataclass
class Visitor:
    """Somebody who asks: through pages with ``client``, through the API with ``program``."""

    name: str
    person: Person | None
    client: Client
    program: Client


@dataclass
class World:
    """The house, who asks, and what they ask for."""

    house: House
    now: datetime
    visitors: list[Visitor] = field(default_factory=list)
    cases: dict[State, Case] = field(default_factory=dict)
    files: dict[State, list[Document]] = field(default_factory=dict)


def build_world() -> World:
    """Make it in the current database."""
    now = timezone.now()
    house = build_house()
    world = World(house, now)
    for state in STATES:
        world.cases[state] = case_in_state(house, state, now=now)
        world.files[state] = []
    _attach_to_the_draft(world)
    for role in Role:
        world.visitors.append(visitor(f"innlandet {role}", house.innlandet.person(role)))
    # All roles of another trust are asked in tests/permissions; these two have the widest sight there.
    for role in (Role.TREATING_CONSULTANT, Role.MEDICAL_DIRECTOR):
        world.visitors.append(visitor(f"other trust {role}", house.small.person(role)))
    elsewhere = house.innlandet.other_department
    for role in (Role.TREATING_CONSULTANT, Role.CLINICAL_LEAD_REVIEWER):
        person = add_person(house.innlandet, f"annen.{role}", role, elsewhere)
        world.visitors.append(visitor(f"other department {role}", person))
    nobody = Person.objects.create(username="uten.rolle", name="Uten Rolle")
    world.visitors.append(visitor("without any role", nobody))
    world.visitors.append(Visitor("anonymous", None, Client(), Client()))
    return world


def _attach_to_the_draft(world: World) -> None:
    draft = world.cases[State.DRAFT]
    document = documents.attach(
        draft.number, name="svar.pdf", content=pdfs.made(), by=draft.applicant, now=world.now
    )
    world.files[State.DRAFT] = [document]


def visitor(name: str, person: Person) -> Visitor:
    """Signed in with a browser, and with a key for the API."""
    client = Client()
    client.force_login(person)
    token = issue_token(person, now=timezone.now())
    return Visitor(name, person, client, Client(headers={"Authorization": f"Bearer {token}"}))


def secrets_of(case: Case) -> tuple[str, ...]:
    """What only those who may see the case may be shown; the patient's name and number come first."""
    return (PATIENT_NUMBER, PATIENT_NUMBER[6:], PATIENT_NAME, case.applicant.name, *FREE_TEXT)
