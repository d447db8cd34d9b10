"""Where a method stands on a day, from its dated events."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.routing.stories import event, events_of_a_method

from likeverd.core.method_events import EventKind
from likeverd.core.routing import DatedEvent, Doubt, Standing, Status, standing
from likeverd.core.routing.standing import ORDER_OF_ONE_DAY

DAY = date(2025, 6, 16)


def at(on, *events):
    return standing([event(one) for one in events], date.fromisoformat(on))


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), "not_known"),
        (("2025-12-01 commissioned",), "not_known"),
        (("2025-01-10 proposed",), "proposed"),
        (("2025-01-10 supplier_request",), "proposed"),
        (("2025-02-10 commissioned",), "under_assessment"),
        (("2025-02-10 commissioned", "2025-03-01 proposed"), "under_assessment"),
        (("2025-02-10 commissioned", "2025-05-01 assessment_completed"), "under_assessment"),
        (("2025-02-10 commissioned", "2025-05-01 ready_for_decision"), "under_assessment"),
        (("2025-05-01 assessment_completed",), "under_assessment"),
        (("2025-05-01 ready_for_decision",), "under_assessment"),
        (("2025-02-10 commissioned", "2025-05-01 commission_cancelled"), "commission_cancelled"),
        (("2025-02-10 commissioned", "2025-05-01 withdrawn"), "withdrawn"),
        (("2025-02-10 withdrawn", "2025-05-01 proposed"), "proposed"),
        (("2025-02-10 commission_cancelled", "2025-05-01 commissioned"), "under_assessment"),
        (
            ("2025-02-10 commissioned", "2025-05-01 withdrawn", "2025-05-02 ready_for_decision"),
            "withdrawn",
        ),
        (("2025-06-16 introduced",), "introduced"),
        (("2025-06-16 introduced 2025-11-01",), "introduced"),
        (("2025-06-16 introduced 2025-11-02",), "awaiting_introduction"),
        (("2025-06-16 introduced_with_conditions",), "introduced_with_conditions"),
        (("2025-06-16 not_introduced",), "not_introduced"),
        (("2025-06-16 study_only",), "study_only"),
        (("2025-06-16 not_introduced", "2025-09-01 reassessment_commissioned"), "not_introduced"),
        (("2025-06-16 not_introduced", "2025-09-01 commissioned"), "not_introduced"),
        (("2025-06-16 not_introduced", "2025-09-01 withdrawn"), "not_introduced"),
        (
            ("2025-06-16 not_introduced", "2025-10-20 introduced 2025-12-01"),
            "awaiting_introduction",
        ),
        (("2025-06-16 study_only", "2025-10-20 introduced"), "introduced"),
        # A narrower yes to come does not take the yes in force away.
        (
            ("2025-06-16 introduced", "2025-10-20 introduced_with_conditions 2025-12-01"),
            "introduced",
        ),
        (
            ("2025-06-16 introduced 2025-12-01", "2025-10-20 not_introduced"),
            "not_introduced",
        ),
    ],
)
def test_the_status_follows_the_events_known_on_the_day(events, status):
    assert at("2025-11-01", *events).status == status


def test_a_decision_counts_from_its_own_day():
    events = ("2025-02-10 commissioned", "2025-06-16 not_introduced")
    assert at("2025-06-15", *events).status is Status.UNDER_ASSESSMENT
    assert at("2025-06-16", *events).status is Status.NOT_INTRODUCED


def test_an_introduction_counts_from_the_day_it_comes_into_force():
    events = ("2025-02-10 commissioned", "2025-06-16 introduced 2025-07-15")
    found = [
        at(day, *events).status for day in ("2025-06-15", "2025-06-16", "2025-07-14", "2025-07-15")
    ]
    assert found == [
        "under_assessment",
        "awaiting_introduction",
        "awaiting_introduction",
        "introduced",
    ]


def test_an_opening_holds_until_it_is_closed_or_a_new_decision():
    refused = ("2025-02-10 not_introduced",)
    opened = (*refused, "2025-03-01 exceptions_opened")
    assert not at("2025-02-28", *opened).exceptions_open
    assert at("2025-03-01", *opened).exceptions_open
    assert not at("2025-11-01", *opened, "2025-04-01 exceptions_closed").exceptions_open
    assert not at("2025-11-01", *opened, "2025-04-01 not_introduced").exceptions_open
    assert at("2025-11-01", *opened, "2025-04-01 reassessment_commissioned").exceptions_open
    assert not at("2025-11-01", "2025-01-01 exceptions_opened", *refused).exceptions_open


def test_a_reassessment_is_told_until_it_is_cancelled():
    events = ("2025-02-10 not_introduced", "2025-03-01 reassessment_commissioned")
    assert at("2025-11-01", *events) == Standing(Status.NOT_INTRODUCED, reassessed=True)
    assert at("2025-11-01", *events, "2025-04-01 commission_cancelled").reassessed is False


def test_ready_for_decision_is_told():
    events = ("2025-02-10 commissioned", "2025-05-01 ready_for_decision")
    assert at("2025-11-01", *events) == Standing(Status.UNDER_ASSESSMENT, ready=True)


@pytest.mark.parametrize(
    ("events", "doubt"),
    [
        (("2025-06-16 introduced", "2025-06-16 not_introduced"), Doubt.TWO_DECISIONS_ONE_DAY),
        (("2025-06-16 introduced", "2025-06-16 introduced"), None),
        (("2025-06-16 introduced", "2025-07-01 withdrawn"), Doubt.WITHDRAWN_AFTER_INTRODUCTION),
        (("2025-06-16 not_introduced", "2025-07-01 withdrawn"), None),
        (("2025-06-16 reassessment_commissioned",), Doubt.REASSESSMENT_WITHOUT_DECISION),
        (("2025-06-16 commissioned", "2025-07-01 reassessment_commissioned"), None),
    ],
)
def test_events_that_cannot_all_be_right_are_told(events, doubt):
    assert at("2025-11-01", *events).doubt is doubt


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("commissioned", "not_introduced"), Standing(Status.NOT_INTRODUCED)),
        (("not_introduced", "exceptions_opened"), Standing(Status.NOT_INTRODUCED, True)),
        (
            ("not_introduced", "exceptions_opened", "exceptions_closed"),
            Standing(Status.NOT_INTRODUCED),
        ),
        (("commissioned", "commission_cancelled"), Standing(Status.COMMISSION_CANCELLED)),
        (
            ("not_introduced", "reassessment_commissioned"),
            Standing(Status.NOT_INTRODUCED, reassessed=True),
        ),
    ],
)
def test_events_of_one_day_are_read_in_a_defined_order(kinds, expected):
    for order in permutations(kinds):
        assert standing([DatedEvent(DAY, EventKind(kind)) for kind in order], DAY) == expected


def test_every_kind_of_event_has_its_place_in_a_day():
    assert set(ORDER_OF_ONE_DAY) == set(EventKind)


@given(
    st.lists(events_of_a_method(), max_size=8),
    st.randoms(),
    st.dates(date(2014, 1, 1), date(2027, 12, 31)),
)
def test_the_order_in_the_file_never_matters(events, chance, on):
    mixed = list(events)
    chance.shuffle(mixed)
    assert standing(mixed, on) == standing(events, on)


@given(
    st.lists(events_of_a_method(), max_size=6),
    st.dates(date(2014, 1, 1), date(2027, 12, 31)),
    st.integers(1, 500),
    events_of_a_method(),
)
def test_a_future_event_is_not_known(events, on, days, later):
    future = DatedEvent(on + timedelta(days=days), later.event, None)
    assert standing([*events, future], on) == standing(events, on)
