"""What a change of the register would be: read, checked and weighed, with nothing written.

The pages show it as a preview, and the actions write it; both get it from here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.text import slugify

from likeverd.core.forms.model import Answers, Field
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.method_events import EventKind
from likeverd.core.method_register import (
    Effect,
    Entry,
    EntryKind,
    Meaning,
    MethodRecord,
    RegisterEvent,
    What,
    entry_of,
    how,
    meaning,
    read_entry,
    read_event,
)
from likeverd.core.method_register.fields import FIELDS, SOURCE, WHY, keys
from likeverd.core.text import Text
from likeverd.methods.models import Method, MethodEvent, RegisterEntry
from likeverd.methods.records import (
    answers_of,
    entry_as_json,
    entry_of_row,
    event_as_json,
    event_of,
    record_of,
)
from likeverd.methods.refused import NotRecorded

HAND_FIELDS: tuple[Field, ...] = (SOURCE, WHY)
TWICE = Text(
    "Den samme hendelsen er allerede registrert denne dagen.",
    "Den same hendinga er alt registrert denne dagen.",
    "The same event is already registered on this day.",
)
EVENT, METHOD = "event", "method"
GRAVEST_FIRST = (Effect.ENDS, Effect.REVIEW, Effect.NOTHING)


@dataclass(frozen=True, slots=True)
class Plan:
    """A change that can be written: of what, from what to what, by which source and why, and what it means on a day."""

    subject: str
    key: str
    what: What
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    source: str
    why: str
    on: date
    meaning: Meaning
    answers: Answers


def plan_event(method: Method, given: Mapping[str, object], today: date) -> Plan:
    """A new event; raises ``NotRecorded`` with the faults at their fields."""
    read = read_event(given, today, HAND_FIELDS)
    if read.faults:
        raise NotRecorded(*read.faults)
    row = event_row(method, read.answers)
    record = record_of(method)
    if any((one.day, one.event) == (row.date, row.event) for one in record.events):
        raise NotRecorded(Fault("event", TWICE))
    return _plan(
        record,
        record.with_event(event_of(row)),
        today,
        subject=EVENT,
        key=event_key(row),
        what=What.ADDED,
        before=None,
        after=event_as_json(row),
        answers=read.answers,
    )


def plan_striking_event(event: MethodEvent, given: Mapping[str, object], today: date) -> Plan:
    """An event that was recorded by mistake is taken out; the history keeps it."""
    answers = _why(given, today)
    record = record_of(event.method)
    return _plan(
        record,
        record.without_event(event.date, EventKind(event.event)),
        today,
        subject=EVENT,
        key=event_key(event),
        what=What.STRUCK,
        before=event_as_json(event),
        after=None,
        answers=answers,
    )


def plan_entry(method: Method, kind: EntryKind, given: Mapping[str, object], today: date) -> Plan:
    """A new entry, under a key made of its words."""
    read = read_entry(kind, given, today, HAND_FIELDS)
    if read.faults:
        raise NotRecorded(*read.faults)
    key = _new_key(method, kind, read.answers)
    return _plan_version(method, None, kind, key, read.answers, today)


def plan_version(row: RegisterEntry, given: Mapping[str, object], today: date) -> Plan:
    """A new version of an entry; only its end, where nothing else is given."""
    kind = EntryKind(row.kind)
    read = read_entry(kind, given, today, HAND_FIELDS)
    if read.faults:
        raise NotRecorded(*read.faults)
    return _plan_version(row.method, row, kind, row.key, read.answers, today)


def plan_striking(row: RegisterEntry, given: Mapping[str, object], today: date) -> Plan:
    """An entry that was recorded by mistake is taken out by a last version; all versions stay."""
    answers = _why(given, today)
    record = record_of(row.method)
    return _plan(
        record,
        record.without_entry(EntryKind(row.kind), row.key),
        today,
        subject=row.kind,
        key=row.key,
        what=What.STRUCK,
        before=entry_as_json(row),
        after=None,
        answers={**answers_of(row), **answers},
    )


def _plan_version(
    method: Method,
    row: RegisterEntry | None,
    kind: EntryKind,
    key: str,
    answers: Answers,
    today: date,
) -> Plan:
    version = row.version + 1 if row else 1
    after = entry_of(key, kind, answers, str(answers["source"]), version)
    before = entry_of_row(row) if row else None
    record = record_of(method)
    written = {name: answers[name] for name in keys(FIELDS[kind]) if name in answers}
    return _plan(
        record,
        record.with_entry(after),
        today,
        *turning_days(before, today),
        *turning_days(after, today),
        subject=kind.value,
        key=key,
        what=how(before, after),
        before=entry_as_json(row) if row else None,
        after={
            **written,
            "first": answers.get("first"),
            "last": answers.get("last"),
            "ended": answers.get("ended") is True,
            "source": answers["source"],
            "version": version,
        },
        answers=answers,
    )


def turning_days(entry: Entry | None, today: date) -> list[date]:
    """Days to come on which an entry begins to hold, or holds no more: told of when it is recorded."""
    if entry is None:
        return []
    days = [entry.first, entry.last + timedelta(days=1) if entry.last else None]
    return [day for day in days if day is not None and day > today]


def weighed(
    before: MethodRecord, after: MethodRecord, days: Iterable[date]
) -> tuple[date, Meaning]:
    """The gravest of what a change means on these days, and the first day of it."""
    found = [(day, meaning(before, after, day)) for day in sorted(set(days))]
    return min(found, key=lambda pair: GRAVEST_FIRST.index(pair[1].effect))


def _plan(
    old: MethodRecord, new: MethodRecord, /, *days: date, answers: Answers, **said: Any
) -> Plan:
    on, found = weighed(old, new, days)
    return Plan(
        source=str(answers.get("source") or ""),
        why=str(answers.get("why") or ""),
        on=on,
        meaning=found,
        answers=answers,
        **said,
    )


def _why(given: Mapping[str, object], today: date) -> Answers:
    reading = read_completely(HAND_FIELDS, given, today)
    if reading.faults:
        raise NotRecorded(*reading.faults)
    return reading.answers


def event_row(method: Method, answers: Answers) -> MethodEvent:
    """The row of an event from clean answers (not yet saved)."""

    def words(key: str) -> str:
        return str(answers.get(key) or "")

    in_force = words("in_force")
    return MethodEvent(
        method=method,
        date=date.fromisoformat(words("date")),
        event=words("event"),
        in_force=date.fromisoformat(in_force) if in_force else None,
        scope=words("scope"),
        remark=words("remark"),
        source=words("source"),
    )


def event_key(row: MethodEvent | RegisterEvent) -> str:
    """What an event is called in the history."""
    day = row.date if isinstance(row, MethodEvent) else row.day
    return f"{day.isoformat()} {row.event}"


def _new_key(method: Method, kind: EntryKind, answers: Answers) -> str:
    named = next((answers[field] for field in ("name", "scope", "words") if answers.get(field)), "")
    wanted = slugify(str(named))[:40].strip("-") or kind.value.replace("_", "-")
    taken = {row.key for row in method.entries.all() if row.kind == kind}
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
