"""From a template and a case to the blocks of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from likeverd.core.letters.kinds import LetterKind
from likeverd.core.letters.marks import (
    PLACEHOLDER,
    Block,
    Heading,
    Line,
    Mark,
    Paragraph,
    Points,
    lines_of,
)
from likeverd.core.letters.values import LetterFacts, Value, long_day, values_of
from likeverd.core.text import Text

CORRECTED: Final = Text(
    "Dette brevet retter og erstatter brevet av {day}. Dette er rettet: {what}",
    "Dette brevet rettar og erstattar brevet av {day}. Dette er retta: {what}",
    "This letter corrects and replaces the letter of {day}. What is corrected: {what}",
)


@dataclass(frozen=True, slots=True)
class Correction:
    """A letter that is replaced: its day, and what was wrong in it."""

    of: date
    what: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter in words. ``receiver`` are the lines of the address; ``reference`` is the case number."""

    title: str
    language: str
    sender: str
    reference: str
    day: str
    receiver: tuple[str, ...]
    blocks: tuple[Block, ...]


def render(
    template: str,
    kind: LetterKind,
    facts: LetterFacts,
    language: str,
    day: date,
    correction: Correction | None = None,
) -> Rendered:
    """The letter, dated ``day``. A paragraph or a point in which a value is empty is left out.

    A value is put in as text: whatever a person wrote, nothing of it becomes a mark or a placeholder.
    """
    values = values_of(kind, facts, language)
    title, blocks = _blocks(lines_of(template), values)
    if correction is not None:
        words = CORRECTED.in_language(language)
        note = words.format(day=long_day(correction.of, language), what=correction.what)
        blocks = (Paragraph(note), *blocks)
    to_patient = kind is LetterKind.PATIENT
    return Rendered(
        title=title,
        language=language,
        sender=facts.trust,
        reference=facts.number,
        day=long_day(day, language),
        receiver=(facts.patient,) if to_patient else (facts.doctor, facts.department),
        blocks=blocks,
    )


class _Builder:
    """Gathers lines into paragraphs and lists of points, and lets go of what stands empty."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self.values = values
        self.title = ""
        self.blocks: list[Block] = []
        self._paragraph: list[str] = []
        self._points: list[str] = []

    def take(self, line: Line) -> None:
        value = self.values.get(line.alone or "")
        if isinstance(value, tuple):
            self.finish()
            self.blocks.extend(value)
            return
        if line.mark is not Mark.TEXT or self._points:
            self._finish_unless(line.mark)
        if line.mark is Mark.HEADING:
            self._heading(line)
        elif line.mark is Mark.POINT:
            self._points.append(line.words)
        elif line.mark is Mark.TEXT:
            self._paragraph.append(line.words)

    def _finish_unless(self, mark: Mark) -> None:
        if not (mark is Mark.POINT and self._points):
            self.finish()

    def _heading(self, line: Line) -> None:
        words = self._filled(line.words) or ""
        if not self.title:
            self.title = words
        elif words:
            self.blocks.append(Heading(words))

    def finish(self) -> None:
        if self._paragraph:
            words = self._filled("\n".join(self._paragraph))
            if words:
                self.blocks.append(Paragraph(words))
        items = tuple(filled for item in self._points if (filled := self._filled(item)))
        if items:
            self.blocks.append(Points(items))
        self._paragraph, self._points = [], []

    def _filled(self, words: str) -> str | None:
        """The words with their values; None where one of these is empty."""
        found = [self.values.get(name) for name in PLACEHOLDER.findall(words)]
        if not all(isinstance(value, str) and value for value in found):
            return None
        return PLACEHOLDER.sub(lambda match: str(self.values[match.group(1)]), words)


def _blocks(lines: tuple[Line, ...], values: Mapping[str, Value]) -> tuple[str, tuple[Block, ...]]:
    builder = _Builder(values)
    for line in lines:
        builder.take(line)
    builder.finish()
    return builder.title, tuple(builder.blocks)
