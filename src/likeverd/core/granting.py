"""The register of who has which role: how a role is granted and ended [Normen, guide on access v2.0].

A grant says who, where, what, from when, to when, by whom and why, and is never written over: it ends. Nobody grants a
role to themselves.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from likeverd.core.forms import faults
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role

LONGEST_REASON: Final = 400
# Roles that are held in a unit; the others in the whole trust.
IN_A_UNIT: Final = frozenset(
    {
        Role.TREATING_CONSULTANT,
        Role.HELPER,
        Role.CLINICAL_LEAD_REVIEWER,
        Role.ANCHORING_MANAGER,
    }
)

NOT_YOURSELF: Final = Text(
    "Du kan ikke gi deg selv en rolle. En annen tilgangsansvarlig må gjøre det.",
    "Du kan ikkje gi deg sjølv ei rolle. Ein annan tilgangsansvarleg må gjere det.",
    "You cannot give yourself a role. Another access manager must do it.",
)
UNIT_NEEDED: Final = Text(
    "Velg enheten som rollen gjelder for.",
    "Vel eininga som rolla gjeld for.",
    "Choose the unit that the role holds for.",
)
NO_UNIT: Final = Text(
    "Denne rollen gjelder hele sykehuset. Velg «Hele sykehuset».",
    "Denne rolla gjeld heile sjukehuset. Vel «Heile sjukehuset».",
    "This role holds for the whole trust. Choose “The whole trust”.",
)
NOT_BACKWARDS: Final = Text(
    "Rollen kan tidligst gjelde fra i dag, så registeret viser hvem som kunne se hva.",
    "Rolla kan tidlegast gjelde frå i dag, så registeret viser kven som kunne sjå kva.",
    "The role can begin today at the earliest, so that the register shows who could see what.",
)
ENDS_BEFORE_IT_BEGINS: Final = Text(
    "Siste dag må være samme dag som første, eller senere.",
    "Siste dag må vere same dag som første, eller seinare.",
    "The last day must be the same as the first, or later.",
)
WHY_NEEDED: Final = Text(
    "Skriv hvorfor personen trenger rollen.",
    "Skriv kvifor personen treng rolla.",
    "Write why the person needs the role.",
)


@dataclass(frozen=True, slots=True)
class GrantWanted:
    """A role for a person: ids of person and unit (None: the whole trust); both days count."""

    person: int
    role: Role
    unit: int | None
    first: date
    last: date | None
    reason: str


def faults_of_grant(wanted: GrantWanted, by: int, today: date) -> tuple[Fault, ...]:
    """What keeps a role from being granted, at the fields."""
    found = []
    if wanted.person == by:
        found.append(Fault("person", NOT_YOURSELF))
    if wanted.role in IN_A_UNIT and wanted.unit is None:
        found.append(Fault("unit", UNIT_NEEDED))
    if wanted.role not in IN_A_UNIT and wanted.unit is not None:
        found.append(Fault("unit", NO_UNIT))
    if wanted.first < today:
        found.append(Fault("first_day", NOT_BACKWARDS))
    if wanted.last is not None and wanted.last < wanted.first:
        found.append(Fault("last_day", ENDS_BEFORE_IT_BEGINS))
    reason = wanted.reason.strip()
    if not reason:
        found.append(Fault("reason", WHY_NEEDED))
    elif len(reason) > LONGEST_REASON:
        found.append(Fault("reason", faults.too_long(len(reason), LONGEST_REASON)))
    return tuple(found)
