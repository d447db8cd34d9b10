"""Days, moments, amounts and counts the way Norwegian readers write them."""

from datetime import UTC, date, datetime

import pytest

from likeverd.web import formats


def test_a_day_has_two_digits_for_day_and_month() -> None:
    assert formats.day(date(2026, 3, 1)) == "01.03.2026"
    assert formats.day("2026-11-23") == "23.11.2026"


def test_a_moment_late_in_the_evening_belongs_to_the_next_day_in_oslo() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert formats.day(late) == "23.11.2026"
    assert formats.moment(late) == "23.11.2026 kl.\u00a000.30"
    assert formats.moment(late, "en") == "23.11.2026 at 00:30"


def test_summer_time_is_two_hours_from_utc() -> None:
    assert formats.clock(datetime(2026, 7, 1, 10, 0, tzinfo=UTC)) == "12.00"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formats.moment(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the case in question


def test_thousands_are_set_apart_by_a_space_that_does_not_break() -> None:
    assert formats.kroner(1_200_000) == "1\u202f200\u202f000\u00a0kr"
    assert formats.count(999) == "999"


def test_a_stored_month_is_turned_around() -> None:
    assert formats.month("2026-03") == "03.2026"
