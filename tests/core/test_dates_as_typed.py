"""Dates are understood however people write them down, and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.forms.reading import parse_date


@pytest.mark.parametrize(
    "typed",
    [
        "23.11.2026",
        "23. 11. 2026",
        "23 11 2026",
        "23,11,2026",
        "23/11/2026",
        "23-11-2026",
        "23112026",
        "2026-11-23",
        "  23.11.2026 ",
    ],
)
def test_every_usual_way_of_writing_a_date_is_read(typed: str) -> None:
    assert parse_date(typed) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "31.02.2026",
        "23.11.26",
        "231126",
        "2311 2026",
        "1112026",
        "20261123",
        "11/23/2026",
        "2026-W48-1",
        "23..11.2026",
        "i morgen",
        None,
        20261123,
    ],
)
def test_what_could_mean_another_day_is_asked_for_again(typed: object) -> None:
    assert parse_date(typed) is None


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from([". ", ".", " ", "/", ","]))
def test_each_day_is_read_back_as_it_was_written(day: date, apart: str) -> None:
    assert parse_date(f"{day.day}{apart}{day.month}{apart}{day.year}") == day
    assert parse_date(f"{day:%d%m}{day.year:04d}") == day
    assert parse_date(day.isoformat()) == day
