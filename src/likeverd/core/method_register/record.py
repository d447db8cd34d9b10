"""Everything that the register says of a method, and what of it holds on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.method_register.entries import (
    Condition,
    ConditionKind,
    Content,
    CupListing,
    Entry,
    EntryKind,
    GroupException,
    MarketingAuthorisation,
    Trial,
    TrialState,
)
from likeverd.core.routing import (
    BEGINNING,
    Authorisation,
    DatedEvent,
    Facts,
    Scope,
    Standing,
    Status,
    TrialStatus,
    standing,
    standing_of,
)
from likeverd.core.routing import GroupException as GroupFact
from likeverd.core.routing import Method as RoutedMethod
from likeverd.core.routing import Trial as TrialFact
from likeverd.core.text import Text

_UNPLACED: Final = frozenset({Status.NOT_KNOWN, Status.PROPOSED})


@dataclass(frozen=True, slots=True)
class RegisterEvent:
    """A dated public event. ``scope`` says whom an opening for exceptions is for."""

    day: date
    event: EventKind
    in_force: date | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class MethodRecord:
    """A method of the register: its events, and the version in force of each of its entries."""

    kind: MethodKind
    events: tuple[RegisterEvent, ...] = ()
    entries: tuple[Entry, ...] = ()
    method_id: str | None = None

    def with_event(self, event: RegisterEvent) -> "MethodRecord":
        """The same with one more event."""
        return replace(self, events=(*self.events, event))

    def without_event(self, day: date, kind: EventKind) -> "MethodRecord":
        """The same without an event."""
        kept = tuple(one for one in self.events if (one.day, one.event) != (day, kind))
        return replace(self, events=kept)

    def with_entry(self, entry: Entry) -> "MethodRecord":
        """The same with an entry, in place of the one with its kind and key."""
        return replace(self, entries=(*self._others(entry.kind, entry.key), entry))

    def without_entry(self, kind: EntryKind, key: str) -> "MethodRecord":
        """The same without an entry."""
        return replace(self, entries=self._others(kind, key))

    def _others(self, kind: EntryKind, key: str) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if (one.kind, one.key) != (kind, key))


def holding(record: MethodRecord, on: date) -> tuple[Entry, ...]:
    """The entries in force on a day."""
    return tuple(entry for entry in record.entries if entry.holds_on(on))


def opening_on(record: MethodRecord, on: date) -> RegisterEvent | None:
    """The opening for exceptions that holds on a day, with its scope; ``None`` where none does."""
    if not standing_on(record, on).exceptions_open:
        return None
    opened = [
        event
        for event in record.events
        if event.event is EventKind.EXCEPTIONS_OPENED and event.day <= on
    ]
    return max(opened, key=lambda event: event.day, default=None)


def facts_of(record: MethodRecord, on: date, scope: Scope = Scope.INDIVIDUAL) -> Facts:
    """What the register knows, in the shape that the routing rules ask for; nothing about a patient."""
    return Facts(
        on=on,
        scope=scope,
        method=routed(record, on),
        marketing_authorisation=_authorisation(record, on),
        group_exception=_group_exception(record, on),
        trial=_trial(record, on),
        on_national_cup_list=_listed(record, on),
    )


def standing_on(record: MethodRecord, on: date) -> Standing:
    """Where the method stands on a day, what is inferred counted in."""
    return standing_of(routed(record, on), on)


def routed(record: MethodRecord, on: date) -> RoutedMethod:
    """The method with its events, and what its other entries tell about events that are not registered.

    A group exception in force presupposes that an assessment was commissioned, and one that is over usually is so
    because of a decision [NM1, NM3]; a national ID is given to what has been proposed [NM13]. Own reading.
    """
    events = tuple(DatedEvent(one.day, one.event, one.in_force) for one in record.events)
    status = standing(events, on).status
    if status not in _UNPLACED:
        return RoutedMethod(record.kind, events, record.method_id)
    groups = [one for one in _of(record, GroupException) if one.begun_on(on)]
    running = [one for one in groups if one.holds_on(on)]
    unseen = None
    if running:
        first = min(one.first or BEGINNING for one in running)
        events = (*events, DatedEvent(first, EventKind.COMMISSIONED))
    elif groups and status is Status.NOT_KNOWN:
        unseen = max(_day_after(one) for one in groups)
    elif record.method_id and status is Status.NOT_KNOWN:
        events = (*events, DatedEvent(year_of(record.method_id), EventKind.PROPOSED))
    return RoutedMethod(record.kind, events, record.method_id, unseen)


INFERRED: Final = {
    Status.UNDER_ASSESSMENT: Text(
        "Ingen hendelser er registrert. At det er gitt gruppeunntak, viser at en metodevurdering er bestilt. "
        "(Dette er vår lesning.)",
        "Ingen hendingar er registrerte. At det er gitt gruppeunntak, viser at ei metodevurdering er bestilt. "
        "(Dette er vår lesing.)",
        "No events are registered. That there is a group exception shows that an assessment was commissioned. "
        "(This is our reading.)",
    ),
    Status.DECISION_NOT_REGISTERED: Text(
        "Ingen hendelser er registrert. Gruppeunntaket er avsluttet, og det skjer når metoden er besluttet; hva som "
        "ble besluttet, mangler. (Dette er vår lesning.)",
        "Ingen hendingar er registrerte. Gruppeunntaket er avslutta, og det skjer når metoden er avgjord; kva som "
        "blei avgjort, manglar. (Dette er vår lesing.)",
        "No events are registered. The group exception has ended, which happens when the method is decided; what was "
        "decided is missing. (This is our reading.)",
    ),
    Status.PROPOSED: Text(
        "Ingen hendelser er registrert. At metoden har et nummer hos Nye metoder, viser at den er foreslått der. "
        "(Dette er vår lesning.)",
        "Ingen hendingar er registrerte. At metoden har eit nummer hos Nye metoder, viser at han er føreslått der. "
        "(Dette er vår lesing.)",
        "No events are registered. That the method has a number at Nye metoder shows that it was proposed there. "
        "(This is our reading.)",
    ),
}


def inferred(record: MethodRecord, on: date) -> Text | None:
    """Why the method has a status that no event gives it; ``None`` where the events do."""
    events = tuple(DatedEvent(one.day, one.event, one.in_force) for one in record.events)
    if standing(events, on).status is not Status.NOT_KNOWN:
        return None
    return INFERRED.get(standing_on(record, on).status)


def year_of(method_id: str) -> date:
    """The first day of the year in a national ID such as ID2020_008."""
    return date(int(method_id[2:6]), 1, 1)


def _of(record: MethodRecord, kind: type[Content]) -> list[Entry]:
    return [entry for entry in record.entries if isinstance(entry.content, kind)]


def _day_after(entry: Entry) -> date:
    """The first day on which an entry that is over no longer holds."""
    if entry.last is None:
        return entry.first or BEGINNING
    return entry.last + timedelta(days=1)


def _newest(entries: Iterable[Entry]) -> Entry | None:
    return max(entries, key=lambda one: (one.first or BEGINNING, one.version), default=None)


def _group_exception(record: MethodRecord, on: date) -> GroupFact | None:
    """The one in force; where there is none, the next, or else the last that was."""
    groups = _of(record, GroupException)
    if not groups:
        return None
    chosen = (
        _newest(one for one in groups if one.holds_on(on))
        or _newest(one for one in groups if one.begun_on(on))
        or _newest(groups)
    )
    if chosen is None:
        return None
    first = chosen.first or BEGINNING
    last = chosen.last
    if chosen.ended:
        # It is over on every day that can be asked about: nobody knows on which it was not.
        first, last = BEGINNING - timedelta(days=1), BEGINNING - timedelta(days=1)
    return GroupFact(first, last)


def _trial(record: MethodRecord, on: date) -> TrialFact | None:
    states = {
        entry.content.state
        for entry in _of(record, Trial)
        if isinstance(entry.content, Trial) and entry.holds_on(on)
    }
    if states <= {TrialState.UNKNOWN}:
        return None
    taking = TrialState.OPEN in states
    return TrialFact(TrialStatus.OPEN if taking else TrialStatus.CLOSED)


def _authorisation(record: MethodRecord, on: date) -> Authorisation | None:
    found = _newest(one for one in _of(record, MarketingAuthorisation) if one.holds_on(on))
    if found is None or not isinstance(found.content, MarketingAuthorisation):
        return None
    return found.content.status


def _listed(record: MethodRecord, on: date) -> bool | None:
    found = _newest(one for one in _of(record, CupListing) if one.holds_on(on))
    if found is None or not isinstance(found.content, CupListing):
        return None
    return found.content.listed


def conditions_on(record: MethodRecord, on: date) -> tuple[Entry, ...]:
    """The conditions in force, in the order of a treatment: to start, to continue, to stop, and where."""
    order = list(ConditionKind)
    found = [
        (order.index(one.content.what), one)
        for one in record.entries
        if isinstance(one.content, Condition) and one.holds_on(on)
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))
