"""A trust's targets for the whole way, for the first look at an urgent case, and its office hours.

Sykehuset Innlandet promises days per step (``trust_rules``); the targets for the whole way are our own proposal, like
all of the house's time targets: an urgent case 24 hours, any other 7 days, on the clock that stands still while the
applicant answers. The first look at an urgent case comes within 30 minutes of office time. A trust may say otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any, Final

LONGEST_URGENT: Final = 14 * 24
LONGEST_ORDINARY: Final = 365
LONGEST_FIRST_LOOK: Final = 24 * 60


@dataclass(frozen=True, slots=True)
class TimeTargets:
    """What a trust promises for the whole way, and when it is at work.

    ``urgent_hours`` and ``ordinary_days`` (of 24 hours) are time on the hospital's clock, from sent to decided.
    ``first_look_minutes`` is office time. ``opens`` and ``closes`` are local time on working days.
    """

    urgent_hours: int = 24
    ordinary_days: int = 7
    first_look_minutes: int = 30
    opens: time = time(8, 0)
    closes: time = time(15, 30)

    def whole_way(self, *, urgent: bool) -> timedelta:
        """How much of the hospital's own time a case may take, from sent to decided."""
        return timedelta(hours=self.urgent_hours) if urgent else timedelta(days=self.ordinary_days)

    @property
    def first_look(self) -> timedelta:
        """Office time within which somebody has looked at an urgent case."""
        return timedelta(minutes=self.first_look_minutes)


USUAL_TARGETS: Final = TimeTargets()


def targets_from(document: Mapping[str, Any]) -> TimeTargets:
    """Read the optional part ``time`` of a settings document; raises ``ValueError`` that names the entry."""
    usual = USUAL_TARGETS
    known = {"urgent_hours", "ordinary_days", "first_look_minutes", "opens", "closes"}
    if unknown := set(document) - known:
        raise ValueError(f"time has no entry {sorted(unknown)[0]!r}")
    opens = _time_of_day(document, "opens", usual.opens)
    closes = _time_of_day(document, "closes", usual.closes)
    if opens >= closes:
        raise ValueError("time: an office must open before it closes")
    return TimeTargets(
        urgent_hours=_whole(document, "urgent_hours", usual.urgent_hours, LONGEST_URGENT),
        ordinary_days=_whole(document, "ordinary_days", usual.ordinary_days, LONGEST_ORDINARY),
        first_look_minutes=_whole(
            document, "first_look_minutes", usual.first_look_minutes, LONGEST_FIRST_LOOK
        ),
        opens=opens,
        closes=closes,
    )


def _whole(document: Mapping[str, Any], key: str, usual: int, most: int) -> int:
    value = document.get(key, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ValueError(f"time: {key} must be a whole number from 1 to {most}, not {value!r}")
    return value


def _time_of_day(document: Mapping[str, Any], key: str, usual: time) -> time:
    if key not in document:
        return usual
    try:
        found = time.fromisoformat(str(document[key]))
    except ValueError as fault:
        raise ValueError(f"time: {key} must be a time of day such as 08:00") from fault
    if found.tzinfo is not None:
        raise ValueError(f"time: {key} is local time and has no time zone")
    return found
