"""From what a person typed (or a program sent) to clean answers, or faults at the field.

Nothing is thrown away: an answer that cannot be read is reported as a ``Fault`` and kept
as typed by the caller, so that the person can mend it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from likeverd.core.forms import faults as words
from likeverd.core.forms.model import MOST_ROWS, Answer, Answers, Field, Kind, When
from likeverd.core.text import Text

# Day, month and year in this order, apart by what people type; a number keyboard has little else.
NORWEGIAN_DATE = re.compile(r"([0-9]{1,2})(?:[.,/-]\s?|\s)([0-9]{1,2})(?:[.,/-]\s?|\s)([0-9]{4})")
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DIGITS_ALONE = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
NORWEGIAN_MONTH = re.compile(r"(0?[1-9]|1[0-2])[./](\d{4})")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one answer cannot be taken, and how to mend it.

    ``field`` is the field's key; in rows ``key.row.column`` with rows counted from 0.
    """

    field: str
    message: Text


@dataclass(frozen=True, slots=True)
class Reading:
    """Clean answers by key, and the faults of those that could not be read."""

    answers: dict[str, Answer]
    faults: tuple[Fault, ...]


class Unreadable(ValueError):
    """An answer that its field cannot take; carries the words for the person."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def read(
    fields: Iterable[Field], given: Mapping[str, object], today: date, *, keep_unasked: bool = False
) -> Reading:
    """Read what was given for these fields; keys that no field has are ignored.

    Answers to questions that are not asked are dropped, so that a hidden field can never
    carry text that nobody sees; a draft keeps them (``keep_unasked``), so that a changed
    mind loses nothing. Required answers may be absent: see ``missing``.
    """
    fields = tuple(fields)
    answers: dict[str, Answer] = {}
    faults: list[Fault] = []
    for field in fields:
        raw = given.get(field.key)
        if is_empty(raw):
            continue
        if field.kind is Kind.ROWS:
            rows, row_faults = _read_rows(field, raw, today, keep_unasked=keep_unasked)
            faults.extend(row_faults)
            if rows:
                answers[field.key] = rows
            continue
        try:
            answers[field.key] = _READERS[field.kind](field, raw, today)
        except Unreadable as refusal:
            faults.append(Fault(field.key, refusal.message))
    for field in fields:
        if field.key in answers and not keep_unasked and not field.is_asked(answers):
            del answers[field.key]
    return Reading(answers, tuple(faults))


def tidied(fields: Iterable[Field], given: Mapping[str, object], today: date) -> dict[str, Answer]:
    """What a draft keeps of what was given: clean where it can be read, as typed where not.

    Keys that no field has are left out; an emptied field is kept as None.
    """
    kept: dict[str, Answer] = {}
    for field in fields:
        if field.key not in given:
            continue
        raw = given[field.key]
        reading = read((field,), {field.key: raw}, today, keep_unasked=True)
        kept[field.key] = raw if reading.faults else reading.answers.get(field.key)
    return kept


def is_empty(value: object) -> bool:
    """Whether nothing was answered: absent, blank, unticked, or no rows."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value is False or value == [] or value == {}


def _read_rows(
    field: Field, raw: object, today: date, *, keep_unasked: bool
) -> tuple[list[dict[str, Answer]], list[Fault]]:
    if not isinstance(raw, list) or not all(isinstance(row, Mapping) for row in raw):
        return [], [Fault(field.key, words.NOT_ROWS)]
    if len(raw) > MOST_ROWS:
        return [], [Fault(field.key, words.TOO_MANY_ROWS)]
    rows: list[dict[str, Answer]] = []
    faults: list[Fault] = []
    written = [
        row for row in raw if not all(is_empty(row.get(column.key)) for column in field.columns)
    ]
    for number, row in enumerate(written):
        reading = read(field.columns, row, today, keep_unasked=keep_unasked)
        faults += [Fault(f"{field.key}.{number}.{f.field}", f.message) for f in reading.faults]
        if reading.answers:  # a row of which nothing could be read is told of, and not kept
            rows.append(reading.answers)
    return rows, faults


def _clean_text(raw: object, field: Field) -> str:
    if not isinstance(raw, str):
        raise Unreadable(words.NOT_TEXT)
    text = unicodedata.normalize("NFC", raw).replace("\r\n", "\n").strip()
    if any(unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\t" for char in text):
        raise Unreadable(words.HIDDEN_CHARACTERS)
    if len(text) > field.length_limit:
        raise Unreadable(words.too_long(len(text), field.length_limit))
    return text


def _read_line(field: Field, raw: object, today: date) -> str:
    line = " ".join(_clean_text(raw, field).split())
    if field.shape is not None and not re.fullmatch(field.shape.expression, line):
        raise Unreadable(field.shape.words)
    return line


def _read_text(field: Field, raw: object, today: date) -> str:
    return _clean_text(raw, field)


def _read_choice(field: Field, raw: object, today: date) -> str:
    if not isinstance(raw, str) or field.option(raw) is None:
        raise Unreadable(words.UNKNOWN_CODE)
    return raw


def _read_choices(field: Field, raw: object, today: date) -> list[str]:
    codes = [raw] if isinstance(raw, str) else raw
    if not isinstance(codes, list) or any(
        not isinstance(code, str) or field.option(code) is None for code in codes
    ):
        raise Unreadable(words.UNKNOWN_CODE)
    return [option.code for option in field.options if option.code in codes]


def _read_date(field: Field, raw: object, today: date) -> str:
    day = parse_date(raw)
    if day is None:
        raise Unreadable(words.NOT_A_DATE)
    if field.when is When.PAST and day > today:
        raise Unreadable(words.DATE_IN_FUTURE)
    if field.when is When.FUTURE and day < today:
        raise Unreadable(words.DATE_IN_PAST)
    if not 1900 <= day.year <= 2200:
        raise Unreadable(words.NOT_A_DATE)
    return day.isoformat()


def parse_date(raw: object) -> date | None:
    """A day written as 23.11.2026 or 3.1.2026, or as 2026-11-23; otherwise None.

    Day, month and year may also stand apart by a space, comma, slash or hyphen, and eight
    digits are read as ddmmyyyy: 23112026.
    """
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    norwegian = NORWEGIAN_DATE.fullmatch(text) or DIGITS_ALONE.fullmatch(text)
    try:
        if norwegian:
            day, month, year = (int(part) for part in norwegian.groups())
            return date(year, month, day)
        return date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


def _read_month(field: Field, raw: object, today: date) -> str:
    if not isinstance(raw, str):
        raise Unreadable(words.NOT_A_MONTH)
    text = raw.strip()
    norwegian = NORWEGIAN_MONTH.fullmatch(text)
    if norwegian:
        text = f"{norwegian.group(2)}-{int(norwegian.group(1)):02d}"
    if not MONTH.fullmatch(text):
        raise Unreadable(words.NOT_A_MONTH)
    if field.when is When.PAST and text > today.isoformat()[:7]:
        raise Unreadable(words.DATE_IN_FUTURE)
    if field.when is When.FUTURE and text < today.isoformat()[:7]:
        raise Unreadable(words.DATE_IN_PAST)
    return text


def _read_number(field: Field, raw: object, today: date) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise Unreadable(words.NOT_A_NUMBER)
    digits = re.sub(r"[\s.\u00a0\u202f]|kr", "", str(raw))
    if not re.fullmatch(r"-?[0-9]{1,15}", digits):
        raise Unreadable(words.NOT_A_NUMBER)
    number = int(digits)
    if not field.least <= number <= field.most:
        raise Unreadable(words.outside(field.least, field.most))
    return number


def _read_confirmation(field: Field, raw: object, today: date) -> bool:
    if raw is True or raw in ("on", "true"):
        return True
    raise Unreadable(words.NOT_CONFIRMED)


_READERS: dict[Kind, Callable[[Field, object, date], Answer]] = {
    Kind.LINE: _read_line,
    Kind.TEXT: _read_text,
    Kind.CHOICE: _read_choice,
    Kind.CHOICES: _read_choices,
    Kind.DATE: _read_date,
    Kind.MONTH: _read_month,
    Kind.WHOLE_NUMBER: _read_number,
    Kind.KRONER: _read_number,
    Kind.CONFIRMATION: _read_confirmation,
}


def missing(fields: Iterable[Field], answers: Answers) -> tuple[Fault, ...]:
    """What must still be answered before the form may be sent, in the order asked."""
    lacking: list[Fault] = []
    for field in fields:
        if not field.required or not field.is_asked(answers):
            continue
        given = answers.get(field.key)
        if is_empty(given):
            lacking.append(Fault(field.key, words.MUST_BE_ANSWERED))
        elif field.kind is Kind.ROWS and isinstance(given, list):
            for number, row in enumerate(given):
                lacking += [
                    Fault(f"{field.key}.{number}.{fault.field}", fault.message)
                    for fault in missing(field.columns, row)
                ]
    return tuple(lacking)


def read_completely(fields: Iterable[Field], given: Mapping[str, object], today: date) -> Reading:
    """Read the answers of a form that is to be sent: what is missing is a fault too.

    A field has one kind of fault at a time: what cannot be read is not also missing.
    """
    fields = tuple(fields)
    reading = read(fields, given, today)
    broken = {fault.field.split(".")[0] for fault in reading.faults}
    lacking = tuple(
        fault
        for fault in missing(fields, reading.answers)
        if fault.field.split(".")[0] not in broken
    )
    return Reading(reading.answers, (*reading.faults, *lacking))
