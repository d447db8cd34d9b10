"""Facts from JSON, read strictly: the first fault is told by the path of its field.

Needed are ``on``, ``scope`` and ``method`` (which may be null), in a method ``kind`` and ``events``, in an event
``date`` and ``event``, in a group exception ``from``, in a trial ``status``. Everything else may be left out or null,
and is then not known. An unknown key, a key written twice and a value of another type are faults.
"""

import json
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any, Final, NoReturn, TypeVar

from likeverd.core.method_events import INTRODUCTIONS, EventKind, MethodKind
from likeverd.core.registers.reading import DAY
from likeverd.core.routing.facts import (
    Authorisation,
    Criteria,
    DatedEvent,
    EstablishedTreatment,
    Facts,
    GroupException,
    Method,
    Patient,
    Scope,
    Trial,
    TrialStatus,
)

LONGEST_ID: Final = 100
LONGEST_SHOWN: Final = 60
Kind = TypeVar("Kind", bound=StrEnum)


class BrokenFactsError(ValueError):
    """The input cannot be read; the message is one line that names the field."""


def parse(content: bytes) -> Facts | list[Facts]:
    """The facts of a JSON document, or of each object of an array; raises ``BrokenFactsError``."""
    document = _load(content)
    if isinstance(document, list):
        return [facts_of(row, f"[{number}]") for number, row in enumerate(document)]
    return facts_of(document)


def _load(content: bytes) -> Any:
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError as fault:
        raise BrokenFactsError(f"the input is not UTF-8 (byte {fault.start})") from fault
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}"
        raise BrokenFactsError(f"the input is not JSON: {fault.msg} ({where})") from fault
    except RecursionError as fault:
        raise BrokenFactsError("the input is nested too deeply") from fault
    except BrokenFactsError:
        raise
    except ValueError as fault:  # such as a number with thousands of digits
        raise BrokenFactsError("the input has a number that cannot be read") from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BrokenFactsError(f"{_shown(key)}: the key is written twice")
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise BrokenFactsError(f"the input has {name}, which JSON does not allow")


def _shown(value: object) -> str:
    """A value on one line of plain characters, cut where it is long."""
    text = json.dumps(value) if not isinstance(value, dict | list) else _kind_of(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _kind_of(value: object) -> str:
    return "an object" if isinstance(value, dict) else "a list"


class _Row:
    """One object of the input, with the path that leads to it."""

    def __init__(self, value: object, path: str, known: Collection[str]) -> None:
        self.path = path
        if not isinstance(value, dict):
            self.fail("", f"must be an object, not {_shown(value)}")
        self.values: dict[str, Any] = value
        for key in self.values:
            if key not in known:
                name = key if key.isascii() and key.isidentifier() else _shown(key)
                self.fail(name[:LONGEST_SHOWN], f"unknown key; known are {', '.join(known)}")

    def fail(self, key: str, message: str) -> NoReturn:
        raise BrokenFactsError(f"{self.at(key) or 'input'}: {message}")

    def at(self, key: str) -> str:
        """The path of one of its values."""
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def needed(self, key: str) -> Any:
        """A value that must be there, though it may be null."""
        if key not in self.values:
            self.fail(key, "is missing")
        return self.values[key]

    def one_of(self, key: str, kind: type[Kind]) -> Kind:
        value = self.needed(key)
        for word in kind:
            if word.value == value:
                return word
        return self.fail(key, f"must be one of {', '.join(kind)}, not {_shown(value)}")

    def maybe_one_of(self, key: str, kind: type[Kind]) -> Kind | None:
        return None if self.values.get(key) is None else self.one_of(key, kind)

    def day(self, key: str) -> date:
        value = self.needed(key)
        if isinstance(value, str) and DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass  # such as 30 February
        return self.fail(key, f"must be a date such as 2025-11-01, not {_shown(value)}")

    def maybe_day(self, key: str) -> date | None:
        return None if self.values.get(key) is None else self.day(key)

    def flag(self, key: str) -> bool | None:
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return value
        return self.fail(key, f"must be true, false or null, not {_shown(value)}")

    def maybe_row(self, key: str, known: Collection[str]) -> "_Row | None":
        value = self.values.get(key)
        return None if value is None else _Row(value, self.at(key), known)


_FACTS: Final = (
    "on",
    "scope",
    "method",
    "marketing_authorisation",
    "group_exception",
    "conditions_met",
    "trial",
    "on_national_cup_list",
    "patient",
    "criteria",
)


def facts_of(value: object, path: str = "") -> Facts:
    """The facts of one object that JSON was read into; raises ``BrokenFactsError``."""
    row = _Row(value, path, _FACTS)
    row.needed("method")
    return Facts(
        on=row.day("on"),
        scope=row.one_of("scope", Scope),
        method=_method(row.maybe_row("method", ("id", "kind", "events", "decided_unseen_since"))),
        marketing_authorisation=row.maybe_one_of("marketing_authorisation", Authorisation),
        group_exception=_group(
            row.maybe_row("group_exception", ("from", "until", "covers_patient"))
        ),
        conditions_met=row.flag("conditions_met"),
        trial=_trial(row.maybe_row("trial", ("status", "eligible"))),
        on_national_cup_list=row.flag("on_national_cup_list"),
        patient=_patient(
            row.maybe_row("patient", ("already_on_treatment", "privately_started", "in_trial"))
        ),
        criteria=_criteria(
            row.maybe_row(
                "criteria",
                (
                    "established_treatment",
                    "larger_effect_documented",
                    "differs_from_refused_group",
                ),
            )
        ),
    )


def _method(row: _Row | None) -> Method | None:
    if row is None:
        return None
    method_id = row.values.get("id")
    if method_id is not None and not (
        isinstance(method_id, str) and 0 < len(method_id.strip()) <= LONGEST_ID
    ):
        row.fail("id", f"must be a text of at most {LONGEST_ID} characters, or null")
    events = row.needed("events")
    if not isinstance(events, list):
        row.fail("events", f"must be a list, not {_shown(events)}")
    return Method(
        kind=row.one_of("kind", MethodKind),
        events=tuple(_event(each, row.at(f"events[{at}]")) for at, each in enumerate(events)),
        method_id=method_id,
        decided_unseen_since=row.maybe_day("decided_unseen_since"),
    )


def _event(value: object, path: str) -> DatedEvent:
    row = _Row(value, path, ("date", "event", "in_force"))
    event = DatedEvent(row.day("date"), row.one_of("event", EventKind), row.maybe_day("in_force"))
    if event.in_force is not None:
        if event.event not in INTRODUCTIONS:
            row.fail("in_force", f"belongs to an introduction, not to {event.event}")
        if event.in_force < event.day:
            row.fail("in_force", f"{event.in_force} lies before the decision of {event.day}")
    return event


def _group(row: _Row | None) -> GroupException | None:
    if row is None:
        return None
    group = GroupException(row.day("from"), row.maybe_day("until"), row.flag("covers_patient"))
    if group.last is not None and group.last < group.first:
        row.fail("until", f"{group.last} lies before the first day, {group.first}")
    return group


def _trial(row: _Row | None) -> Trial | None:
    if row is None:
        return None
    return Trial(row.one_of("status", TrialStatus), row.flag("eligible"))


def _patient(row: _Row | None) -> Patient:
    if row is None:
        return Patient()
    return Patient(
        row.flag("already_on_treatment"), row.flag("privately_started"), row.flag("in_trial")
    )


def _criteria(row: _Row | None) -> Criteria:
    if row is None:
        return Criteria()
    return Criteria(
        row.maybe_one_of("established_treatment", EstablishedTreatment),
        row.flag("larger_effect_documented"),
        row.flag("differs_from_refused_group"),
    )
