"""Coded reasons for every outcome, a yes as well as a no, so that like cases can be compared.

The list is data with periods of validity: a code is never reused for another meaning, and a
reason that no longer applies gets a last day instead of being deleted.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from likeverd.core.forms.model import Option
from likeverd.core.reasons.model import (
    CRITERION_LABELS,
    GRANTS,
    PRECONDITIONS,
    Criterion,
    Outcome,
    Reason,
)
from likeverd.core.reasons.preconditions import PRECONDITION_REASONS
from likeverd.core.reasons.priorities import PRIORITY_REASONS
from likeverd.core.reasons.procedure import PROCEDURE_REASONS
from likeverd.core.text import Text

__all__ = [
    "REASONS",
    "Criterion",
    "Outcome",
    "Reason",
    "as_options",
    "reason",
    "reasons_for",
    "why_not_enough",
]

REASONS: Final = (*PRECONDITION_REASONS, *PRIORITY_REASONS, *PROCEDURE_REASONS)
_BY_CODE: Final = {reason.code: reason for reason in REASONS}

EACH_PRECONDITION: Final = Text(
    "Et ja må ha en begrunnelse for hver av de tre forutsetningene: "
    "markedsføringstillatelse, etablert behandling og vesentlig større effekt.",
    "Eit ja må ha ei grunngiving for kvar av dei tre føresetnadene: "
    "marknadsføringsløyve, etablert behandling og vesentleg større effekt.",
    "A yes must have a reason for each of the three preconditions: marketing authorisation, "
    "established treatment and substantially larger effect.",
)
NOT_ALONE: Final = Text(
    "Begrunnelsene du har valgt, er ikke nok alene. Velg også den som avgjør saken.",
    "Grunngivingane du har valt, er ikkje nok åleine. Vel òg den som avgjer saka.",
    "The reasons you chose are not enough alone. Choose also the one that settles the case.",
)


def reason(code: str) -> Reason | None:
    """The reason with this code, whether or not it is still in force."""
    return _BY_CODE.get(code)


def reasons_for(outcome: str, on: date) -> tuple[Reason, ...]:
    """The reasons that can be given for an outcome on a day; none for an unknown outcome."""
    return tuple(found for found in REASONS if outcome in found.outcomes and found.holds_on(on))


def as_options(reasons: Iterable[Reason]) -> tuple[Option, ...]:
    """The reasons as the alternatives of a question, grouped by what they are about."""
    return tuple(
        Option(found.code, found.label, CRITERION_LABELS[found.criterion]) for found in reasons
    )


def why_not_enough(outcome: str, codes: Iterable[str], on: date) -> Text | None:
    """Why these reasons cannot carry the outcome, or None where they can.

    A grant rests on all three preconditions [S4]. Any other outcome needs at least one
    reason that can stand alone: high cost by itself, or the size of the group, cannot.
    """
    given = [found for found in reasons_for(outcome, on) if found.code in set(codes)]
    if outcome in GRANTS:
        covered = {found.criterion for found in given}
        return None if covered.issuperset(PRECONDITIONS) else EACH_PRECONDITION
    return None if any(found.may_stand_alone for found in given) else NOT_ALONE
