"""The one sentence of whoever decides otherwise than like cases were decided. Asked only then."""

from dataclasses import replace
from typing import Final

from likeverd.core.case import CaseFacts
from likeverd.core.forms.model import Condition, Field, Kind
from likeverd.core.precedents.pattern import OF_OUTCOME, departs
from likeverd.core.text import Text

DEPARTURE: Final = Field(
    "departure",
    Kind.TEXT,
    Text(
        "Hvorfor et annet svar enn i like saker?",
        "Kvifor eit anna svar enn i like saker?",
        "Why another answer than in like cases?",
    ),
    Text(
        "Like saker har et klart mønster, og dette svaret følger det ikke. "
        "Én setning er nok: hva er annerledes for denne pasienten?",
        "Like saker har eit klart mønster, og dette svaret følgjer det ikkje. "
        "Éi setning er nok: kva er annleis for denne pasienten?",
        "Like cases have a clear pattern, and this answer does not follow it. "
        "One sentence is enough: what is different for this patient?",
    ),
    "I",
    longest=1000,
)


def departure(case: CaseFacts, outcome: str) -> tuple[Field, ...]:
    """The question where this outcome departs from the pattern, else none."""
    return (DEPARTURE,) if departs(case.pattern, outcome) else ()


def departure_by_recommendation(case: CaseFacts) -> tuple[Field, ...]:
    """The question, asked where the chosen recommendation departs; none where none could."""
    departing = tuple(outcome for outcome in OF_OUTCOME if departs(case.pattern, outcome))
    if not departing:
        return ()
    return (replace(DEPARTURE, asked_when=Condition("recommendation", departing)),)
