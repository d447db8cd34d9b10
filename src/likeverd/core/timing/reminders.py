"""Reminders: which there are, and what each person may choose about them.

A reminder goes to the one who is late and to nobody else, and each person chooses. One cannot be chosen away: the first
notice of an urgent case that nobody has looked at (our own reading of what is safe: a patient's life may hang on it).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class Reminder(StrEnum):
    """What one can be reminded of."""

    FIRST_LOOK = "first_look"
    STEP = "step"
    WHOLE_WAY = "whole_way"
    TREAT_BY = "treat_by"
    ANSWERS = "answers"
    LATE = "late"
    ABOVE = "above"


ALWAYS: Final = frozenset({Reminder.FIRST_LOOK})
REPEATED: Final = frozenset({Reminder.LATE})
INTERVALS: Final = (1, 2, 5)
USUAL_INTERVAL: Final = 2

REMINDER_LABELS: Final = {
    Reminder.FIRST_LOOK: Text(
        "En sak som haster, er ikke sett på",
        "Ei sak som hastar, er ikkje sett på",
        "Nobody has looked at an urgent case",
    ),
    Reminder.STEP: Text(
        "Fristen for trinnet nærmer seg",
        "Fristen for trinnet nærmar seg",
        "The target of the step draws near",
    ),
    Reminder.WHOLE_WAY: Text(
        "Fristen for hele saken nærmer seg",
        "Fristen for heile saka nærmar seg",
        "The target of the whole case draws near",
    ),
    Reminder.TREAT_BY: Text(
        "Siste dag for å rekke siste nyttige start nærmer seg",
        "Siste dagen for å rekke siste nyttige start nærmar seg",
        "The last day to act before the treat-by date draws near",
    ),
    Reminder.ANSWERS: Text(
        "Spørsmål du skal svare på", "Spørsmål du skal svare på", "Questions that you are to answer"
    ),
    Reminder.LATE: Text(
        "Fristen er passert, og saken er hos deg",
        "Fristen er passert, og saka er hos deg",
        "The target is passed, and the case is with you",
    ),
    Reminder.ABOVE: Text(
        "En sak hos noen du leder, er i ferd med å bli for sen",
        "Ei sak hos nokon du leier, er i ferd med å bli for sein",
        "A case with somebody you lead is about to be late",
    ),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person has chosen for one reminder. ``every`` is working days between repeats."""

    on: bool = True
    every: int = USUAL_INTERVAL


def wants(reminder: Reminder, choices: Mapping[Reminder, Choice]) -> bool:
    """Whether the person is told. Who has chosen nothing is told everything."""
    return reminder in ALWAYS or choices.get(reminder, Choice()).on


def interval(choices: Mapping[Reminder, Choice]) -> int:
    """Working days between reminders of a case that is late."""
    return choices.get(Reminder.LATE, Choice()).every


def checked(reminder: Reminder, choice: Choice) -> Choice:
    """The choice, if it may be made; raises ``ValueError`` where it may not."""
    if reminder in ALWAYS and not choice.on:
        raise ValueError(f"{reminder.value} cannot be chosen away")
    if choice.every not in INTERVALS:
        raise ValueError(f"a reminder comes every {INTERVALS} working days, not {choice.every}")
    return choice
