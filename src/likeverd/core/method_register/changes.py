"""What is different in a method's record: between two days, and between two states of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from likeverd.core.method_register.entries import Entry, EntryKind
from likeverd.core.method_register.record import MethodRecord, RegisterEvent, holding, standing_on
from likeverd.core.routing import Status


class What(StrEnum):
    """What was done to a row of the register. ``STRUCK`` is for what was recorded by mistake."""

    ADDED = "added"
    REPLACED = "replaced"
    ENDED = "ended"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Between:
    """What happened to a method from the end of one day to the end of another."""

    status_before: Status
    status_after: Status
    events: tuple[RegisterEvent, ...]
    begun: tuple[Entry, ...]
    over: tuple[Entry, ...]

    @property
    def nothing(self) -> bool:
        """Whether the two days are alike."""
        return self.status_before is self.status_after and not (
            self.events or self.begun or self.over
        )


def between(record: MethodRecord, day: date, later: date) -> Between:
    """The events after ``day`` up to ``later``, introductions that came into force, and what began or ended."""
    events = tuple(
        sorted(
            (
                event
                for event in record.events
                if day < event.day <= later
                or (event.in_force is not None and day < event.in_force <= later)
            ),
            key=lambda event: event.day,
        )
    )
    before, after = holding(record, day), holding(record, later)
    return Between(
        standing_on(record, day).status,
        standing_on(record, later).status,
        events,
        _missing_in(before, after),
        _missing_in(after, before),
    )


def _missing_in(known: tuple[Entry, ...], found: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(entry for entry in found if entry not in known)


def how(before: Entry | None, after: Entry | None) -> What:
    """What it means that one version of an entry takes another's place."""
    if before is None:
        return What.ADDED
    if after is None:
        return What.STRUCK
    only_the_end = (before.content, before.first) == (after.content, after.first)
    if only_the_end and _over(after) and not _over(before):
        return What.ENDED
    return What.REPLACED


def _over(entry: Entry) -> bool:
    return entry.ended or entry.last is not None


def kinds_of(entries: Iterable[Entry]) -> frozenset[EntryKind]:
    """The kinds that entries are of."""
    return frozenset(entry.kind for entry in entries)
