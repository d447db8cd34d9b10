"""The form as data: fields, when they are asked, and what is written in them.

The same few kinds of field describe the application (a versioned ``Definition`` per
scheme) and what each step of the procedure must answer (``core.lifecycle``), so one
reader, one completeness rule and one page template serve both.

An *answer* is plain JSON: text, whole number, ``True``, a list of codes, an ISO date, or
for ``Kind.ROWS`` a list of objects with one key per column. A key that is absent or empty
has not been answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from likeverd.core.text import Text

Answer = object  # JSON; each kind below says which shape
Answers = Mapping[str, Answer]

LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 6000
MOST_ROWS: Final = 12


class Kind(StrEnum):
    """How a field is written and stored."""

    LINE = "line"  # str, one line
    TEXT = "text"  # str, several lines
    CHOICE = "choice"  # str, code of one option
    CHOICES = "choices"  # list[str], codes of options
    DATE = "date"  # str, ISO date
    MONTH = "month"  # str, "2026-03": clinical periods are remembered by month
    WHOLE_NUMBER = "whole_number"  # int
    KRONER = "kroner"  # int, whole Norwegian kroner
    CONFIRMATION = "confirmation"  # True
    ROWS = "rows"  # list of objects, one key per column


@dataclass(frozen=True, slots=True)
class Option:
    """One coded answer; the code is what is stored and counted.

    Options with the same ``group`` stand together under it, where a list is long.
    """

    code: str
    label: Text
    group: Text | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Ask only where another field of the same form has one of these codes."""

    field: str
    one_of: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        """Whether the question is relevant, given what is answered so far."""
        given = answers.get(self.field)
        if isinstance(given, list):
            return any(code in self.one_of for code in given)
        if given is True:
            return "true" in self.one_of
        return given in self.one_of


class When(StrEnum):
    """Which dates make sense in a date field, seen from the day it is written."""

    ANY = "any"
    PAST = "past"  # today or earlier
    FUTURE = "future"  # today or later


@dataclass(frozen=True, slots=True)
class Shape:
    """How a line is written: a regular expression for the whole of it, and how to mend what is written otherwise."""

    expression: str
    words: Text


@dataclass(frozen=True, slots=True)
class Field:
    """One question: its words, why it is asked, and the rule it serves.

    ``rule`` is a source key of the rule register (``S4``, ``NM1`` …). ``why`` is shown to
    the person who answers. ``columns`` belong to ``Kind.ROWS`` alone, ``options`` to the
    choices. ``least`` and ``most`` bound numbers, ``shape`` a line. ``identifying`` marks what
    is hidden from those who do not see who the patient is.
    """

    key: str
    kind: Kind
    label: Text
    why: Text
    rule: str
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    asked_when: Condition | None = None
    required: bool = True
    when: When = When.ANY
    least: int = 0
    most: int = 1_000_000_000
    longest: int = 0
    shape: Shape | None = None
    identifying: bool = False

    @property
    def length_limit(self) -> int:
        """Characters that fit in a text answer."""
        if self.longest:
            return self.longest
        return LONGEST_LINE if self.kind is Kind.LINE else LONGEST_TEXT

    def option(self, code: str) -> Option | None:
        """The option with this code, if the field has it."""
        return next((option for option in self.options if option.code == code), None)

    def is_asked(self, answers: Answers) -> bool:
        """Whether the question is relevant, given the other answers."""
        return self.asked_when is None or self.asked_when.holds(answers)


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together, with a heading and a sentence of introduction."""

    key: str
    title: Text
    introduction: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of one scheme's form; a case keeps the version it was written under."""

    scheme: str
    version: str
    valid_from: date
    sections: tuple[Section, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields in the order in which they are asked."""
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> Field | None:
        """The field with this key, if the form has it."""
        return next((field for field in self.fields if field.key == key), None)
