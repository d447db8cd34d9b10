"""What the register holds of a method on a day, and what the routing rules are told of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.method_register import (
    Condition,
    ConditionKind,
    CupListing,
    Entry,
    GroupException,
    MarketingAuthorisation,
    MethodRecord,
    RegisterEvent,
    Trial,
    TrialState,
    What,
    between,
    conditions_on,
    facts_of,
    holding,
    how,
    inferred,
    opening_on,
    standing_on,
)
from likeverd.core.routing import (
    Authorisation,
    Route,
    Status,
    TrialStatus,
    Verdict,
    route,
)

TODAY = date(2026, 2, 1)
COMMISSIONED = RegisterEvent(date(2025, 1, 10), EventKind.COMMISSIONED)
REFUSED = RegisterEvent(date(2025, 6, 2), EventKind.NOT_INTRODUCED)


def record(*events, entries=(), method_id=None, kind=MethodKind.MEDICINE):
    return MethodRecord(kind, tuple(events), tuple(entries), method_id)


def entry(content, key="x", **period):
    return Entry(key=key, content=content, source="NM1", **period)


def group(key="g", **period):
    return entry(GroupException("Voksne"), key, **period)


DAYS = st.dates(date(2014, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("period", "before", "first", "last", "after"),
    [
        ({"first": date(2025, 1, 1), "last": date(2025, 12, 31)}, False, True, True, False),
        ({"first": date(2025, 1, 1)}, False, True, True, True),
        ({"last": date(2025, 12, 31)}, True, True, True, False),
        ({}, True, True, True, True),
        ({"first": date(2025, 1, 1), "ended": True}, False, False, False, False),
    ],
)
def test_both_days_of_a_period_are_counted_in(period, before, first, last, after):
    one = group(**period)
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [one.holds_on(day) for day in days] == [before, first, last, after]


def test_conditions_come_in_the_order_of_a_treatment():
    kinds = [ConditionKind.SITE, ConditionKind.STOP, ConditionKind.START, ConditionKind.CONTINUE]
    rows = [entry(Condition(kind, kind.value), kind.value) for kind in kinds]
    rows.append(entry(Condition(ConditionKind.START, "old"), "old", last=date(2020, 1, 1)))
    found = conditions_on(record(entries=rows), TODAY)
    assert [one.key for one in found] == ["start", "continue", "stop", "site"]


def test_everything_registered_is_told_to_the_rules():
    facts = facts_of(
        record(
            COMMISSIONED,
            entries=[
                entry(MarketingAuthorisation(Authorisation.CONDITIONAL), first=date(2024, 1, 1)),
                entry(MarketingAuthorisation(Authorisation.FULL), "y", first=date(2027, 1, 1)),
                entry(Trial("A", TrialState.CLOSED), "a"),
                entry(Trial("B", TrialState.OPEN), "b"),
                entry(CupListing(listed=False)),
                group(first=date(2025, 3, 1)),
            ],
        ),
        TODAY,
    )
    assert facts.marketing_authorisation is Authorisation.CONDITIONAL
    assert facts.trial is not None
    assert (facts.trial.status, facts.trial.eligible) == (TrialStatus.OPEN, None)
    assert facts.on_national_cup_list is False
    assert facts.group_exception is not None
    assert facts.group_exception.first == date(2025, 3, 1)
    assert facts.group_exception.covers_patient is None


@pytest.mark.parametrize(
    "state", [TrialState.PLANNED, TrialState.CLOSED, TrialState.RESULTS_PENDING, TrialState.ENDED]
)
def test_only_an_open_trial_takes_patients(state):
    facts = facts_of(record(entries=[entry(Trial("A", state))]), TODAY)
    assert facts.trial is not None
    assert facts.trial.status is TrialStatus.CLOSED


def test_a_trial_of_which_nothing_is_known_is_asked_about():
    asked = record(COMMISSIONED, entries=[entry(Trial("A", TrialState.UNKNOWN))])
    assert facts_of(asked, TODAY).trial is None


def test_what_nobody_registered_is_not_known():
    facts = facts_of(record(COMMISSIONED), TODAY)
    assert facts.marketing_authorisation is None
    assert facts.group_exception is None
    assert facts.trial is None
    assert facts.on_national_cup_list is None


def test_the_group_exception_in_force_is_told_before_others():
    old, now = group("a", last=date(2024, 1, 1)), group("b", first=date(2025, 1, 1))
    coming = group("c", first=date(2027, 1, 1))
    told = facts_of(record(entries=[old, now, coming]), TODAY).group_exception
    assert told is not None
    assert told.first == date(2025, 1, 1)
    told = facts_of(record(entries=[coming]), TODAY).group_exception
    assert told is not None
    assert told.first == date(2027, 1, 1)


# A method that has no event, but has something else that tells where it is


def test_a_group_exception_tells_that_an_assessment_was_commissioned():
    cgm = record(entries=[group()], kind=MethodKind.DEVICE)
    assert standing_on(cgm, TODAY).status is Status.UNDER_ASSESSMENT
    assert inferred(cgm, TODAY) is not None
    answer = route(facts_of(cgm, TODAY))
    assert answer.of(Route.GROUP_EXCEPTION_USE).verdict is Verdict.UNCLEAR
    assert answer.of(Route.PROPOSE_METHOD).verdict is Verdict.CLOSED


def test_an_ended_group_exception_tells_that_something_was_decided_but_not_what():
    cefiderocol = record(entries=[group(ended=True)])
    assert standing_on(cefiderocol, TODAY).status is Status.DECISION_NOT_REGISTERED
    answer = route(facts_of(cefiderocol, TODAY))
    for way in (Route.INDIVIDUAL_EXCEPTION, Route.ORDINARY_USE, Route.ACCESS_SCHEME):
        assert answer.of(way).verdict is Verdict.UNCLEAR, way
    assert answer.of(Route.GROUP_EXCEPTION_USE).verdict is Verdict.CLOSED
    assert answer.recommended is Route.CLARIFY_WITH_SECRETARIAT


def test_a_national_id_tells_that_the_method_was_proposed():
    only_id = record(method_id="ID2020_008")
    assert standing_on(only_id, TODAY).status is Status.PROPOSED
    assert standing_on(only_id, date(2019, 12, 31)).status is Status.NOT_KNOWN


def test_without_anything_the_method_is_not_known():
    assert standing_on(record(), TODAY).status is Status.NOT_KNOWN
    assert inferred(record(), TODAY) is None


def test_a_group_exception_that_has_not_begun_tells_nothing_yet():
    coming = record(entries=[group(first=date(2026, 3, 1))])
    assert standing_on(coming, TODAY).status is Status.NOT_KNOWN


@given(DAYS, st.sampled_from([{}, {"ended": True}, {"first": date(2016, 1, 1)}]))
def test_events_beat_what_other_entries_tell(day, period):
    with_events = record(COMMISSIONED, REFUSED, entries=[group(**period)], method_id="ID2020_008")
    bare = record(COMMISSIONED, REFUSED)
    if day >= COMMISSIONED.day:
        assert standing_on(with_events, day) == standing_on(bare, day)
        assert inferred(with_events, day) is None


@given(DAYS, DAYS)
def test_what_comes_later_never_changes_the_day(day, later):
    before = record(COMMISSIONED)
    if later > day:
        added = before.with_event(RegisterEvent(later, EventKind.INTRODUCED)).with_entry(
            entry(MarketingAuthorisation(Authorisation.NONE), first=later)
        )
        assert facts_of(added, day).marketing_authorisation is None
        assert standing_on(added, day) == standing_on(before, day)


# Openings


def test_an_opening_tells_whom_it_is_for_until_it_is_closed():
    opened = RegisterEvent(
        date(2025, 9, 1), EventKind.EXCEPTIONS_OPENED, scope="Pasienter med rask forverring"
    )
    shut = RegisterEvent(date(2025, 12, 1), EventKind.EXCEPTIONS_CLOSED)
    method = record(COMMISSIONED, REFUSED, opened, shut)
    assert opening_on(method, date(2025, 8, 31)) is None
    assert opening_on(method, date(2025, 9, 1)) == opened
    assert opening_on(method, date(2025, 12, 1)) is None


# Between two days


def test_between_two_days_stands_what_began_what_ended_and_what_happened():
    ending, coming = group("a", last=date(2025, 6, 30)), group("b", first=date(2025, 6, 2))
    method = record(COMMISSIONED, REFUSED, entries=[ending, coming])
    found = between(method, date(2025, 6, 1), date(2025, 7, 1))
    assert found.events == (REFUSED,)
    assert found.begun == (coming,)
    assert found.over == (ending,)
    assert (found.status_before, found.status_after) == (
        Status.UNDER_ASSESSMENT,
        Status.NOT_INTRODUCED,
    )
    assert not found.nothing


def test_an_introduction_that_comes_into_force_is_a_change_of_that_day():
    introduced = RegisterEvent(date(2025, 6, 2), EventKind.INTRODUCED, date(2025, 7, 1))
    found = between(record(COMMISSIONED, introduced), date(2025, 6, 30), date(2025, 7, 1))
    assert found.events == (introduced,)
    assert found.status_after is Status.INTRODUCED


@given(DAYS)
def test_a_day_is_like_itself(day):
    assert between(record(COMMISSIONED, REFUSED, entries=[group()]), day, day).nothing


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        (None, group(), What.ADDED),
        (group(), None, What.STRUCK),
        (group(), group(last=TODAY), What.ENDED),
        (group(), group(ended=True), What.ENDED),
        (group(last=TODAY), group(last=TODAY + timedelta(days=1)), What.REPLACED),
        (group(), entry(GroupException("Barn"), "g", last=TODAY), What.REPLACED),
    ],
)
def test_what_was_done_is_read_from_the_versions(before, after, what):
    assert how(before, after) is what


def test_an_entry_takes_the_place_of_the_one_with_its_kind_and_key():
    method = record(entries=[group("a"), entry(Trial("A", TrialState.OPEN), "a")])
    changed = method.with_entry(group("a", ended=True))
    assert [one.kind for one in holding(changed, TODAY)] == ["trial"]
    assert len(changed.entries) == 2
