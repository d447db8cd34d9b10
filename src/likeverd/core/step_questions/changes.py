"""What is asked when the method's status has changed while a case runs."""

from typing import Final

from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.step_questions.shared import long_text
from likeverd.core.text import Text

CHANGE_MEANINGS: Final = (
    Option(
        "goes_on",
        Text("Saken går videre som før", "Saka går vidare som før", "The case goes on as before"),
    ),
    Option(
        "must_change",
        Text(
            "Søknaden må endres eller utfylles",
            "Søknaden må endrast eller utfyllast",
            "The application must be changed or completed",
        ),
    ),
    Option(
        "another_way",
        Text(
            "Pasienten skal en annen vei",
            "Pasienten skal ein annan veg",
            "The patient is to go another way",
        ),
    ),
    Option(
        "is_to_end",
        Text("Saken skal avsluttes", "Saka skal avsluttast", "The case is to be ended"),
    ),
)


def consider_change(case: CaseFacts, ruleset: Ruleset) -> tuple[Field, ...]:
    """What was decided about the change, and why. The ending itself is a step of its own."""
    meaning = Field(
        "meaning",
        Kind.CHOICE,
        Text(
            "Hva betyr endringen for denne saken?",
            "Kva har endringa å seie for denne saka?",
            "What does the change mean for this case?",
        ),
        Text(
            "Kildene sier ikke hva som skjer med saker som løper. Derfor vurderes hver sak.",
            "Kjeldene seier ikkje kva som skjer med saker som går. Difor blir kvar sak vurdert.",
            "The sources do not tell what becomes of cases that run. So each case is considered.",
        ),
        "I",
        options=CHANGE_MEANINGS,
    )
    reasoning = long_text(
        "reasoning",
        Text("Begrunnelse", "Grunngiving", "Reasoning"),
        Text(
            "Alle på saken kan lese dette.",
            "Alle på saka kan lese dette.",
            "Everybody on the case can read this.",
        ),
        "I",
        2000,
    )
    return (meaning, reasoning)
