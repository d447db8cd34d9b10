"""The light marks of a template, and the blocks that a letter is made of.

A line that begins with ``# `` is a heading (the first one is the letter's title), one with ``- `` a point; an empty
line parts paragraphs. ``{{name}}`` is a placeholder.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

PLACEHOLDER: Final = re.compile(r"\{\{\s*([^{}\s]*)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text. Line breaks in it are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points."""

    items: tuple[str, ...]


Block = Heading | Paragraph | Points


class Mark(StrEnum):
    """What a line of a template is."""

    HEADING = "heading"
    POINT = "point"
    TEXT = "text"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number from 1, what it is, and its words without the mark."""

    number: int
    mark: Mark
    words: str

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The names between double braces, in order."""
        return tuple(PLACEHOLDER.findall(self.words))

    @property
    def alone(self) -> str | None:
        """The name of the placeholder that the whole line is; None for any other line."""
        found = PLACEHOLDER.fullmatch(self.words)
        return found.group(1) if found and self.mark is Mark.TEXT else None


def lines_of(template: str) -> tuple[Line, ...]:
    """The template, line by line."""
    return tuple(
        _line(number, words.strip()) for number, words in enumerate(template.splitlines(), start=1)
    )


def _line(number: int, words: str) -> Line:
    if not words:
        return Line(number, Mark.EMPTY, "")
    if words.startswith("#"):
        return Line(number, Mark.HEADING, words.lstrip("#").strip())
    if words.startswith("- "):
        return Line(number, Mark.POINT, words[2:].strip())
    return Line(number, Mark.TEXT, words)
