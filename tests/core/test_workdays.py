"""Working days against known calendars, and the local day around midnight and clock changes."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.workdays import (
    add_working_days,
    easter_sunday,
    is_working_day,
    local_day,
    public_holidays,
    working_days_between,
)

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))

EASTER = [
    (1818, 3, 22),  # the earliest possible
    (1943, 4, 25),  # the latest possible
    (1954, 4, 18),
    (1961, 4, 2),
    (1981, 4, 19),
    (2000, 4, 23),
    (2008, 3, 23),
    (2011, 4, 24),
    (2019, 4, 21),
    (2024, 3, 31),
    (2025, 4, 20),
    (2026, 4, 5),
    (2027, 3, 28),
    (2028, 4, 16),
    (2030, 4, 21),
    (2038, 4, 25),
    (2049, 4, 18),
    (2076, 4, 19),
]


@pytest.mark.parametrize(("year", "month", "day"), EASTER)
def test_easter_falls_where_the_calendars_say(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_the_holidays_of_2026() -> None:
    assert [day.isoformat()[5:] for day in public_holidays(2026)] == [
        "01-01",
        "04-02",
        "04-03",
        "04-05",
        "04-06",
        "05-01",
        "05-14",
        "05-17",
        "05-24",
        "05-25",
        "12-25",
        "12-26",
    ]


def test_two_holidays_may_share_a_day() -> None:
    assert date(2008, 5, 1) in public_holidays(2008)  # Ascension Day and Labour Day
    assert len(public_holidays(2008)) == 11


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 22), False),
        (date(2026, 12, 24), True),  # no public holiday in law
        (date(2026, 12, 25), False),
        (date(2026, 12, 31), True),
        (date(2027, 5, 17), False),  # Whit Monday and Constitution Day
        (date(2026, 4, 1), True),
        (date(2026, 4, 2), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 3, 31), 2, date(2026, 4, 7)),  # over Easter
        (date(2026, 12, 23), 6, date(2027, 1, 4)),  # over Christmas and New Year
        (date(2026, 11, 23), 10, date(2026, 12, 7)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 4, 7), -2, date(2026, 3, 31)),
    ],
)
def test_adding_working_days(start: date, days: int, expected: date) -> None:
    assert add_working_days(start, days) == expected


@given(DAYS, st.integers(1, 260))
def test_adding_and_counting_agree_in_both_directions(start: date, days: int) -> None:
    later, earlier = add_working_days(start, days), add_working_days(start, -days)
    assert is_working_day(later)
    assert is_working_day(earlier)
    assert working_days_between(start, later) == days
    assert earlier < start < later


@given(DAYS, DAYS)
def test_counting_is_the_same_with_the_ends_swapped(start: date, end: date) -> None:
    assert working_days_between(start, end) == -working_days_between(end, start)


@given(DAYS)
def test_a_week_never_has_more_than_five_working_days(day: date) -> None:
    assert working_days_between(day, day + timedelta(days=7)) <= 5


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 15, 22, 59, tzinfo=UTC), date(2026, 1, 15)),
        (datetime(2026, 1, 15, 23, 0, tzinfo=UTC), date(2026, 1, 16)),  # winter: UTC + 1
        (datetime(2026, 7, 15, 21, 59, tzinfo=UTC), date(2026, 7, 15)),
        (datetime(2026, 7, 15, 22, 0, tzinfo=UTC), date(2026, 7, 16)),  # summer: UTC + 2
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 3, 28)),  # eve of summer time
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),  # the day it begins
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # before it ends
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # the day it ends
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2026, 6, 1, 1, 0, tzinfo=timezone(timedelta(hours=9))), date(2026, 5, 31)),
    ],
)
def test_the_local_day_follows_oslo(moment: datetime, day: date) -> None:
    assert local_day(moment) == day


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 1, 15, 12, 0))  # noqa: DTZ001
