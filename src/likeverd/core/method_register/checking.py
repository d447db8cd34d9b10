"""From what was typed, or stood in a document, to an entry or an event, or every fault at its field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from likeverd.core.forms.model import Answers, Field
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.method_events import EventKind
from likeverd.core.method_register import fields as asked
from likeverd.core.method_register.entries import Entry, EntryKind, content_of


@dataclass(frozen=True, slots=True)
class Read:
    """Clean answers by field, and the faults; the answers are used only where there are none."""

    answers: Answers
    faults: tuple[Fault, ...]


def read_entry(
    kind: EntryKind, given: Mapping[str, object], today: date, extra: tuple[Field, ...] = ()
) -> Read:
    """The answers about an entry; ``extra`` are further fields that the asker adds (source, why)."""
    reading = read_completely((*asked.fields_of(kind), *extra), given, today)
    faults = list(reading.faults)
    first, last = reading.answers.get("first"), reading.answers.get("last")
    if isinstance(first, str) and isinstance(last, str) and last < first:
        faults.append(Fault("last", asked.LAST_DAY_BEFORE_THE_FIRST))
    if last and reading.answers.get("ended"):
        faults.append(Fault("ended", asked.BOTH_A_DAY_AND_NONE))
    return Read(reading.answers, tuple(faults))


def read_event(given: Mapping[str, object], today: date, extra: tuple[Field, ...] = ()) -> Read:
    """The answers about a dated event."""
    reading = read_completely((*asked.EVENT_FIELDS, *extra), given, today)
    answers, faults = reading.answers, list(reading.faults)
    event, day, in_force = answers.get("event"), answers.get("date"), answers.get("in_force")
    if in_force and event and event not in asked.MAY_COME_INTO_FORCE_LATER:
        faults.append(Fault("in_force", asked.IN_FORCE_WITHOUT_INTRODUCTION))
    elif isinstance(in_force, str) and isinstance(day, str) and in_force < day:
        faults.append(Fault("in_force", asked.IN_FORCE_TOO_EARLY))
    if answers.get("scope") and event and event != EventKind.EXCEPTIONS_OPENED:
        faults.append(Fault("scope", asked.SCOPE_WITHOUT_OPENING))
    return Read(answers, tuple(faults))


def entry_of(key: str, kind: EntryKind, answers: Answers, source: str, version: int = 1) -> Entry:
    """The entry that clean answers describe."""
    return Entry(
        key=key,
        content=content_of(kind, answers),
        source=source,
        first=_day(answers.get("first")),
        last=_day(answers.get("last")),
        ended=answers.get("ended") is True,
        version=version,
    )


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
