"""Norwegian working days and the local day, for deadlines that people can check by calendar.

Working days are Monday to Friday but for the public holidays of the Act on public holidays
(lov om helligdager, 24 February 1995 no. 12) and of the Act on 1 and 17 May (26 April 1947
no. 1). Christmas Eve and New Year's Eve are no public holidays in law, so they count.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from likeverd.core.text import Text

OSLO: Final = ZoneInfo("Europe/Oslo")
SATURDAY: Final = 5

FIXED_HOLIDAYS: Final = (
    (1, 1, Text("første nyttårsdag", "første nyttårsdag", "New Year's Day")),
    (5, 1, Text("arbeidernes dag", "arbeidaranes dag", "Labour Day")),
    (5, 17, Text("grunnlovsdagen", "grunnlovsdagen", "Constitution Day")),
    (12, 25, Text("første juledag", "første juledag", "Christmas Day")),
    (12, 26, Text("andre juledag", "andre juledag", "Boxing Day")),
)
DAYS_FROM_EASTER: Final = (
    (-3, Text("skjærtorsdag", "skjærtorsdag", "Maundy Thursday")),
    (-2, Text("langfredag", "langfredag", "Good Friday")),
    (0, Text("første påskedag", "første påskedag", "Easter Sunday")),
    (1, Text("andre påskedag", "andre påskedag", "Easter Monday")),
    (39, Text("Kristi himmelfartsdag", "Kristi himmelfartsdag", "Ascension Day")),
    (49, Text("første pinsedag", "første pinsedag", "Whit Sunday")),
    (50, Text("andre pinsedag", "andre pinsedag", "Whit Monday")),
)


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm of 1876), from 1583."""
    golden = year % 19
    century, year_of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - moon - year_rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=512)
def public_holidays(year: int) -> Mapping[date, Text]:
    """The public holidays of a year with their names; two may fall on the same day."""
    easter = easter_sunday(year)
    holidays = {date(year, month, day): name for month, day, name in FIXED_HOLIDAYS}
    holidays.update({easter + timedelta(days=days): name for days, name in DAYS_FROM_EASTER})
    return MappingProxyType(dict(sorted(holidays.items())))


def is_working_day(day: date) -> bool:
    """Whether it is Monday to Friday and no public holiday."""
    return day.weekday() < SATURDAY and day not in public_holidays(day.year)


def add_working_days(start: date, days: int) -> date:
    """The working day that lies ``days`` working days after ``start``, which is not counted.

    A negative number counts backwards. Zero gives ``start`` itself, or the next working day
    where ``start`` is none.
    """
    step = timedelta(days=-1 if days < 0 else 1)
    day, left = start, abs(days)
    while left:
        day += step
        left -= is_working_day(day)
    while not is_working_day(day):
        day += step
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start`` up to and with ``end``; negative where ``end`` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    return sum(
        is_working_day(start + timedelta(days=number))
        for number in range(1, (end - start).days + 1)
    )


def local_day(moment: datetime) -> date:
    """The day in Norway at a moment; raises ``ValueError`` where the moment has no time zone."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a moment without time zone has no local day")
    return moment.astimezone(OSLO).date()
