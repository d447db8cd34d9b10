"""Signing off what log review found: an outcome and words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from likeverd.core.forms.reading import Fault
from likeverd.core.log_review.words import LIKE_A_NUMBER
from likeverd.core.text import Text

SHORTEST_WORDS: Final = 10
LONGEST_WORDS: Final = 1000


class Outcome(StrEnum):
    """What the reviewer came to."""

    IN_ORDER = "in_order"
    FOLLOW_UP = "follow_up"
    MISUSE = "misuse"


OUTCOME_LABELS: Final = {
    Outcome.IN_ORDER: Text("I orden", "I orden", "In order"),
    Outcome.FOLLOW_UP: Text("Må følges opp", "Må følgjast opp", "Needs follow-up"),
    Outcome.MISUSE: Text("Urettmessig innsyn", "Urettmessig innsyn", "Misuse"),
}
CHOOSE_OUTCOME: Final = Text("Velg hva du kom til.", "Vel kva du kom til.", "Choose an outcome.")
WORDS_TOO_SHORT: Final = Text(
    f"Skriv minst {SHORTEST_WORDS} tegn om hva du har undersøkt.",
    f"Skriv minst {SHORTEST_WORDS} teikn om kva du har undersøkt.",
    f"Write at least {SHORTEST_WORDS} characters on what you have looked into.",
)
WORDS_TOO_LONG: Final = Text(
    f"Skriv høyst {LONGEST_WORDS} tegn.",
    f"Skriv høgst {LONGEST_WORDS} teikn.",
    f"Write at most {LONGEST_WORDS} characters.",
)
NO_NUMBERS: Final = Text(
    "Ikke skriv fødselsnummer her.",
    "Ikkje skriv fødselsnummer her.",
    "Do not write an identity number here.",
)
NOT_ABOUT_ONESELF: Final = Text(
    "Dette gjelder deg selv. En annen loggkontrollør må signere.",
    "Dette gjeld deg sjølv. Ein annan loggkontrollør må signere.",
    "This is about you. Another log reviewer must sign.",
)


@dataclass(frozen=True, slots=True)
class SignOffWanted:
    """What the reviewer came to, and why in words."""

    outcome: str
    words: str


def faults_of_sign_off(wanted: SignOffWanted, *, own: bool) -> tuple[Fault, ...]:
    """What keeps it from being signed. ``own``: the finding is about the reviewer, who may not judge it."""
    if own:
        return (Fault("outcome", NOT_ABOUT_ONESELF),)
    found = []
    if wanted.outcome not in set(Outcome):
        found.append(Fault("outcome", CHOOSE_OUTCOME))
    words = " ".join(wanted.words.split())
    if len(words) < SHORTEST_WORDS:
        found.append(Fault("words", WORDS_TOO_SHORT))
    elif len(words) > LONGEST_WORDS:
        found.append(Fault("words", WORDS_TOO_LONG))
    elif LIKE_A_NUMBER.search(words):
        found.append(Fault("words", NO_NUMBERS))
    return tuple(found)
