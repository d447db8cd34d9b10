"""How much is too much: a trust's own limits, with defaults that are our own reading [I].

No public source gives figures; hospitals tune them until the queue holds what a reviewer can go through.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from likeverd.core.workdays import OSLO, is_working_day

LARGEST: Final = 100_000
HOURS_OF_A_DAY: Final = 24


class BrokenLimits(ValueError):
    """A limit is unknown or no sensible number; says which."""


@dataclass(frozen=True, slots=True)
class Limits:
    """A finding is made where *more* than the limit is seen.

    ``window_days``: the days behind each day that the first two rules count over. ``many_staff``: persons who opened
    records of one patient. ``no_tie``: cases opened on a role alone by one who has handled none. ``outside_hours``:
    cases opened by one person on one day at night (from ``night_from`` to ``night_to``, local hours), in a weekend or
    on a public holiday. ``in_an_hour`` and ``in_a_minute``: records opened by one person.
    """

    window_days: int = 30
    many_staff: int = 8
    no_tie: int = 20
    outside_hours: int = 3
    night_from: int = 22
    night_to: int = 6
    in_an_hour: int = 60
    in_a_minute: int = 15

    def is_outside_hours(self, moment: datetime) -> bool:
        """Whether it is night, weekend or a public holiday in Norway."""
        local = moment.astimezone(OSLO)
        night = local.hour >= self.night_from or local.hour < self.night_to
        return night or not is_working_day(local.date())

    @property
    def window(self) -> timedelta:
        """How far back a run must read."""
        return timedelta(days=self.window_days)


def limits_from(given: Mapping[str, object]) -> Limits:
    """The default limits with those of a trust's settings in their place; raises ``BrokenLimits``."""
    known = asdict(Limits())
    chosen: dict[str, int] = {}
    for name, value in given.items():
        if name not in known:
            raise BrokenLimits(f"log review knows no limit {name!r}")
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
            raise BrokenLimits(f"the limit {name} must be a whole number, not {value!r}")
        chosen[name] = value
    limits = replace(Limits(), **chosen)
    if max(limits.night_from, limits.night_to) > HOURS_OF_A_DAY:
        raise BrokenLimits("the night begins and ends at an hour from 0 to 24")
    if not 1 <= limits.window_days <= 366:
        raise BrokenLimits("the window is from 1 to 366 days")
    return limits
