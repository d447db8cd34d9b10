"""What was answered, in words that can be read on paper in ten years without the form at hand."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from likeverd.core.forms.model import Answers, Field, Kind
from likeverd.core.text import Text
from likeverd.core.workdays import OSLO

YES = Text("Ja", "Ja", "Yes")
NOT_ANSWERED = Text("Ikke besvart", "Ikkje svart på", "Not answered")
DAYS_AND_HOURS = Text(
    "{days} døgn og {hours} timer", "{days} døgn og {hours} timar", "{days} days and {hours} hours"
)

Said = tuple[str, str]


def day(value: date | str) -> str:
    """A day as 23.11.2026."""
    found = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{found:%d.%m.%Y}"


def moment(value: datetime) -> str:
    """A moment in Oslo to the second, with the offset that tells summer time from winter time."""
    local = value.astimezone(OSLO)
    return f"{local:%d.%m.%Y %H:%M:%S} ({local.isoformat()[-6:]})"


def length(value: timedelta, language: str) -> str:
    """A length of time in days and whole hours."""
    hours = int(value.total_seconds() // 3600)
    return DAYS_AND_HOURS.in_language(language).format(days=hours // 24, hours=hours % 24)


def said(fields: Iterable[Field], answers: Answers, language: str) -> list[Said]:
    """Label and words of every question that is asked; what was not answered says so."""
    return [
        (asked.label.in_language(language), answer_words(asked, answers.get(asked.key), language))
        for asked in fields
        if asked.is_asked(answers)
    ]


def answer_words(asked: Field, answer: object, language: str) -> str:
    """One answer in words; a code that the form does not know stands as it is."""
    if answer is None or answer in ("", [], ()):
        return NOT_ANSWERED.in_language(language)
    if asked.kind is Kind.ROWS and isinstance(answer, list | tuple):
        return "\n".join(_row(asked, row, language) for row in answer if isinstance(row, Mapping))
    if isinstance(answer, list | tuple):
        return "\n".join(_label(asked, str(code), language) for code in answer)
    if answer is True:
        return YES.in_language(language)
    if isinstance(answer, int):
        number = f"{answer:,}".replace(",", " ")
        return f"{number} kr" if asked.kind is Kind.KRONER else number
    written = str(answer)
    if asked.kind is Kind.CHOICE:
        return _label(asked, written, language)
    return _dated(asked, written)


def _row(asked: Field, row: Mapping[str, object], language: str) -> str:
    cells = (
        (column.label.in_language(language), answer_words(column, row.get(column.key), language))
        for column in asked.columns
        if row.get(column.key) not in (None, "", [])
    )
    return "; ".join(f"{label}: {words}" for label, words in cells)


def _label(asked: Field, code: str, language: str) -> str:
    found = asked.option(code)
    return found.label.in_language(language) if found else code


def _dated(asked: Field, written: str) -> str:
    if asked.kind is Kind.DATE:
        return day(written)
    if asked.kind is Kind.MONTH:
        year, _, number = written.partition("-")
        return f"{number}.{year}"
    return written
