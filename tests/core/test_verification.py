"""The code of a decision: a typing error is noticed, and a check says what holds."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core import verification
from likeverd.core.events import (
    Granted,
    GrantedWithConditions,
    Recorded,
    Refused,
    Reopened,
    Upheld,
)
from likeverd.core.text import LANGUAGES
from likeverd.core.verification import ALPHABET, Limits, Standing, Verdict
from likeverd.core.vocabulary import GRANTED_STATES, State

CHANCE = st.integers(0, 2**verification.CHANCE_BITS - 1)
CODES = CHANCE.map(verification.code_of_chance)
NOW = datetime(2026, 11, 25, 12, 3, tzinfo=UTC)
DAY = date(2027, 3, 1)
YEARS = {"min_value": datetime(2026, 1, 1), "max_value": datetime(2030, 1, 1)}  # noqa: DTZ001 - hypothesis wants it so
LIMITS = Limits(minutes=10, of_one_address=30, of_all=600)


def test_there_is_enough_chance_in_a_code():
    assert verification.CHANCE_BITS >= 60
    assert len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@given(CHANCE, CHANCE)
def test_every_chance_has_a_code_of_its_own(one, other):
    assert (verification.code_of_chance(one) == verification.code_of_chance(other)) is (
        one == other
    )


@pytest.mark.parametrize("chance", [-1, 2**60])
def test_chance_that_does_not_fit_is_refused(chance):
    with pytest.raises(ValueError, match="60 bits"):
        verification.code_of_chance(chance)


@given(CODES, st.sampled_from(["", " ", "-", " – ", "\u2011", "."]), st.booleans())
def test_a_code_is_read_however_it_is_written(code, between, small):
    groups = verification.written(code).split("-")
    assert [len(group) for group in groups] == [4, 4, 5]
    typed = between.join(groups)
    typed = typed.lower() if small else typed
    assert verification.read(f" {typed}\n") == code
    assert verification.read(typed.replace("0", "O").replace("1", "l")) == code


@given(CODES)
def test_every_single_error_is_noticed(code):
    for place in range(len(code)):
        for other in set(ALPHABET) - {code[place]}:
            assert verification.read(code[:place] + other + code[place + 1 :]) is None


@given(CODES)
def test_every_exchange_of_two_is_noticed(code):
    for one, other in combinations(range(len(code)), 2):
        if code[one] == code[other]:
            continue
        changed = list(code)
        changed[one], changed[other] = changed[other], changed[one]
        assert verification.read("".join(changed)) is None


@given(st.text())
def test_nothing_typed_is_an_error_of_ours(typed):
    found = verification.read(typed)
    assert found is None or verification.read(found) == found


@pytest.mark.parametrize("typed", ["", "-", "0" * 12, "0" * 14, "UUUU-UUUU-UUUUU", "١" * 13])
def test_what_has_another_form_is_no_code(typed):
    assert verification.read(typed) is None


def recorded(event, before=State.DECISION, after=State.GRANTED) -> Recorded:
    return Recorded(9, NOW, 1, None, None, None, before, after, event)


GRANT = Granted((), "", DAY.isoformat())
ON_CONDITIONS = GrantedWithConditions((), "", DAY.isoformat(), "")


@pytest.mark.parametrize(
    ("recorded_event", "standing"),
    [
        (recorded(GRANT), Standing(DAY)),
        (recorded(ON_CONDITIONS, after=State.GRANTED_WITH_CONDITIONS), Standing(DAY)),
        (recorded(Reopened(""), State.GRANTED, State.RETURNED), Standing(None)),
        (recorded(Reopened(""), State.GRANTED_WITH_CONDITIONS, State.RETURNED), Standing(None)),
        (recorded(Reopened(""), State.REFUSED, State.RETURNED), None),
        (recorded(Upheld(""), State.GRANTED, State.GRANTED), None),
        (recorded(Refused((), ""), after=State.REFUSED), None),
    ],
)
def test_a_decision_opens_a_code_and_what_sets_it_aside_closes_it(recorded_event, standing):
    assert verification.standing_after(recorded_event) == standing


def test_whatever_takes_a_case_out_of_a_grant_closes_its_code():
    event = Upheld("")
    for before in GRANTED_STATES:
        for after in State:
            found = verification.standing_after(recorded(event, before, after))
            assert found == (None if after in GRANTED_STATES else Standing(None))


@pytest.mark.parametrize(
    ("standing", "today", "verdict"),
    [
        (None, DAY, Verdict.UNKNOWN),
        (Standing(None), DAY, Verdict.WITHDRAWN),
        (Standing(DAY), DAY - timedelta(days=1), Verdict.VALID),
        (Standing(DAY), DAY, Verdict.VALID),
        (Standing(DAY), DAY + timedelta(days=1), Verdict.EXPIRED),
    ],
)
def test_a_check_says_what_holds_today(standing, today, verdict):
    assert verification.verdict_on(standing, today) is verdict


def test_every_verdict_has_words_in_every_language():
    for verdict in Verdict:
        assert all(verification.VERDICT_LABELS[verdict].in_language(each) for each in LANGUAGES)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_house_counts_as_one(address, counted):
    assert verification.counted_as(address) == counted


@given(st.datetimes(timezones=st.just(UTC), **YEARS))
def test_a_window_ends_when_it_says(now):
    began = verification.window_of(now, LIMITS)
    assert began <= now < began + timedelta(minutes=10)
    later = now + timedelta(seconds=verification.seconds_left(now, LIMITS))
    assert verification.window_of(later, LIMITS) != began
    assert 1 <= verification.seconds_left(now, LIMITS) <= 601
