"""Importing registers: all of a document or nothing, with its history, and never over what a person recorded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from likeverd.core.method_register import MethodRecord, What
from likeverd.core.registers import (
    BrokenRegisterError,
    EntrySet,
    EventRow,
    MethodRow,
    Organisations,
    Problem,
    Tally,
)
from likeverd.methods.actions.entries_import import import_entries
from likeverd.methods.actions.history import Done, write_all_down
from likeverd.methods.models import Method, MethodEvent, RegisterChange
from likeverd.methods.planning import EVENT, METHOD, event_key
from likeverd.methods.records import event_as_json, record_of
from likeverd.methods.selectors import WITH_EVERYTHING
from likeverd.organisations.actions import import_organisations
from likeverd.organisations.actions.upsert import upsert

# Any number of our own: two imports at once wait for each other instead of colliding.
IMPORT_LOCK = 4_711_001
DAY_NOT_KNOWN = "Kilden oppgir bare måneden."

EventKey = tuple[int, date, str]


@transaction.atomic
def import_registers(
    organisations: Organisations | None,
    methods: Sequence[MethodRow],
    entries: Sequence[EntrySet] = (),
    *,
    demonstration: bool,
    document: str = "",
) -> tuple[Tally, ...]:
    """Import both registers, organisations first, in one transaction: all of it or nothing.

    ``demonstration`` takes in rows that exist for the demonstration alone. ``document`` is named in the history.
    Raises ``BrokenRegisterError`` where a document contradicts what is stored.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    tallies: tuple[Tally, ...] = ()
    if organisations is not None:
        tallies += import_organisations(organisations, demonstration=demonstration)
    if methods or entries:
        tallies += import_methods(
            methods, entries, demonstration=demonstration, document=document, now=timezone.now()
        )
    return tallies


@transaction.atomic
def import_methods(
    methods: Sequence[MethodRow],
    entries: Sequence[EntrySet] = (),
    *,
    demonstration: bool,
    document: str = "",
    now: datetime,
) -> tuple[Tally, ...]:
    """Bring the named methods, and what the document says of each, to what its rows say.

    An event or entry that a document no longer has is taken out, unless a person recorded it; methods and kinds of
    entries that no row names are left alone.
    """
    rows = [row for row in methods if demonstration or not row.demonstration]
    _refuse_taken_ids(rows)
    wanted = {row.key: _columns(row) for row in rows}
    keys = {*wanted, *(one.method for one in entries)}
    existing = {
        row.key: row
        for row in Method.objects.filter(key__in=keys)
        .select_for_update()
        .order_by("pk")
        .prefetch_related(*WITH_EVERYTHING)
    }
    before = {row.pk: record_of(row) for row in existing.values()}
    _refuse_unknown(entries, {*existing, *wanted})
    stood = {key: {name: getattr(row, name) for name in _SAID} for key, row in existing.items()}
    stored, tally = upsert(Method, "methods", wanted, existing, skipped=len(methods) - len(rows))
    known = {**existing, **stored}
    sets = [row.entries for row in rows if row.entries is not None and row.entries.kinds]
    done = _methods_done(wanted, stood, stored)
    tallies = (
        _told(tally, rows, existing),
        *_import_events(rows, stored, done, now),
        *import_entries([*sets, *entries], known, done, now),
    )
    touched = {one.method for one in done}
    after = {
        row.pk: row
        for row in Method.objects.filter(pk__in=touched).prefetch_related(*WITH_EVERYTHING)
    }
    empty = {pk: MethodRecord(record_of(row).kind) for pk, row in after.items()}
    write_all_down(done, {**empty, **before}, after, document=document, now=now)
    return tallies


def _columns(row: MethodRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "method_id": row.method_id,
        "name": row.name,
        "substance": row.substance,
        "atc": row.atc,
        "indication": row.indication,
        "kind": row.kind.value,
        "source": row.source,
        "demonstration": row.demonstration,
    }


_SAID = ("method_id", "name", "substance", "atc", "indication", "kind", "source")


def _methods_done(
    wanted: Mapping[str, dict[str, Any]],
    stood: Mapping[str, dict[str, Any]],
    stored: Mapping[str, Method],
) -> list[Done]:
    """What was done to the methods' own columns."""
    done = []
    for key, columns in wanted.items():
        before, after = stood.get(key), {name: columns[name] for name in _SAID}
        if before != after:
            what = What.ADDED if before is None else What.REPLACED
            done.append(Done(stored[key].pk, METHOD, key, what, before, after, columns["source"]))
    return done


def _told(tally: Tally, rows: Collection[MethodRow], existing: Mapping[str, Method]) -> Tally:
    lines = [f"added: method {row.key} ({row.place})" for row in rows if row.key not in existing]
    return replace(tally, lines=tuple(lines))


def _refuse_taken_ids(rows: Collection[MethodRow]) -> None:
    keys = {row.method_id: row.key for row in rows if row.method_id}
    taken = Method.objects.filter(method_id__in=keys).values_list("method_id", "key")
    problems = [
        Problem(f"method {keys[method_id]}", f"the method_id {method_id} belongs to {key}")
        for method_id, key in taken
        if keys[method_id] != key
    ]
    if problems:
        raise BrokenRegisterError(problems)


def _refuse_unknown(entries: Collection[EntrySet], known: Collection[str]) -> None:
    problems = [
        Problem(one.place, f"the register has no method {one.method!r}")
        for one in entries
        if one.method not in known
    ]
    if problems:
        raise BrokenRegisterError(problems)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An event of a document: its columns, and where it stood."""

    columns: dict[str, Any]
    place: str


def _import_events(
    rows: Collection[MethodRow], stored: Mapping[str, Method], done: list[Done], now: datetime
) -> tuple[Tally]:
    methods = {method.pk: method for method in stored.values()}
    existing = {
        (event.method_id, event.date, event.event): event
        for event in MethodEvent.objects.filter(method_id__in=methods)
    }
    by_hand = {key for key, event in existing.items() if event.recorded_by_id is not None}
    struck = _struck_by_hand(methods)
    wanted: dict[EventKey, _Wanted] = {}
    kept: list[str] = []
    for row in rows:
        method = stored[row.key].pk
        for event in row.events:
            key = (method, event.day, event.event.value)
            said = f"event {row.key}, {event.day} {event.event} ({event.place})"
            if key in by_hand or (method, f"{event.day} {event.event}") in struck:
                kept.append(f"kept: {said}")
            else:
                wanted[key] = _Wanted(_event(event, method), event.place)
    gone = [
        event
        for key, event in existing.items()
        if key not in wanted and event.recorded_by_id is None
    ]
    before = {key: event_as_json(event) for key, event in existing.items()}
    done += [_done(methods, one, What.STRUCK, event_as_json(one), None) for one in gone]
    MethodEvent.objects.filter(pk__in=[event.pk for event in gone]).delete()
    columns = {
        key: each.columns | ({} if key in existing else {"recorded_at": now})
        for key, each in wanted.items()
    }
    found, tally = upsert(MethodEvent, "method events", columns, existing)
    lines = list(kept)
    for key, event in found.items():
        after = event_as_json(event)
        said = f"event {methods[key[0]].key}, {event_key(event)} ({wanted[key].place})"
        if key not in before:
            done.append(_done(methods, event, What.ADDED, None, after))
            lines.append(f"added: {said}")
        elif before[key] != after:
            done.append(_done(methods, event, What.REPLACED, before[key], after))
            lines.append(f"changed: {said}")
        else:
            lines.append(f"unchanged: {said}")
    lines += [f"removed: event {methods[one.method_id].key}, {event_key(one)}" for one in gone]
    return (replace(tally, removed=len(gone), kept=len(kept), lines=tuple(lines)),)


def _done(
    methods: Mapping[int, Method],
    event: MethodEvent,
    what: What,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> Done:
    return Done(
        method=methods[event.method_id].pk,
        subject=EVENT,
        key=event_key(event),
        what=what,
        before=before,
        after=after,
        source=event.source,
    )


def _struck_by_hand(methods: Collection[int]) -> set[tuple[int, str]]:
    """Events that a person took out, and that no document brings back."""
    found = RegisterChange.objects.filter(
        method_id__in=methods, subject=EVENT, what=What.STRUCK, by__isnull=False
    )
    return set(found.values_list("method_id", "key"))


def _event(row: EventRow, method: int) -> dict[str, Any]:
    remark = row.remark if row.exact_day else f"{DAY_NOT_KNOWN} {row.remark}".strip()
    return {
        "method_id": method,
        "date": row.day,
        "event": row.event.value,
        "in_force": row.in_force,
        "scope": row.scope,
        "remark": remark,
        "source": f"{row.source}: {row.address}" if row.address else row.source,
    }
