"""Reading register documents strictly: every fault is reported by its row, none hides another.

A document is either read whole or not at all.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH: Final = re.compile(r"\d{4}-\d{2}", re.ASCII)
LONGEST_SLUG: Final = 50

# Control, format and half characters: nobody sees them, and the database refuses some.
INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})

Kind = TypeVar("Kind", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a document, and where it stands (``methods row 3, events row 2``)."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class BrokenRegisterError(ValueError):
    """The document cannot be read; carries every fault that was found."""

    def __init__(self, problems: Collection[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class RowReader:
    """Reads the values of one row, and writes each fault into the list it was given.

    A value that cannot be read comes back empty: the caller must not use any row of a
    document whose list of problems is not empty.
    """

    def __init__(
        self, row: object, place: str, known: Collection[str], problems: list[Problem]
    ) -> None:
        self.place = place
        self.problems = problems
        self.row: Mapping[str, Any] = row if isinstance(row, Mapping) else {}
        self.is_row = True
        if not isinstance(row, Mapping):
            self.report("must be an object with named values")
            self.is_row = False
        for key in self.row:
            if key not in known:
                self.report(f"unknown key {key!r}")

    def report(self, message: str) -> None:
        """Add a fault of this row; what is no row at all has one fault, not one per value."""
        if self.is_row:
            self.problems.append(Problem(self.place, message))

    def text(self, key: str, longest: int, *, required: bool = True) -> str:
        """A text without surrounding spaces; empty where it may be left out."""
        value = self.row.get(key)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.report(f"{key} is missing")
            return ""
        if not isinstance(value, str):
            self.report(f"{key} must be text, not {value!r}")
            return ""
        text = value.strip()
        if any(unicodedata.category(char) in INVISIBLE for char in text):
            self.report(f"{key} has invisible characters")
        if len(text) > longest:
            self.report(f"{key} has {len(text)} characters; {longest} fit")
        return text

    def slug(self, key: str, *, required: bool = True, longest: int = LONGEST_SLUG) -> str:
        """A code of small letters, digits and single hyphens."""
        text = self.text(key, longest, required=required)
        if text and not SLUG.fullmatch(text):
            self.report(f"{key} must be small letters a-z, digits and hyphens, not {text!r}")
        return text

    def one_of(self, key: str, kind: type[Kind], default: Kind) -> Kind:
        """A code of a list; ``default`` comes back where it cannot be read."""
        text = self.text(key, 100)
        try:
            return kind(text) if text else default
        except ValueError:
            self.report(f"{key} is {text!r}; it must be one of {', '.join(kind)}")
            return default

    def day(self, key: str, *, required: bool = True) -> date | None:
        """A day written as 2026-11-23."""
        text = self.text(key, 20, required=required)
        return self._as_day(key, text) if text else None

    def day_or_month(self, key: str) -> tuple[date | None, bool]:
        """A day, or a month as 2018-02 where no day is known; and whether it was a day."""
        text = self.text(key, 20)
        if MONTH.fullmatch(text):
            return self._as_day(key, f"{text}-01"), False
        return (self._as_day(key, text) if text else None), True

    def _as_day(self, key: str, text: str) -> date | None:
        try:
            if not DAY.fullmatch(text):  # Python reads other forms too, such as 2025-W10-1
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            self.report(f"{key} is {text!r}; a date is written as 2026-11-23")
            return None

    def whole_number(self, key: str, most: int, *, required: bool = True) -> int | None:
        """A whole number from 0."""
        value = self.row.get(key)
        if value is None:
            if required:
                self.report(f"{key} is missing")
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            self.report(f"{key} must be a whole number from 0 to {most}, not {value!r}")
            return None
        return value

    def flag(self, key: str) -> bool:
        """True or false; false where it is left out."""
        value = self.row.get(key, False)
        if not isinstance(value, bool):
            self.report(f"{key} must be true or false, not {value!r}")
            return False
        return value

    def rows(self, key: str) -> list[tuple[str, object]]:
        """The rows of a list with the place of each; none where the list is left out."""
        value = self.row.get(key, [])
        if not isinstance(value, list):
            self.report(f"{key} must be a list")
            return []
        before = f"{self.place}, " if self.place else ""
        return [(f"{before}{key} row {number}", row) for number, row in enumerate(value, start=1)]


def report_duplicates(
    values: Collection[tuple[str, str]], what: str, problems: list[Problem]
) -> None:
    """Report each value that an earlier row has already used; values come with their place."""
    first: dict[str, str] = {}
    for place, value in values:
        if not value:
            continue
        if value in first:
            problems.append(Problem(place, f"{what} {value!r} is already used in {first[value]}"))
        first.setdefault(value, place)


def decoded(content: bytes) -> str:
    """The text of a document; raises ``BrokenRegisterError`` with the line that is not UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        message = "is not UTF-8; save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
        raise BrokenRegisterError([Problem(f"line {line}", message)]) from fault


def load_json(text: str) -> Mapping[str, Any]:
    """The object of a JSON document; raises ``BrokenRegisterError``, also for a doubled key."""
    try:
        document = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_doubles)
    except json.JSONDecodeError as fault:
        raise BrokenRegisterError([Problem(f"line {fault.lineno}", fault.msg)]) from fault
    except (RecursionError, ValueError) as fault:
        raise BrokenRegisterError([Problem("document", str(fault))]) from fault
    if not isinstance(document, dict):
        raise BrokenRegisterError([Problem("document", "must be an object with named lists")])
    return document


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        raise ValueError(f"a key is written twice: {', '.join(twice)}")
    return found
