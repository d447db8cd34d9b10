"""Writing the people of the demonstration: twice gives the same as once."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Final

from likeverd.cases.seeding.cast import Played, PlayedDeputy
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.core.deputising import Period
from likeverd.core.workdays import OSLO
from likeverd.organisations.actions import register_absence, register_deputy
from likeverd.organisations.models import Deputyship, HospitalTrust, Membership, Person, Unit

GRANTED_BY: Final = "Demonstrasjon"
WHY: Final = "Oppdiktet person i demonstrasjonen"
NOON: Final = time(12)
DEPUTY_SINCE: Final = timedelta(days=30)
DEPUTY_UNTIL: Final = timedelta(days=180)
AWAY_IN: Final = timedelta(days=14)


def write_cast(
    people: Iterable[Played], deputies: Iterable[PlayedDeputy], *, since: date, today: date
) -> dict[str, Person]:
    """The people with their roles from ``since`` on, and their deputies; answers by user name.

    Raises ``NotSeeded`` where a trust or unit is missing from the register.
    """
    found: dict[str, Person] = {}
    for played in people:
        found[played.username] = person = _person(played)
        trust, unit = _place(played)
        Membership.objects.get_or_create(
            person=person,
            trust=trust,
            unit=unit,
            role=played.role.value,
            defaults={"valid_from": since, "granted_by": GRANTED_BY, "reason": WHY},
        )
    for deputy in deputies:
        _register(found[deputy.person.username], deputy, found, since, today)
    return found


def _register(
    person: Person, deputy: PlayedDeputy, people: Mapping[str, Person], since: date, today: date
) -> None:
    """Let the principal register the deputy, some weeks ago."""
    principal = people[deputy.stands_in_for.username]
    if Deputyship.objects.filter(person=person, deputy_for=principal).exists():
        return
    begins = max(since, today - DEPUTY_SINCE)
    register_deputy(
        principal.memberships.get().pk,
        person.pk,
        Period(begins, today + DEPUTY_UNTIL),
        deputy.reason,
        by=principal,
        now=datetime.combine(begins, NOON, OSLO),
    )
    # The principal will be away for a week: the deputy then has the cases alone.
    register_absence(
        Period(today + AWAY_IN, today + AWAY_IN + timedelta(days=6)),
        {},
        by=principal,
        now=datetime.combine(today, NOON, OSLO),
    )


def _person(played: Played) -> Person:
    person, _ = Person.objects.get_or_create(
        username=played.username,
        defaults={
            "name": played.name,
            "email": played.email,
            "title": played.title,
            "language": played.language,
            "hpr_number": played.hpr_number,
        },
    )
    return person


def _place(played: Played) -> tuple[HospitalTrust, Unit | None]:
    trust = HospitalTrust.objects.filter(code=played.trust).first()
    unit = Unit.objects.filter(trust__code=played.trust, code=played.unit).first()
    if trust is None or (played.unit and unit is None):
        raise NotSeeded(
            f"The register lacks {played.trust} {played.unit}; "
            "run 'likeverd import_register' first."
        )
    return trust, unit
