"""Between the rows of the register and the records of the rules; nothing is decided here."""

from typing import Any

from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.method_register import (
    Entry,
    EntryKind,
    MethodRecord,
    RegisterEvent,
    content_of,
)
from likeverd.methods.models import Method, MethodEvent, RegisterEntry


def record_of(method: Method) -> MethodRecord:
    """Everything that the register says of a method now.

    Read with ``events.all()`` and ``entries.all()``, so that a prefetched method costs no query.
    """
    return MethodRecord(
        kind=MethodKind(method.kind),
        events=tuple(event_of(row) for row in method.events.all()),
        entries=tuple(
            entry_of_row(row) for row in method.entries.all() if row.current and not row.struck
        ),
        method_id=method.method_id,
    )


def event_of(row: MethodEvent) -> RegisterEvent:
    """An event as the rules see it."""
    return RegisterEvent(row.date, EventKind(row.event), row.in_force, row.scope)


def entry_of_row(row: RegisterEntry) -> Entry:
    """A version of an entry as the rules see it."""
    return Entry(
        key=row.key,
        content=content_of(EntryKind(row.kind), row.content),
        source=row.source,
        first=row.first,
        last=row.last,
        ended=row.ended,
        version=row.version,
    )


def event_as_json(row: MethodEvent) -> dict[str, Any]:
    """An event for the history, as it stood."""
    return {
        "date": row.date.isoformat(),
        "event": row.event,
        "in_force": row.in_force and row.in_force.isoformat(),
        "scope": row.scope,
        "remark": row.remark,
        "source": row.source,
    }


def entry_as_json(row: RegisterEntry) -> dict[str, Any]:
    """A version of an entry for the history."""
    return {
        **row.content,
        "first": row.first and row.first.isoformat(),
        "last": row.last and row.last.isoformat(),
        "ended": row.ended,
        "source": row.source,
        "version": row.version,
    }


def answers_of(row: RegisterEntry) -> dict[str, Any]:
    """What stands in the fields of an entry, to begin a new version from."""
    return {**entry_as_json(row), "ended": row.ended or None}
