"""Changing the register by hand: each change with its history, and what it means for cases, in one transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from likeverd.core.method_register import EntryKind, What
from likeverd.core.method_register.fields import FIELDS, keys
from likeverd.core.workdays import local_day
from likeverd.methods import planning, policy
from likeverd.methods.actions.history import write_down
from likeverd.methods.models import Method, MethodEvent, RegisterChange, RegisterEntry
from likeverd.methods.planning import Plan
from likeverd.methods.refused import ChangedMeanwhile
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

Given = Mapping[str, object]


def record_event(method: int, given: Given, *, by: Person, now: datetime) -> RegisterChange:
    """Record that something happened to a method. Raises ``NotRecorded``, ``PermissionError``."""
    with _locked(method, by, now) as row:
        plan = planning.plan_event(row, given, local_day(now))
        event = planning.event_row(row, plan.answers)
        event.recorded_by, event.recorded_at = by, now
        event.save(force_insert=True)
        return write_down(row, plan, by=by, now=now)


def strike_event(
    method: int, event: int, given: Given, *, by: Person, now: datetime
) -> RegisterChange:
    """Take out an event that was recorded by mistake. Raises ``ChangedMeanwhile`` where it is gone."""
    with _locked(method, by, now) as row:
        found = MethodEvent.objects.select_for_update().filter(pk=event, method=row).first()
        if found is None:
            raise ChangedMeanwhile
        found.method = row
        plan = planning.plan_striking_event(found, given, local_day(now))
        found.delete()
        return write_down(row, plan, by=by, now=now)


def add_entry(
    method: int, kind: EntryKind, given: Given, *, by: Person, now: datetime
) -> RegisterChange:
    """Record a condition, a group exception, a trial, an authorisation or a listing."""
    with _locked(method, by, now) as row:
        plan = planning.plan_entry(row, kind, given, local_day(now))
        write_version(row, plan, None, by=by, now=now)
        return write_down(row, plan, by=by, now=now)


def replace_entry(
    method: int,
    kind: EntryKind,
    key: str,
    seen: int,
    given: Given,
    *,
    by: Person,
    now: datetime,
) -> RegisterChange:
    """Let a new version take an entry's place, or end it. ``seen`` is the version on the screen.

    Raises ``ChangedMeanwhile`` where it is not the current one any more.
    """
    with _locked(method, by, now) as row:
        found = _current(row, kind, key, seen)
        plan = planning.plan_version(found, given, local_day(now))
        write_version(row, plan, found, by=by, now=now)
        return write_down(row, plan, by=by, now=now)


def strike_entry(
    method: int,
    kind: EntryKind,
    key: str,
    seen: int,
    given: Given,
    *,
    by: Person,
    now: datetime,
) -> RegisterChange:
    """Take out an entry that was recorded by mistake."""
    with _locked(method, by, now) as row:
        found = _current(row, kind, key, seen)
        plan = planning.plan_striking(found, given, local_day(now))
        write_version(row, plan, found, by=by, now=now)
        return write_down(row, plan, by=by, now=now)


@contextmanager
def _locked(method: int, by: Person, now: datetime) -> Iterator[Method]:
    """The method, locked: one change at a time, each seeing the one before."""
    with transaction.atomic():
        if not policy.may_edit(actor_for(by, local_day(now))):
            raise PermissionError
        yield Method.objects.select_for_update().get(pk=method)


def _current(method: Method, kind: EntryKind, key: str, seen: int) -> RegisterEntry:
    found = RegisterEntry.objects.filter(
        method=method, kind=kind, key=key, current=True, struck=False
    ).first()
    if found is None or found.version != seen:
        raise ChangedMeanwhile
    found.method = method
    return found


def write_version(
    method: Method,
    plan: Plan,
    earlier: RegisterEntry | None,
    *,
    by: Person,
    now: datetime,
) -> RegisterEntry:
    """Write the version that a plan describes, in place of the earlier one."""
    kind = EntryKind(plan.subject)
    if earlier is not None:
        RegisterEntry.objects.filter(pk=earlier.pk).update(current=False)
    struck = plan.what is What.STRUCK
    answers = plan.answers
    row: RegisterEntry = RegisterEntry.objects.create(
        method=method,
        kind=kind.value,
        key=plan.key,
        version=earlier.version + 1 if earlier else 1,
        struck=struck,
        content={name: answers[name] for name in keys(FIELDS[kind]) if name in answers},
        first=answers.get("first") or None,
        last=answers.get("last") or None,
        ended=answers.get("ended") is True,
        source=plan.source,
        recorded_by=by,
        recorded_at=now,
    )
    return row
