"""The register of methods as a document: JSON, or CSV from a spreadsheet.

In JSON, ``{"methods": [{…, "events": [{…}], "conditions": [{…}], …}]}`` (``entries.LISTS``). In CSV, one line per event
with the method's own columns repeated, separated by semicolon or comma; a method without events has
one line with empty event columns.
"""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from likeverd.core.method_events import INTRODUCTIONS, EventKind, MethodKind
from likeverd.core.registers.entries import LISTS, EntrySet, entries_in
from likeverd.core.registers.reading import (
    BrokenRegisterError,
    Problem,
    RowReader,
    load_json,
    report_duplicates,
)

METHOD_ID: Final = re.compile(r"ID20[0-9]{2}_[0-9]{3}")
NATIONAL_SYSTEM_BEGAN: Final = date(2013, 1, 1)

METHOD_KEYS: Final = (
    "key",
    "method_id",
    "name",
    "substance",
    "atc",
    "indication",
    "kind",
    "source",
    "demonstration",
)
EVENT_KEYS: Final = ("date", "event", "in_force", "scope", "remark", "source", "address")
DIAGNOSIS_KEYS: Final = ("code_system", "code", "display")
# In CSV the event's own source needs another name than the method's.
CSV_EVENT_COLUMNS: Final = {
    "date": "date",
    "event": "event",
    "in_force": "in_force",
    "scope": "scope",
    "remark": "remark",
    "event_source": "source",
    "event_address": "address",
}
CSV_NEEDED: Final = (
    "key",
    "name",
    "indication",
    "kind",
    "source",
    *(column for column in CSV_EVENT_COLUMNS if column != "scope"),
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One dated public event, with the key and address of its source.

    ``exact_day`` is false where the source tells the month alone; ``day`` is then its first. ``scope`` says whom an
    opening for exceptions is for; ``place`` where the row stood.
    """

    day: date
    event: EventKind
    in_force: date | None
    remark: str
    source: str
    address: str
    exact_day: bool
    scope: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class DiagnosisRow:
    """A diagnosis that specimen applications for an invented method are written for."""

    code_system: str
    code: str
    display: str


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A method of the register: an intervention for an indication, and its events by date."""

    key: str
    method_id: str | None
    name: str
    substance: str
    atc: str
    indication: str
    kind: MethodKind
    source: str
    demonstration: bool
    events: tuple[EventRow, ...]
    diagnosis: DiagnosisRow | None = None
    entries: EntrySet | None = None
    place: str = ""


def parse_methods(text: str, *, today: date) -> tuple[MethodRow, ...]:
    """Read a JSON document; raises ``BrokenRegisterError`` with every fault."""
    problems: list[Problem] = []
    document = RowReader(load_json(text), "", ("methods", "note"), problems)
    if "methods" not in document.row:
        problems.append(Problem("document", "the list 'methods' is missing"))
    found = []
    for place, row in document.rows("methods"):
        reader = RowReader(row, place, (*METHOD_KEYS, "events", "diagnosis", *LISTS), problems)
        found.append((place, _method(reader, reader.rows("events"), today)))
    return _checked(found, problems)


def parse_methods_csv(text: str, *, today: date) -> tuple[MethodRow, ...]:
    """Read a CSV document; raises ``BrokenRegisterError`` with every fault by its line."""
    text = text.removeprefix("\ufeff")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    methods: dict[str, _CsvMethod] = {}
    try:
        _check_columns(lines.fieldnames or (), problems)
        for line in lines:
            _collect(line, f"line {lines.line_num}", methods, problems)
    except csv.Error as fault:
        problems.append(Problem(f"line {lines.reader.line_num}", str(fault)))
    found = []
    for method in methods.values():
        reader = RowReader(method.row, method.place, METHOD_KEYS, problems)
        found.append((method.place, _method(reader, method.events, today)))
    return _checked(found, problems)


@dataclass(frozen=True, slots=True)
class _CsvMethod:
    """A method gathered from its lines: where it began, its own columns, its events."""

    place: str
    row: dict[str, Any]
    events: list[tuple[str, object]]


def _check_columns(given: Collection[str], problems: list[Problem]) -> None:
    known = {*METHOD_KEYS, *CSV_EVENT_COLUMNS}
    faults = [f"unknown column {column!r}" for column in given if column not in known]
    faults += [f"the column {column!r} is missing" for column in CSV_NEEDED if column not in given]
    problems.extend(Problem("line 1", fault) for fault in faults)


def _collect(
    line: dict[str, Any], place: str, methods: dict[str, _CsvMethod], problems: list[Problem]
) -> None:
    if None in line or None in line.values():
        problems.append(Problem(place, "has another number of columns than the first line"))
        return
    row: dict[str, Any] = {key: line[key].strip() for key in METHOD_KEYS if line.get(key)}
    if "demonstration" in row:
        spelled = {"true": True, "false": False}
        row["demonstration"] = spelled.get(row["demonstration"], row["demonstration"])
    first = methods.setdefault(row.get("key", place), _CsvMethod(place, row, []))
    differing = [key for key in METHOD_KEYS if row.get(key) != first.row.get(key)]
    if differing:
        message = f"differs from {first.place} of the same method in {', '.join(differing)}"
        problems.append(Problem(place, message))
    event = {key: line[column] for column, key in CSV_EVENT_COLUMNS.items() if line.get(column)}
    if event:
        first.events.append((place, event))


def _method(
    reader: RowReader, event_rows: Collection[tuple[str, object]], today: date
) -> MethodRow:
    found = [_event(row, place, reader.problems, today) for place, row in event_rows]
    events = [event for event in found if event]
    return MethodRow(
        key=reader.slug("key", longest=80),
        method_id=_method_id(reader),
        name=reader.text("name", 300),
        substance=reader.text("substance", 200, required=False),
        atc=reader.text("atc", 10, required=False),
        indication=reader.text("indication", 500),
        kind=reader.one_of("kind", MethodKind, MethodKind.MEDICINE),
        source=reader.text("source", 400),
        demonstration=reader.flag("demonstration"),
        events=tuple(sorted(events, key=lambda event: event.day)),
        diagnosis=_diagnosis(reader),
        entries=entries_in(reader, today),
        place=reader.place,
    )


def _method_id(reader: RowReader) -> str | None:
    text = reader.text("method_id", 20, required=False)
    if text and not METHOD_ID.fullmatch(text):
        reader.report(f"method_id is {text!r}; a national one is written as ID2014_022")
    return text or None


def _diagnosis(reader: RowReader) -> DiagnosisRow | None:
    if "diagnosis" not in reader.row:
        return None
    place = f"{reader.place}, diagnosis"
    row = RowReader(reader.row["diagnosis"], place, DIAGNOSIS_KEYS, reader.problems)
    return DiagnosisRow(row.text("code_system", 20), row.text("code", 20), row.text("display", 200))


def _event(row: object, place: str, problems: list[Problem], today: date) -> EventRow | None:
    reader = RowReader(row, place, EVENT_KEYS, problems)
    day, exact_day = reader.day_or_month("date")
    event = reader.one_of("event", EventKind, EventKind.PROPOSED)
    in_force = reader.day("in_force", required=False)
    scope = reader.text("scope", 1000, required=False)
    remark = reader.text("remark", 1000, required=False)
    source = reader.text("source", 40)
    address = reader.text("address", 300, required=False)
    if day is None:
        return None
    if not NATIONAL_SYSTEM_BEGAN <= day <= today:
        reader.report(f"date {day} lies before {NATIONAL_SYSTEM_BEGAN} or after today ({today})")
    if in_force and event not in INTRODUCTIONS:
        reader.report(f"in_force belongs to an introduction, not to {event.value!r}")
    if in_force and in_force < day:
        reader.report(f"in_force {in_force} lies before the decision of {day}")
    if scope and event is not EventKind.EXCEPTIONS_OPENED:
        reader.report(f"scope belongs to an opening for exceptions, not to {event.value!r}")
    return EventRow(day, event, in_force, remark, source, address, exact_day, scope, place)


def _checked(found: list[tuple[str, MethodRow]], problems: list[Problem]) -> tuple[MethodRow, ...]:
    report_duplicates([(place, row.key) for place, row in found], "the key", problems)
    ids = [(place, row.method_id or "") for place, row in found]
    report_duplicates(ids, "the method_id", problems)
    for place, row in found:
        events = [(place, f"{event.event} {event.day}") for event in row.events]
        report_duplicates(events, "the event", problems)
    if problems:
        raise BrokenRegisterError(problems)
    return tuple(row for _, row in found)
