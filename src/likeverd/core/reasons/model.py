"""What a coded reason is: its words, the criterion it belongs to, what it can carry."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from likeverd.core.scheme_dates import CRITERIA_REVISED
from likeverd.core.text import Text

# The list holds from the first day that its cases can have.
LIST_VALID_FROM: Final = CRITERIA_REVISED


class Criterion(StrEnum):
    """What a reason is about; statistics and letters are grouped by it."""

    AUTHORISATION = "authorisation"
    ESTABLISHED_TREATMENT = "established_treatment"
    LARGER_EFFECT = "larger_effect"
    BENEFIT = "benefit"
    RESOURCE_USE = "resource_use"
    SEVERITY = "severity"
    DOCUMENTATION = "documentation"
    PROCEDURE = "procedure"
    PATIENT_CHOICE = "patient_choice"


CRITERION_LABELS: Final = {
    Criterion.AUTHORISATION: Text(
        "Forutsetning 1: markedsføringstillatelse",
        "Føresetnad 1: marknadsføringsløyve",
        "Precondition 1: marketing authorisation",
    ),
    Criterion.ESTABLISHED_TREATMENT: Text(
        "Forutsetning 2: etablert behandling",
        "Føresetnad 2: etablert behandling",
        "Precondition 2: established treatment",
    ),
    Criterion.LARGER_EFFECT: Text(
        "Forutsetning 3: vesentlig større effekt",
        "Føresetnad 3: vesentleg større effekt",
        "Precondition 3: substantially larger effect",
    ),
    Criterion.BENEFIT: Text("Nytte", "Nytte", "Benefit"),
    Criterion.RESOURCE_USE: Text("Ressursbruk", "Ressursbruk", "Resource use"),
    Criterion.SEVERITY: Text("Alvorlighet", "Alvor", "Severity"),
    Criterion.DOCUMENTATION: Text("Dokumentasjon", "Dokumentasjon", "Documentation"),
    Criterion.PROCEDURE: Text("Ordning og saksgang", "Ordning og saksgang", "Scheme and procedure"),
    Criterion.PATIENT_CHOICE: Text(
        "Pasientens valg", "Valet til pasienten", "The patient's choice"
    ),
}


class Outcome(StrEnum):
    """What a reason can be given for."""

    GRANT = "grant"
    GRANT_WITH_CONDITIONS = "grant_with_conditions"
    REFUSE = "refuse"
    WRONG_SCHEME = "wrong_scheme"
    STOP = "stop"
    RETURN = "return"


PRECONDITIONS: Final = (
    Criterion.AUTHORISATION,
    Criterion.ESTABLISHED_TREATMENT,
    Criterion.LARGER_EFFECT,
)
GRANTS: Final = (Outcome.GRANT, Outcome.GRANT_WITH_CONDITIONS)
ENDS: Final = (Outcome.REFUSE, Outcome.STOP)


@dataclass(frozen=True, slots=True)
class Reason:
    """One coded reason; the code is stored with the decision and never changes its meaning.

    ``may_stand_alone`` tells whether the reason can carry an outcome that is not a grant
    without another one beside it. ``source`` is a key of the rule register; ``I`` marks a
    reading of the rules that no source states.
    """

    code: str
    label: Text
    criterion: Criterion
    outcomes: tuple[Outcome, ...]
    source: str
    may_stand_alone: bool = True
    valid_from: date = LIST_VALID_FROM
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the reason can be given on this day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
