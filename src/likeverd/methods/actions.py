"""The only writer of the register of methods."""

import dataclasses
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from likeverd.core.registers import (
    BrokenRegisterError,
    EventRow,
    MethodRow,
    Organisations,
    Problem,
    Tally,
)
from likeverd.methods.models import Method, MethodEvent
from likeverd.organisations.actions import import_organisations
from likeverd.organisations.actions.upsert import upsert

# Any number of our own: two imports at once wait for each other instead of colliding.
IMPORT_LOCK = 4_711_001
DAY_NOT_KNOWN = "Kilden oppgir bare måneden."

EventKey = tuple[int, date, str]


@transaction.atomic
def import_registers(
    organisations: Organisations | None, methods: Sequence[MethodRow], *, demonstration: bool
) -> tuple[Tally, ...]:
    """Import both registers, organisations first, in one transaction: all of it or nothing.

    ``demonstration`` takes in rows that exist for the demonstration alone. Raises
    ``BrokenRegisterError`` where a document contradicts what is stored.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    tallies: tuple[Tally, ...] = ()
    if organisations is not None:
        tallies += import_organisations(organisations, demonstration=demonstration)
    if methods:
        tallies += import_methods(methods, demonstration=demonstration)
    return tallies


@transaction.atomic
def import_methods(methods: Sequence[MethodRow], *, demonstration: bool) -> tuple[Tally, ...]:
    """Bring the named methods, and all events of each, to what the rows say.

    An event that a row no longer has is removed from its method; methods that no row names
    are left alone.
    """
    rows = [row for row in methods if demonstration or not row.demonstration]
    _refuse_taken_ids(rows)
    wanted = {row.key: _columns(row) for row in rows}
    existing = {row.key: row for row in Method.objects.filter(key__in=wanted)}
    stored, tally = upsert(Method, "methods", wanted, existing, skipped=len(methods) - len(rows))
    return tally, _import_events(rows, stored)


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


def _import_events(rows: Collection[MethodRow], stored: Mapping[str, Method]) -> Tally:
    wanted: dict[EventKey, dict[str, Any]] = {}
    for row in rows:
        method = stored[row.key].pk
        for event in row.events:
            wanted[method, event.day, event.event.value] = _event(event, method)
    methods = [method.pk for method in stored.values()]
    existing = {
        (event.method_id, event.date, event.event): event
        for event in MethodEvent.objects.filter(method_id__in=methods)
    }
    gone = [event.pk for key, event in existing.items() if key not in wanted]
    MethodEvent.objects.filter(pk__in=gone).delete()
    _, tally = upsert(MethodEvent, "method events", wanted, existing)
    return dataclasses.replace(tally, removed=len(gone))


def _event(row: EventRow, method: int) -> dict[str, Any]:
    remark = row.remark if row.exact_day else f"{DAY_NOT_KNOWN} {row.remark}".strip()
    return {
        "method_id": method,
        "date": row.day,
        "event": row.event.value,
        "in_force": row.in_force,
        "remark": remark,
        "source": f"{row.source}: {row.address}" if row.address else row.source,
    }
