"""When a person may be registered as somebody's deputy.

The procedure names the medical director "or the deputy" [S4] and no more. Own reading: a
person registers a deputy for a role of one's own, at the same trust, for a period that is not
over and is at most a year, with a reason. Nobody is registered for days that are past.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from likeverd.core.forms import faults as words
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role

LONGEST: Final = timedelta(days=366)

ENDS_BEFORE_IT_BEGINS: Final = Text(
    "Siste dag må være lik eller etter første dag.",
    "Siste dag må vere lik eller etter første dag.",
    "The last day must be the same as or after the first.",
)
TOO_LONG: Final = Text(
    "En stedfortreder kan registreres for høyst ett år om gangen.",
    "Ein stedfortredar kan registrerast for høgst eitt år om gongen.",
    "A deputy can be registered for at most one year at a time.",
)
NOT_ONESELF: Final = Text(
    "Velg en annen enn deg selv.", "Vel ein annan enn deg sjølv.", "Choose someone else."
)


NOT_QUALIFIED: Final = Text(
    "Stedfortrederen må selv være overlege for denne rollen.",
    "Stedfortredaren må sjølv vere overlege for denne rolla.",
    "For this role the deputy must be a consultant too.",
)
HELPERS_DO_NOT_ASSESS: Final = Text(
    "En medhjelper kan ikke være stedfortreder i denne rollen.",
    "Ein medhjelpar kan ikkje vere stedfortredar i denne rolla.",
    "A helper cannot be deputy in this role.",
)


def why_not_qualified(role: Role, held: Collection[Role]) -> Text | None:
    """Why a person with these roles cannot stand in for this one; None where it is possible.

    Only a consultant sends in a consultant's place [S4]; a person who is only a helper
    assesses and decides nothing.
    """
    if role is Role.TREATING_CONSULTANT and role not in held:
        return NOT_QUALIFIED
    if role is not Role.HELPER and not set(held) - {Role.HELPER}:
        return HELPERS_DO_NOT_ASSESS
    return None


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    first: date
    last: date


def faults_of(person: int, deputy: int, period: Period, reason: str, today: date) -> list[Fault]:
    """Why the deputy cannot be registered; nothing where it can."""
    found: list[Fault] = []
    if deputy == person:
        found.append(Fault("deputy", NOT_ONESELF))
    if period.first < today:
        found.append(Fault("first_day", words.DATE_IN_PAST))
    if period.last < period.first:
        found.append(Fault("last_day", ENDS_BEFORE_IT_BEGINS))
    elif period.last - period.first > LONGEST:
        found.append(Fault("last_day", TOO_LONG))
    if not reason.strip():
        found.append(Fault("reason", words.MUST_BE_ANSWERED))
    return found
