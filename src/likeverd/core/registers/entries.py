"""What a document says of methods beside their events: conditions, group exceptions, trials and the like.

In JSON they are lists of a method, one for each kind (``LISTS``). In CSV they have a file of their own: one line for
each entry, with the method's key, the kind and the entry's own key; the other columns are the fields of the kinds.
A list that is there says everything of its kind; a kind that no list and no line names is left alone.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from likeverd.core.forms.model import Answers
from likeverd.core.method_register import EntryKind, read_entry
from likeverd.core.method_register.fields import fields_of, keys
from likeverd.core.registers.reading import (
    BrokenRegisterError,
    Problem,
    RowReader,
    report_duplicates,
)

LISTS: Final = {
    "conditions": EntryKind.CONDITION,
    "group_exceptions": EntryKind.GROUP_EXCEPTION,
    "trials": EntryKind.TRIAL,
    "authorisations": EntryKind.AUTHORISATION,
    "cup_listings": EntryKind.CUP_LISTING,
}
OWN_KEYS: Final = ("key", "source", "address")
METHOD_COLUMN, KIND_COLUMN, KEY_COLUMN = "method", "entry", "entry_key"
CSV_OWN: Final = (METHOD_COLUMN, KIND_COLUMN, KEY_COLUMN, "source", "address")
ALL_FIELDS: Final = tuple(
    dict.fromkeys(name for kind in EntryKind for name in keys(fields_of(kind)))
)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as a document has it: clean answers to the fields of its kind, its source, and where it stood."""

    kind: EntryKind
    key: str
    answers: Answers
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class EntrySet:
    """Everything that a document says of a method's entries of these kinds."""

    method: str
    kinds: frozenset[EntryKind]
    rows: tuple[EntryRow, ...]
    place: str


def entries_in(reader: RowReader, today: date) -> EntrySet:
    """The lists of entries in a method's row."""
    rows: list[EntryRow] = []
    named = [name for name in LISTS if name in reader.row]
    for name in named:
        kind = LISTS[name]
        for place, row in reader.rows(name):
            known = (*OWN_KEYS, *keys(fields_of(kind)))
            one = RowReader(row, place, known, reader.problems)
            if one.is_row:
                rows.append(_entry(one, kind, one.slug("key", longest=80), today))
    _once(rows, reader.problems)
    key = reader.row.get("key")
    return EntrySet(
        key if isinstance(key, str) else "",
        frozenset(LISTS[name] for name in named),
        tuple(rows),
        reader.place,
    )


def is_entries_csv(text: str) -> bool:
    """Whether a CSV document is one of entries: its first line names the column ``entry``."""
    first = text.removeprefix("\ufeff").partition("\n")[0].strip()
    names = first.split(";" if ";" in first else ",")
    return KIND_COLUMN in [name.strip().strip('"') for name in names]


def parse_entries_csv(text: str, *, today: date) -> tuple[EntrySet, ...]:
    """Read a CSV document of entries; raises ``BrokenRegisterError`` with every fault by its line."""
    text = text.removeprefix("\ufeff")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    found: dict[str, list[EntryRow]] = {}
    places: dict[str, str] = {}
    try:
        _check_columns(lines.fieldnames or (), problems)
        for line in lines:
            place = f"line {lines.line_num}"
            if None in line or None in line.values():
                message = "has another number of columns than the first line"
                problems.append(Problem(place, message))
                continue
            read = _line(line, place, today, problems)
            if read is not None:
                found.setdefault(read[0], []).append(read[1])
                places.setdefault(read[0], place)
    except csv.Error as fault:
        problems.append(Problem(f"line {lines.reader.line_num}", str(fault)))
    for rows in found.values():
        _once(rows, problems)
    if problems:
        raise BrokenRegisterError(problems)
    return tuple(
        EntrySet(method, frozenset(row.kind for row in rows), tuple(rows), places[method])
        for method, rows in found.items()
    )


def _check_columns(given: Any, problems: list[Problem]) -> None:
    known = {*CSV_OWN, *ALL_FIELDS}
    faults = [f"unknown column {column!r}" for column in given if column not in known]
    needed = (METHOD_COLUMN, KIND_COLUMN, KEY_COLUMN, "source")
    faults += [f"the column {column!r} is missing" for column in needed if column not in given]
    problems.extend(Problem("line 1", fault) for fault in faults)


def _line(
    line: Mapping[str, str], place: str, today: date, problems: list[Problem]
) -> tuple[str, EntryRow] | None:
    written = {key: value.strip() for key, value in line.items() if value and value.strip()}
    reader = RowReader(written, place, (*CSV_OWN, *ALL_FIELDS, *written), problems)
    before = len(problems)
    method = reader.slug(METHOD_COLUMN, longest=80)
    kind = reader.one_of(KIND_COLUMN, EntryKind, EntryKind.CONDITION)
    key = reader.slug(KEY_COLUMN, longest=80)
    if len(problems) > before:
        return None
    foreign = [
        name for name in written if name not in CSV_OWN and name not in keys(fields_of(kind))
    ]
    for name in foreign:
        reader.report(f"{name} does not belong to a row of the kind {kind.value}")
    return method, _entry(reader, kind, key, today)


def _entry(reader: RowReader, kind: EntryKind, key: str, today: date) -> EntryRow:
    given = {name: _typed(value) for name, value in reader.row.items()}
    source = reader.text("source", 100)
    address = reader.text("address", 290, required=False)
    read = read_entry(kind, given, today)
    for fault in read.faults:
        reader.report(f"{fault.field}: {fault.message.en}")
    return EntryRow(
        kind, key, read.answers, f"{source}: {address}" if address else source, reader.place
    )


def _typed(value: object) -> object:
    """A list of lines in JSON is a text of lines."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value


def _once(rows: list[EntryRow], problems: list[Problem]) -> None:
    report_duplicates(
        [(row.place, f"{row.kind.value} {row.key}") for row in rows if row.key],
        "the entry",
        problems,
    )
