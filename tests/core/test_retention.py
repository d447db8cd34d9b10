"""When a case may be deleted, and what keeps it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.retention import (
    BrokenRetention,
    Kept,
    KeptBecause,
    RetentionRules,
    delete_on,
    kept_because,
    last_day_that_mattered,
    retention_from,
)

RULES = RetentionRules()
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
ENDED = Kept(sent=True, ended=True, counted_from=date(2016, 2, 29), archived=True, held=False)


def test_ten_years_from_the_last_day_that_mattered():
    assert delete_on(ENDED, RULES) == date(2026, 3, 1)
    assert kept_because(ENDED, RULES, date(2026, 2, 28)) == (KeptBecause.NOT_YET,)
    assert kept_because(ENDED, RULES, date(2026, 3, 1)) == ()


def test_a_yes_is_not_past_while_it_is_in_force():
    assert last_day_that_mattered(date(2026, 1, 1), date(2026, 2, 1), date(2027, 1, 1)) == date(
        2027, 1, 1
    )
    assert last_day_that_mattered(date(2026, 1, 1), date(2026, 2, 1), None) == date(2026, 2, 1)


@given(DAYS, DAYS, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_nothing_goes_that_runs_is_held_is_young_or_is_not_in_the_archive(
    counted, today, sent, ended, archived, held
):
    case = Kept(sent, ended, counted, archived, held)
    if kept_because(case, RULES, today):
        return
    assert not held
    if sent:
        assert ended
        assert archived
        assert today > counted.replace(year=counted.year + 10, day=min(counted.day, 28))
    else:
        assert today > counted + timedelta(days=365)


def test_a_trust_may_keep_longer_and_not_shorter():
    assert retention_from(None) == RULES
    assert delete_on(ENDED, retention_from({"years": 20})) == date(2036, 3, 1)
    for wrong in ({"years": 9}, {"years": True}, {"draft_days": 5}, {"nightly": 1}, {"month": 3}):
        with pytest.raises(BrokenRetention):
            retention_from(wrong)
