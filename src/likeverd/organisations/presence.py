"""Who is there and who is away: whom something waits for, and a person's absences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from likeverd.core.vocabulary import Role
from likeverd.organisations.models import Absence, Deputyship, Membership, Person
from likeverd.organisations.selectors import in_force


@dataclass(frozen=True, slots=True)
class Hands:
    """Those whom something waits for, and those who may stand in for them.

    Deputies of one who is away are holders themselves: they have taken over.
    """

    holders: list[Person]
    deputies: list[Person]


def hands(people: Iterable[Person]) -> Hands:
    """Who has it of people that were read by ``people_in_role`` or ``applicant_and_deputies``.

    Whoever is away has it only where nobody at all is there.
    """
    everybody = list(people)
    there = [person for person in everybody if person.away_until is None] or everybody
    own = [person for person in there if person.in_own_role]
    if not own:
        return Hands(there, [])
    return Hands(own, [person for person in there if not person.in_own_role])


def roles_by_person(people: Iterable[int], today: date) -> dict[int, set[tuple[int, Role]]]:
    """The roles that several people hold themselves today, each with its trust."""
    found: dict[int, set[tuple[int, Role]]] = {}
    rows = Membership.objects.filter(in_force(today), person_id__in=list(people))
    for person, trust, role in rows.values_list("person_id", "trust_id", "role"):
        found.setdefault(person, set()).add((trust, Role(role)))
    return found


def absences_of(person: Person) -> QuerySet[Absence]:
    """When the person is, was or will be away, the newest first, with the deputies that were named."""
    deputies = Deputyship.objects.select_related("person").order_by("pk")
    return (
        Absence.objects.filter(person=person)
        .prefetch_related(Prefetch("deputyships", queryset=deputies))
        .order_by("-valid_from", "-pk")
    )
