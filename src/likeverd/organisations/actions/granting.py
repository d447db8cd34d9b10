"""Granting a role, ending one, and entering a person in the register."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction

from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.forms.reading import Fault
from likeverd.core.granting import LONGEST_REASON, WHY_NEEDED, GrantWanted, faults_of_grant
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Membership, Person, Unit
from likeverd.organisations.selectors import actor_for, in_force

UNKNOWN_PERSON = Text(
    "Ingen har dette brukernavnet. Registrer personen først.",
    "Ingen har dette brukarnamnet. Registrer personen først.",
    "Nobody has this user name. Enter the person first.",
)
UNKNOWN_UNIT = Text(
    "Enheten finnes ikke ved sykehuset.",
    "Eininga finst ikkje ved sjukehuset.",
    "The trust has no such unit.",
)
HELD_ALREADY = Text(
    "Personen har rollen allerede i perioden.",
    "Personen har rolla allereie i perioden.",
    "The person holds the role already in the period.",
)
TAKEN = Text("Brukernavnet er i bruk.", "Brukarnamnet er i bruk.", "The user name is taken.")
WRONG_MAIL = Text(
    "Skriv en e-postadresse, for eksempel navn@sykehus.no.",
    "Skriv ei e-postadresse, til dømes namn@sjukehus.no.",
    "Write a mail address, for example name@hospital.no.",
)


class NotGranted(Exception):
    """Nothing was written; carries the faults at their fields."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to enter: ``hpr_number`` empty for those who have none."""

    username: str
    name: str
    email: str
    title: str = ""
    hpr_number: str = ""


def _must_manage(trust: int, by: Person, now: datetime) -> None:
    actor = actor_for(by, local_day(now))
    if not any(
        grant.role is Role.ACCESS_MANAGER and grant.trust == trust for grant in actor.grants
    ):
        raise PermissionError


def grant_role(trust: int, wanted: GrantWanted, *, by: Person, now: datetime) -> Membership:
    """Write a grant into the register. For the trust's access managers.

    Raises PermissionError for others, and ``NotGranted`` with the faults at their fields.
    """
    with transaction.atomic():
        _must_manage(trust, by, now)
        found = list(faults_of_grant(wanted, by.pk, local_day(now)))
        # One at a time for each person, so that two managers never write the same grant twice.
        person = Person.objects.select_for_update().filter(pk=wanted.person, is_active=True).first()
        if person is None:
            found.append(Fault("person", UNKNOWN_PERSON))
        if wanted.unit and not Unit.objects.filter(pk=wanted.unit, trust_id=trust).exists():
            found.append(Fault("unit", UNKNOWN_UNIT))
        held = Membership.objects.filter(
            person_id=wanted.person, trust_id=trust, unit_id=wanted.unit, role=wanted.role.value
        )
        if not found and held.filter(in_force(wanted.first)).exists():
            found.append(Fault("role", HELD_ALREADY))
        if found:
            raise NotGranted(*found)
        membership: Membership = Membership.objects.create(
            person_id=wanted.person,
            trust_id=trust,
            unit_id=wanted.unit,
            role=wanted.role.value,
            valid_from=wanted.first,
            valid_to=wanted.last,
            granted_by=by.name,
            reason=wanted.reason.strip(),
        )
    return membership


def end_role(membership: int, reason: str, *, by: Person, now: datetime) -> bool:
    """Let a role end at once; False where there is none to end.

    It opens nothing from the next request on, in every session. Raises PermissionError for others than the trust's
    access managers, and ``NotGranted``.
    """
    today = local_day(now)
    words = reason.strip()[:LONGEST_REASON]
    if not words:
        raise NotGranted(Fault("end_reason", WHY_NEEDED))
    with transaction.atomic():
        actor_for(by, today)
        row = Membership.objects.select_for_update().filter(pk=membership).first()
        if row is None or (row.valid_to is not None and row.valid_to < today):
            return False
        _must_manage(row.trust_id, by, now)
        row.valid_to = max(today, row.valid_from) - timedelta(days=1)
        row.ended_at, row.ended_by, row.end_reason = now, by.name, words
        row.save(update_fields=["valid_to", "ended_at", "ended_by", "end_reason"])
    return True


def enter_person(trust: int, given: NewPerson, *, by: Person, now: datetime) -> Person:
    """Enter a person, who can do nothing until a role is granted. Raises PermissionError and ``NotGranted``."""
    found = [
        Fault(field, MUST_BE_ANSWERED)
        for field in ("username", "name", "email")
        if not getattr(given, field).strip()
    ]
    try:
        EmailValidator()(given.email.strip())
    except ValidationError:
        found += [] if not given.email.strip() else [Fault("email", WRONG_MAIL)]
    with transaction.atomic():
        _must_manage(trust, by, now)
        username = given.username.strip().lower()[:60]
        if Person.objects.filter(username=username).exists():
            found.append(Fault("username", TAKEN))
        if found:
            raise NotGranted(*found)
        person = Person(
            username=username,
            name=" ".join(given.name.split())[:120],
            email=given.email.strip(),
            title=given.title.strip()[:120],
            hpr_number=given.hpr_number.strip()[:9],
        )
        person.set_unusable_password()
        person.save()
    return person
