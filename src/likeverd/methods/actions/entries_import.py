"""Bringing entries to what a document says: new versions, never over a person's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from likeverd.core.method_register import EntryKind, What, entry_of, how
from likeverd.core.method_register.fields import FIELDS, keys
from likeverd.core.registers import EntryRow, EntrySet, Tally
from likeverd.methods.actions.history import Done
from likeverd.methods.models import Method, RegisterEntry
from likeverd.methods.records import entry_as_json, entry_of_row

EntryKey = tuple[int, str, str]


@dataclass(slots=True)
class _Counted:
    """What an import did with one kind of entry."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    kept: int = 0


def import_entries(
    sets: Sequence[EntrySet], methods: Mapping[str, Method], done: list[Done], now: datetime
) -> tuple[Tally, ...]:
    """Write the versions that differ, note each in ``done``, and tell by kind what was done and where it stood."""
    if not sets:
        return ()
    rows = RegisterEntry.objects.filter(
        method_id__in=[methods[one.method].pk for one in sets], current=True
    )
    work = _Import({(row.method_id, row.kind, row.key): row for row in rows}, sets, done, now)
    for one in sets:
        for wanted in one.rows:
            work.take(methods[one.method], wanted)
        work.strike_what_is_gone(methods[one.method], one)
    RegisterEntry.objects.filter(pk__in=work.passed).update(current=False)
    RegisterEntry.objects.bulk_create(work.added, batch_size=500)
    return work.tallies()


class _Import:
    """One import as it goes: the versions to add, those they pass, and what was done by kind."""

    def __init__(
        self,
        current: Mapping[EntryKey, RegisterEntry],
        sets: Sequence[EntrySet],
        done: list[Done],
        now: datetime,
    ) -> None:
        self.passed: list[int] = []
        self.added: list[RegisterEntry] = []
        self._current, self._done, self._now = current, done, now
        kinds = sorted({kind for one in sets for kind in one.kinds})
        self._counted = {kind: _Counted() for kind in kinds}
        self._lines: dict[EntryKind, list[str]] = {kind: [] for kind in kinds}

    def take(self, method: Method, wanted: EntryRow) -> None:
        """One row of the document against what stands: added, changed, the same, or kept as a person wrote it."""
        earlier = self._current.get((method.pk, wanted.kind.value, wanted.key))
        count = self._counted[wanted.kind]
        row = _version(method, wanted, earlier, self._now)
        if earlier is not None and _alike(earlier, row):
            count.unchanged += 1
            what = "unchanged"
        elif earlier is not None and earlier.recorded_by_id is not None:
            count.kept += 1
            what = "kept"
        elif earlier is None or earlier.struck:
            self._put(row, earlier, What.ADDED)
            count.created += 1
            what = "added"
        else:
            self._put(row, earlier, how(entry_of_row(earlier), entry_of_row(row)))
            count.changed += 1
            what = "changed"
        self._lines[wanted.kind].append(
            f"{what}: {wanted.kind.value} {wanted.key} of {method.key} ({wanted.place})"
        )

    def strike_what_is_gone(self, method: Method, one: EntrySet) -> None:
        """What an import wrote earlier, and the document no longer has."""
        named = {(method.pk, row.kind.value, row.key) for row in one.rows}
        for key, earlier in self._current.items():
            kind = EntryKind(key[1])
            mine = key[0] == method.pk and kind in one.kinds and key not in named
            if mine and not earlier.struck and earlier.recorded_by_id is None:
                self._put(_struck(earlier, self._now), earlier, What.STRUCK)
                self._counted[kind].removed += 1
                self._lines[kind].append(f"removed: {key[1]} {key[2]} of {method.key}")

    def tallies(self) -> tuple[Tally, ...]:
        """What was done, kind by kind."""
        return tuple(
            Tally(
                f"{kind.value.replace('_', ' ')}s",
                count.created,
                count.changed,
                count.unchanged,
                count.removed,
                kept=count.kept,
                lines=tuple(self._lines[kind]),
            )
            for kind, count in self._counted.items()
        )

    def _put(self, row: RegisterEntry, earlier: RegisterEntry | None, what: What) -> None:
        if earlier is not None:
            self.passed.append(earlier.pk)
        self.added.append(row)
        shown = earlier is not None and not earlier.struck
        self._done.append(
            Done(
                method=row.method_id,
                subject=row.kind,
                key=row.key,
                what=what,
                before=entry_as_json(earlier) if earlier and shown else None,
                after=None if row.struck else entry_as_json(row),
                source=row.source,
            )
        )


def _version(
    method: Method, wanted: EntryRow, earlier: RegisterEntry | None, now: datetime
) -> RegisterEntry:
    entry = entry_of(wanted.key, wanted.kind, wanted.answers, wanted.source)
    return RegisterEntry(
        method=method,
        kind=wanted.kind.value,
        key=wanted.key,
        version=earlier.version + 1 if earlier else 1,
        content={
            name: wanted.answers[name]
            for name in keys(FIELDS[wanted.kind])
            if name in wanted.answers
        },
        first=entry.first,
        last=entry.last,
        ended=entry.ended,
        source=wanted.source,
        recorded_at=now,
    )


def _struck(earlier: RegisterEntry, now: datetime) -> RegisterEntry:
    return RegisterEntry(
        method_id=earlier.method_id,
        kind=earlier.kind,
        key=earlier.key,
        version=earlier.version + 1,
        struck=True,
        content=earlier.content,
        first=earlier.first,
        last=earlier.last,
        ended=earlier.ended,
        source=earlier.source,
        recorded_at=now,
    )


def _alike(stored: RegisterEntry, wanted: RegisterEntry) -> bool:
    """Whether a document says what stands already; also where a person took it out, which no document brings back."""

    def said(row: RegisterEntry) -> dict[str, Any]:
        return {name: value for name, value in entry_as_json(row).items() if name != "version"}

    return not stored.struck and said(stored) == said(wanted)
