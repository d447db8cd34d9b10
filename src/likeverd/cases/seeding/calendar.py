"""The working days that seeded cases live on, and moments on them as the database reads them."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from likeverd.core.deadlines import promised_day
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import State
from likeverd.core.workdays import OSLO, is_working_day

NOON: Final = time(12)
# Minutes of the day between which people work on cases.
OPENS: Final = 8 * 60
CLOSES: Final = 16 * 60
FORTNIGHT: Final = 14  # days; day 1 of the calendar was a Monday
MINUTES: Final = tuple(f"{minute // 60:02}:{minute % 60:02}:00" for minute in range(24 * 60))


class Calendar:
    """Working days from the first to the last before today, counted from 0."""

    def __init__(self, first: date, today: date) -> None:
        count = max(0, (today - first).days)
        self.today = today
        self.days = [day for n in range(count) if is_working_day(day := first + timedelta(days=n))]
        self.texts = [day.isoformat() for day in self.days]
        self._offsets = [f"{datetime.combine(day, NOON, OSLO):%z}"[:3] for day in self.days]

    def index(self, day: date) -> int:
        """The first working day on or after a day."""
        return bisect_left(self.days, day)

    def moment(self, index: int, minute: int) -> str:
        """A minute of a working day with its time zone."""
        return f"{self.texts[index]} {MINUTES[minute]}{self._offsets[index]}"

    def noon(self, index: int) -> datetime:
        """The middle of a working day."""
        return datetime.combine(self.days[index], NOON, OSLO)

    def fortnight(self, index: int) -> date:
        """The Monday with which the day's two weeks begin, but no earlier than the first day."""
        day = self.days[index]
        begins = date.fromordinal((day.toordinal() - 1) // FORTNIGHT * FORTNIGHT + 1)
        return max(begins, self.days[0])


def promises(rules: TrustRules, calendar: Calendar) -> Callable[[State, int, bool], str]:
    """The promised day for a step that a case reached on a working day, kept in memory.

    Empty where nothing is promised.
    """

    @cache
    def promised(state: State, index: int, urgent: bool) -> str:
        return promised_day(state, calendar.noon(index), rules, urgent=urgent) or ""

    return promised
