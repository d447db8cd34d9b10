"""Where a method stands on a day, from its dated events.

Only events up to the day count. Their order in the file means nothing: they are read by day, and events of
one day in ``ORDER_OF_ONE_DAY``. A decision stands until the next one; nothing else takes it back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from likeverd.core.method_events import DECISIONS, INTRODUCTIONS, EventKind
from likeverd.core.routing.facts import DatedEvent, Method


class Status(StrEnum):
    """What the national system says about the method on the day."""

    NOT_KNOWN = "not_known"
    PROPOSED = "proposed"
    UNDER_ASSESSMENT = "under_assessment"
    COMMISSION_CANCELLED = "commission_cancelled"
    WITHDRAWN = "withdrawn"
    AWAITING_INTRODUCTION = "awaiting_introduction"
    INTRODUCED = "introduced"
    INTRODUCED_WITH_CONDITIONS = "introduced_with_conditions"
    NOT_INTRODUCED = "not_introduced"
    STUDY_ONLY = "study_only"
    DECISION_NOT_REGISTERED = "decision_not_registered"


class Doubt(StrEnum):
    """Events that cannot all be right, or that the sources do not explain: a person must ask."""

    TWO_DECISIONS_ONE_DAY = "two_decisions_one_day"
    WITHDRAWN_AFTER_INTRODUCTION = "withdrawn_after_introduction"
    REASSESSMENT_WITHOUT_DECISION = "reassessment_without_decision"


@dataclass(frozen=True, slots=True)
class Standing:
    """A method's status on a day.

    ``exceptions_open``: the medical directors have opened for exceptions after the decision in force.
    ``reassessed``: a new assessment was commissioned after that decision. ``ready``: under assessment, and ready
    for decision. ``doubt``: what a person must clear up first.
    """

    status: Status
    exceptions_open: bool = False
    reassessed: bool = False
    ready: bool = False
    doubt: Doubt | None = None


# One day's events in the order in which such a day goes [VV: the medical directors meet on the day of the forums]:
# an opening of the same day as a refusal holds, and what ends something has the last word. Of two decisions the
# stricter one comes last (and the doubt is told). Own reading.
ORDER_OF_ONE_DAY: Final = {
    event: place
    for place, event in enumerate(
        (
            EventKind.PROPOSED,
            EventKind.SUPPLIER_REQUEST,
            EventKind.COMMISSIONED,
            EventKind.ASSESSMENT_COMPLETED,
            EventKind.READY_FOR_DECISION,
            EventKind.COMMISSION_CANCELLED,
            EventKind.INTRODUCED,
            EventKind.INTRODUCED_WITH_CONDITIONS,
            EventKind.STUDY_ONLY,
            EventKind.NOT_INTRODUCED,
            EventKind.REASSESSMENT_COMMISSIONED,
            EventKind.EXCEPTIONS_OPENED,
            EventKind.EXCEPTIONS_CLOSED,
            EventKind.WITHDRAWN,
        )
    )
}

_STATUS_OF: Final = {
    EventKind.INTRODUCED: Status.INTRODUCED,
    EventKind.INTRODUCED_WITH_CONDITIONS: Status.INTRODUCED_WITH_CONDITIONS,
    EventKind.NOT_INTRODUCED: Status.NOT_INTRODUCED,
    EventKind.STUDY_ONLY: Status.STUDY_ONLY,
}
_WITHOUT_PLACE: Final = frozenset({Status.NOT_KNOWN, Status.PROPOSED})
_BEFORE_A_DECISION: Final = _WITHOUT_PLACE | {Status.UNDER_ASSESSMENT}
NOT_KNOWN: Final = Standing(Status.NOT_KNOWN)


def place(event: DatedEvent) -> tuple[date, int, date]:
    """The defined order: by day, then by ``ORDER_OF_ONE_DAY``, then by the day of coming into force."""
    return (event.day, ORDER_OF_ONE_DAY[event.event], event.in_force or event.day)


def standing(events: Iterable[DatedEvent], on: date) -> Standing:
    """Where a method with these events stands on a day; not known where nothing had happened yet."""
    known = [event for event in events if event.day <= on]
    if len(known) > 1:
        known.sort(key=place)
    decisions = [event for event in known if event.event in DECISIONS]
    if not decisions:
        return _undecided(known)
    return _decided(known, decisions, on)


def standing_of(method: Method, on: date) -> Standing:
    """The same for a method, where a decision may be known to exist that no event tells of."""
    stands = standing(method.events, on)
    since = method.decided_unseen_since
    if since is not None and since <= on and stands.status in _BEFORE_A_DECISION:
        return Standing(Status.DECISION_NOT_REGISTERED)
    return stands


def _undecided(known: list[DatedEvent]) -> Standing:
    """Before any decision. A report or "ready for decision" tells that an assessment was commissioned (own reading)."""
    status, ready, doubt = Status.NOT_KNOWN, False, None
    for event in known:
        match event.event:
            case EventKind.COMMISSIONED:
                status, ready, doubt = Status.UNDER_ASSESSMENT, False, None
            case EventKind.ASSESSMENT_COMPLETED if status in _WITHOUT_PLACE:
                status = Status.UNDER_ASSESSMENT
            case EventKind.READY_FOR_DECISION:
                if status in _WITHOUT_PLACE:
                    status = Status.UNDER_ASSESSMENT
                ready = status is Status.UNDER_ASSESSMENT
            case EventKind.REASSESSMENT_COMMISSIONED if status is not Status.UNDER_ASSESSMENT:
                # A reassessment tells of a decision that the events lack.
                status, doubt = Status.UNDER_ASSESSMENT, Doubt.REASSESSMENT_WITHOUT_DECISION
            case EventKind.COMMISSION_CANCELLED:
                status, ready, doubt = Status.COMMISSION_CANCELLED, False, None
            case EventKind.WITHDRAWN:
                status, ready, doubt = Status.WITHDRAWN, False, None
            case EventKind.PROPOSED | EventKind.SUPPLIER_REQUEST if (
                status is not Status.UNDER_ASSESSMENT
            ):
                status = Status.PROPOSED
    return Standing(status, ready=ready, doubt=doubt)


def _decided(known: list[DatedEvent], decisions: list[DatedEvent], on: date) -> Standing:
    last = decisions[-1]
    if _in_force(last, on):
        holding = last
    else:
        # A later yes does not take an earlier one away before it comes into force itself (own reading);
        # after anything else there is only waiting.
        earlier = next((one for one in reversed(decisions) if _in_force(one, on)), None)
        if earlier is None or earlier.event not in INTRODUCTIONS:
            return Standing(Status.AWAITING_INTRODUCTION)
        holding = earlier
    opened = reassessed = withdrawn = False
    for event in known[known.index(last) + 1 :]:
        match event.event:
            case EventKind.EXCEPTIONS_OPENED:
                opened = True
            case EventKind.EXCEPTIONS_CLOSED:
                opened = False
            case EventKind.REASSESSMENT_COMMISSIONED | EventKind.COMMISSIONED:
                reassessed = True
            case EventKind.COMMISSION_CANCELLED:
                reassessed = False
            case EventKind.WITHDRAWN:
                reassessed, withdrawn = False, True
    doubt = None
    if withdrawn and holding.event in INTRODUCTIONS:
        doubt = Doubt.WITHDRAWN_AFTER_INTRODUCTION
    if any(one.day == last.day and one.event is not last.event for one in decisions):
        doubt = Doubt.TWO_DECISIONS_ONE_DAY
    return Standing(_STATUS_OF[holding.event], opened, reassessed, doubt=doubt)


def _in_force(decision: DatedEvent, on: date) -> bool:
    return decision.in_force is None or decision.in_force <= on
