"""The rules of log review: what is found, what is not, and that a run may be repeated."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.access import AccessKind, Ground
from likeverd.core.log_review import (
    BrokenLimits,
    Limits,
    Look,
    Rule,
    SignOffWanted,
    faults_of_sign_off,
    find,
    limits_from,
    reason,
    without_numbers,
)

OSLO = ZoneInfo("Europe/Oslo")
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=OSLO)
TODAY = MONDAY.date()
LONG_AGO = date(2026, 1, 1)


def look(person=1, case=1, at=MONDAY, **more):
    given = {"kind": AccessKind.READ, "ground": Ground.ROLE, "patient": case, **more}
    return Look(at=at, person=person, case=case, number=f"SI-2026-{case:06d}", **given)


def rules(looks, limits=None, first=LONG_AGO, last=TODAY):
    return [one.rule for one in find(looks, limits or Limits(), first, last)]


def test_ordinary_work_is_nothing_to_look_at():
    assert rules([look(person, 1) for person in range(1, 9)]) == []


def test_many_staff_one_patient_on_the_day_the_limit_is_passed():
    looks = [look(person, 1, MONDAY - timedelta(days=20 - person)) for person in range(1, 13)]
    (found,) = find(looks, Limits(outside_hours=99), LONG_AGO, TODAY)
    assert (found.rule, found.facts) == (Rule.MANY_STAFF, {"persons": 9, "days": 30})
    assert found.ends == (MONDAY - timedelta(days=11)).date()
    assert found.person is None
    assert find(looks, Limits(many_staff=12), LONG_AGO, TODAY) == []
    spread = [look(person, 1, MONDAY - timedelta(days=15 * person)) for person in range(1, 13)]
    assert find(spread, Limits(outside_hours=99), LONG_AGO, TODAY) == []


def test_two_cases_of_one_patient_count_together():
    looks = [look(person, 1 + person % 2, patient=7) for person in range(1, 10)]
    assert rules(looks) == [Rule.MANY_STAFF]


def test_own_record_is_found_whatever_the_ground():
    for ground in (Ground.ROLE, Ground.HANDLER, Ground.APPLICANT):
        assert rules([look(ground=ground, own_record=True, same_surname=True)]) == [Rule.OWN_RECORD]


def test_the_same_surname_is_told_once_a_month():
    looks = [look(same_surname=True, at=MONDAY - timedelta(days=days)) for days in range(40)]
    found = find(looks, Limits(outside_hours=99), LONG_AGO, TODAY)
    assert [one.key for one in found] == ["1:1:2026-10", "1:1:2026-11"]
    assert found[1].ends == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2026, 11, 23, 21, 59, tzinfo=OSLO), False),
        (datetime(2026, 11, 23, 22, 0, tzinfo=OSLO), True),
        (datetime(2026, 11, 23, 5, 59, tzinfo=OSLO), True),
        (datetime(2026, 11, 23, 6, 0, tzinfo=OSLO), False),
        (datetime(2026, 11, 22, 12, 0, tzinfo=OSLO), True),  # a Sunday
        (datetime(2026, 5, 17, 12, 0, tzinfo=OSLO), True),
        (datetime(2027, 3, 25, 12, 0, tzinfo=OSLO), True),  # Maundy Thursday
        # Half past eleven in the evening in Oslo, though not in UTC.
        (datetime(2026, 7, 1, 21, 30, tzinfo=ZoneInfo("UTC")), True),
    ],
)
def test_nights_weekends_and_holidays(at, late):
    looks = [look(case=case, at=at) for case in range(1, 5)]
    assert rules(looks, last=date(2027, 12, 31)) == [Rule.OUTSIDE_HOURS] * late
    assert rules(looks[:3], last=date(2027, 12, 31)) == []
    assert rules(looks[:1], Limits(outside_hours=0), last=date(2027, 12, 31)) == (
        [Rule.OUTSIDE_HOURS] * late
    )


def test_many_cases_on_the_role_alone():
    looks = [look(case=case, at=MONDAY - timedelta(hours=case)) for case in range(1, 22)]
    limits = Limits(outside_hours=99)
    assert rules(looks, limits) == [Rule.NO_TIE]
    acted = [*looks, look(case=30, kind=AccessKind.CHANGE)]
    assert rules(acted, limits) == []
    assert rules([*looks, look(case=30, ground=Ground.HANDLER)], limits) == []
    assert rules(looks[:20], limits) == []


def test_every_emergency_sight_once():
    looks = [
        look(kind=AccessKind.EMERGENCY, ground=Ground.EMERGENCY_SIGHT, emergency=number, at=at)
        for number in (5, 6)
        for at in (MONDAY, MONDAY + timedelta(hours=7))
    ]
    found = find(looks, Limits(), LONG_AGO, TODAY)
    assert [(one.rule, one.key) for one in found] == [(Rule.EMERGENCY, "5"), (Rule.EMERGENCY, "6")]


def test_more_than_a_person_reads():
    fast = [look(case=3, at=MONDAY + timedelta(seconds=3 * each)) for each in range(16)]
    (found,) = find(fast, Limits(), LONG_AGO, TODAY)
    assert (found.rule, found.facts) == (Rule.MANY_LOOKUPS, {"in_minute": 16, "in_hour": 16})
    calm = [look(case=3, at=MONDAY + timedelta(seconds=4 * each)) for each in range(16)]
    assert find(calm, Limits(), LONG_AGO, TODAY) == []
    steady = [look(case=3, at=MONDAY + timedelta(minutes=each)) for each in range(61)]
    assert rules(steady) == []
    steady.append(look(case=3, at=MONDAY + timedelta(seconds=30)))
    assert rules(steady) == [Rule.MANY_LOOKUPS]


LOOKS = st.lists(
    st.builds(
        look,
        person=st.integers(1, 12),
        case=st.integers(1, 3),
        at=st.integers(0, 60 * 24 * 60).map(lambda minutes: MONDAY - timedelta(minutes=minutes)),
        kind=st.sampled_from([AccessKind.READ, AccessKind.CHANGE]),
        own_record=st.booleans(),
        same_surname=st.booleans(),
        emergency=st.none() | st.integers(1, 4),
    ),
    max_size=60,
)


@given(looks=LOOKS, days=st.integers(1, 29))
def test_a_shorter_run_finds_no_other_things_than_a_longer_one(looks, days):
    """So that runs may overlap, and what is kept once stays kept once."""
    first = TODAY - timedelta(days=days)
    whole = {(one.rule, one.key) for one in find(looks, Limits(), LONG_AGO, TODAY)}
    part = {(one.rule, one.key) for one in find(looks, Limits(), first, TODAY)}
    assert part <= whole
    turned = {(one.rule, one.key) for one in find(looks[::-1], Limits(), first, TODAY)}
    assert turned == part


def test_every_rule_has_its_reason_in_words_and_numbers_are_starred_out():
    facts = {"persons": 9, "days": 30, "cases": 4, "in_minute": 16, "in_hour": 20}
    for rule in Rule:
        words = reason(rule, facts)
        assert "{" not in words.nb + words.nn + words.en
    assert without_numbers("Gjelder 170580 12345 og 17.05.80-12345.") == (
        "Gjelder *********** og ***********."
    )
    assert without_numbers("Sak SI-2026-000123, 14 dager, telefon 12345678") == (
        "Sak SI-2026-000123, 14 dager, telefon 12345678"
    )


def test_a_trusts_own_limits():
    assert limits_from({}) == Limits()
    assert limits_from({"many_staff": 12}) == replace(Limits(), many_staff=12)
    for broken in ({"many": 1}, {"many_staff": "8"}, {"many_staff": True}, {"night_from": 25}):
        with pytest.raises(BrokenLimits):
            limits_from(broken)
    with pytest.raises(BrokenLimits):
        limits_from({"window_days": 0})


@pytest.mark.parametrize(
    ("outcome", "words", "field"),
    [
        ("", "Har snakket med lederen.", "outcome"),
        ("fine", "Har snakket med lederen.", "outcome"),
        ("in_order", "ok", "words"),
        ("in_order", "x" * 1001, "words"),
        ("in_order", "Gjelder 17058012345, i orden", "words"),
    ],
)
def test_a_sign_off_says_what_and_why_without_numbers(outcome, words, field):
    assert [
        fault.field for fault in faults_of_sign_off(SignOffWanted(outcome, words), own=False)
    ] == [field]


def test_nobody_signs_off_what_is_about_themselves():
    wanted = SignOffWanted("in_order", "Har snakket med lederen.")
    assert faults_of_sign_off(wanted, own=False) == ()
    assert faults_of_sign_off(wanted, own=True)
