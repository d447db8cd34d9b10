"""Where a patient belongs: areas, periods, what no register may say, and the document it is read from."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.catchments import (
    DistrictNeeded,
    Gap,
    Period,
    contradictions,
    gaps,
    home_trust,
    is_area,
)
from likeverd.core.registers import BrokenRegisterError, parse_catchments_csv

TRUSTS = ("akershus", "oslo", "innlandet")
NEW_YEAR = date(2026, 1, 1)
EVE = NEW_YEAR - timedelta(days=1)
SINCE = date(2020, 1, 1)


def period(area: str, trust: str, first: date = SINCE, last: date | None = None) -> Period:
    return Period(area, trust, first, last, "S")


ALNA_BEFORE = period("030112", "akershus", SINCE, EVE)
ALNA_NOW = period("030112", "oslo", NEW_YEAR)
NORDSTRAND = period("030114", "oslo")
HAMAR = period("3403", "innlandet")
REGISTER = (ALNA_NOW, ALNA_BEFORE, NORDSTRAND, HAMAR)


def told(*periods: Period) -> list[str]:
    placed = [(f"line {number}", each) for number, each in enumerate(periods, start=2)]
    return [f"{place}: {message}" for place, message in contradictions(placed, TRUSTS)]


@pytest.mark.parametrize(
    ("area", "day", "found"),
    [
        ("030112", EVE, ALNA_BEFORE),
        ("030112", NEW_YEAR, ALNA_NOW),
        ("030112", SINCE, ALNA_BEFORE),
        ("030112", SINCE - timedelta(days=1), None),
        ("3403", NEW_YEAR, HAMAR),
        ("340301", NEW_YEAR, HAMAR),  # a district of an undivided municipality
        ("0301", NEW_YEAR, DistrictNeeded(("030112", "030114"))),
        ("030101", NEW_YEAR, None),
        ("4601", NEW_YEAR, None),
    ],
)
def test_an_area_belongs_where_it_did_on_the_day(area, day, found):
    assert home_trust(area, day, REGISTER) == found
    assert home_trust(area, day, REGISTER[::-1]) == found


def test_a_municipality_may_become_divided():
    register = (period("0301", "oslo", SINCE, EVE), ALNA_NOW)
    assert told(*register) == []
    assert home_trust("0301", EVE, register) == register[0]
    assert home_trust("030112", EVE, register) == register[0]
    assert home_trust("0301", NEW_YEAR, register) == DistrictNeeded(("030112",))


@pytest.mark.parametrize("text", ["301", "03011", "0301123", "Oslo", "٠٣٠١", "0301\n", " 0301"])
def test_what_is_no_number_of_an_area(text):
    assert not is_area(text)
    with pytest.raises(ValueError, match=re.escape(text)):
        home_trust(text, NEW_YEAR, REGISTER)


@pytest.mark.parametrize(
    ("periods", "message"),
    [
        ([period("301", "oslo")], "line 2: area must be four digits (municipality) or six"),
        ([period("0301", "ous")], "line 2: no trust has the code 'ous'"),
        ([period("0301", "oslo", NEW_YEAR, EVE)], "line 2: valid_to 2025-12-31 lies before"),
        ([HAMAR, period("3403", "oslo", NEW_YEAR)], "line 3: the period of 3403 overlaps"),
        ([ALNA_NOW, period("0301", "oslo")], "line 3: 0301 is given whole and by district"),
        ([period("0301", "oslo"), ALNA_NOW], "line 3: 0301 is given whole and by district"),
    ],
)
def test_what_no_register_may_say(periods, message):
    (only,) = told(*periods)
    assert only.startswith(message)


def test_a_good_register_has_no_faults_and_tells_its_gaps():
    assert told(*REGISTER) == []
    assert gaps(REGISTER) == ()
    later = period("3403", "oslo", date(2026, 2, 1))
    ended = period("3403", "innlandet", SINCE, EVE)
    assert gaps((later, ended)) == (Gap("3403", NEW_YEAR, date(2026, 1, 31)),)


DAYS = st.dates(date(2019, 1, 1), date(2030, 1, 1))
PERIODS = st.builds(
    lambda area, trust, first, length: Period(
        area, trust, first, None if length is None else first + timedelta(days=length), "S"
    ),
    st.sampled_from(["0301", "030112", "030114", "3403"]),
    st.sampled_from(TRUSTS),
    DAYS,
    st.none() | st.integers(-3, 900),
)


@given(st.lists(PERIODS, max_size=6), st.sampled_from(["0301", "030112", "3403", "340301"]), DAYS)
def test_a_register_without_faults_gives_one_answer_whatever_its_order(periods, area, day):
    """Whatever is accepted never answers by chance; whatever could is refused."""
    if told(*periods):
        return
    found = home_trust(area, day, periods)
    assert home_trust(area, day, periods[::-1]) == found
    if isinstance(found, Period):
        assert found.holds(day)
        assert area.startswith(found.area)
        assert found in periods
    else:
        assert not any(area.startswith(each.area) and each.holds(day) for each in periods)


@given(st.lists(PERIODS, max_size=6), DAYS)
def test_in_a_gap_nobody_is_found(periods, day):
    if told(*periods):
        return
    for gap in gaps(periods):
        if gap.first <= day <= gap.last:
            assert home_trust(gap.area, day, [p for p in periods if p.area == gap.area]) is None


HEADING = "area,trust,valid_from,valid_to,source"


def read(*lines: str, heading: str = HEADING) -> list[Period]:
    rows = parse_catchments_csv("\n".join([heading, *lines]), trusts=TRUSTS)
    return [row.period for row in rows]


def faults(*lines: str, heading: str = HEADING) -> list[str]:
    with pytest.raises(BrokenRegisterError) as caught:
        read(*lines, heading=heading)
    return [str(problem) for problem in caught.value.problems]


def test_a_document_is_read_whole():
    assert read("3403,innlandet,2020-01-01,,S", "030112,akershus,2020-01-01,2025-12-31,S") == [
        HAMAR,
        ALNA_BEFORE,
    ]
    assert read("3403;innlandet;2020-01-01;;S", heading="\ufeff" + HEADING.replace(",", ";")) == [
        HAMAR
    ]


def test_every_fault_is_told_with_its_line():
    assert faults(
        "3403,innlandet,01.01.2020,,S",
        "301,ous,2020-01-01,,S",
        "3403,innlandet",
        "3405,innlandet,2020-01-01,,",
    ) == [
        "line 2: valid_from is '01.01.2020'; a date is written as 2026-11-23",
        "line 4: has another number of columns than the first line",
        "line 5: source is missing",
        (
            "line 3: area must be four digits (municipality) or six (municipality and district), not "
            "'301'; a spreadsheet may have taken away a leading zero"
        ),
        "line 3: no trust has the code 'ous'",
    ]


def test_other_columns_and_an_empty_document_are_refused():
    assert faults(heading="area,trust") == [
        "line 1: the columns must be area, trust, valid_from, valid_to, source, not area, trust"
    ]
    assert faults() == ["document: has no periods"]
    assert len(faults('3403,innlandet,2020-01-01,,"S')) == 1
