"""Time worked out by hand: Easter, pauses, summer time, weekends, 17 May, Christmas, midnight, office hours.

2026: Maundy Thursday 2 April, Good Friday 3, Easter Monday 6; Labour Day Friday 1 May; Ascension Day Thursday 14 May;
17 May is a Sunday; Whit Monday 25 May; Christmas Day is a Friday. Clocks go forward in the night
to Sunday 29 March, and back in the night to Sunday 25 October. Office hours are 08:00 to 15:30.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.core.cases import settings

from likeverd.core.deadlines import clock
from likeverd.core.timing.clocks import pauses, time_per_role, whole_way_of
from likeverd.core.timing.office import add_office_time, is_open, next_opening, office_time_between
from likeverd.core.timing.patient_days import (
    NO_CONTACT,
    PlannedContact,
    is_good_day_for_news,
    opens_at,
)
from likeverd.core.timing.targets import TimeTargets, targets_from
from likeverd.core.timing.ways import (
    Absence,
    MeetingDay,
    TimedCase,
    WayKind,
    WhyNot,
    best_way,
    ways_to_meet,
)
from likeverd.core.vocabulary import STEPS, Action, Role, State

OSLO = ZoneInfo("Europe/Oslo")
USUAL = TimeTargets()


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


@dataclass(frozen=True)
class Moved:
    at: datetime
    action: Action | None
    state_before: State
    state_after: State


def sent(when: str) -> Moved:
    return Moved(oslo(when), Action.SUBMIT, State.DRAFT, State.CLINICAL_REVIEW)


def asked(when: str) -> Moved:
    return Moved(oslo(when), Action.ASK, State.COMMITTEE, State.AWAITING_ANSWERS)


def assessed(when: str) -> Moved:
    return Moved(oslo(when), Action.ASSESS, State.CLINICAL_REVIEW, State.COMMITTEE)


def answered(when: str) -> Moved:
    return Moved(oslo(when), Action.ANSWER, State.AWAITING_ANSWERS, State.COMMITTEE)


FIRST_LOOK = [
    # an ordinary Monday; the same at the last moment; after closing; and at night
    ("2026-11-23 09:00", "2026-11-23 09:30"),
    ("2026-11-23 15:00", "2026-11-23 15:30"),
    ("2026-11-23 15:10", "2026-11-24 08:10"),
    ("2026-11-23 15:30", "2026-11-24 08:30"),
    ("2026-11-23 23:59", "2026-11-24 08:30"),
    ("2026-11-24 00:01", "2026-11-24 08:30"),
    ("2026-11-24 07:59", "2026-11-24 08:30"),
    # a weekend
    ("2026-11-27 15:20", "2026-11-30 08:20"),
    ("2026-11-28 12:00", "2026-11-30 08:30"),
    # Easter: sent on the Wednesday afternoon, looked at on the Tuesday
    ("2026-04-01 15:29", "2026-04-07 08:29"),
    ("2026-04-04 10:00", "2026-04-07 08:30"),
    # the weekends in which the clocks are changed
    ("2026-03-27 16:00", "2026-03-30 08:30"),
    ("2026-03-29 02:30", "2026-03-30 08:30"),
    ("2026-10-25 02:30", "2026-10-26 08:30"),
    # Labour Day, Ascension Day, Whitsun
    ("2026-04-30 15:15", "2026-05-04 08:15"),
    ("2026-05-13 16:00", "2026-05-15 08:30"),
    ("2026-05-22 15:25", "2026-05-26 08:25"),
    # Christmas Eve is a working day in law; Christmas Day and Boxing Day are a Friday and a Saturday
    ("2026-12-24 15:20", "2026-12-28 08:20"),
    ("2026-12-31 23:30", "2027-01-04 08:30"),
]


@pytest.mark.parametrize(("sent_at", "due"), FIRST_LOOK)
def test_first_look_at_an_urgent_case(sent_at, due):
    assert add_office_time(oslo(sent_at), USUAL.first_look, USUAL) == oslo(due)


def test_midnight_in_utc_is_not_midnight_in_oslo():
    # 22:30 in UTC on Thursday 14 May is half past midnight on Friday 15 May in Oslo, a working day
    assert add_office_time(utc("2026-05-14 22:30"), USUAL.first_look, USUAL) == oslo(
        "2026-05-15 08:30"
    )
    # and 23:30 in UTC on New Year's Eve is New Year's Day
    assert next_opening(utc("2026-12-31 23:30"), USUAL) == oslo("2027-01-04 08:00")


@pytest.mark.parametrize(
    ("first", "last", "hours"),
    [
        ("2026-11-23 08:00", "2026-11-23 15:30", 7.5),
        ("2026-11-23 00:00", "2026-11-30 00:00", 37.5),
        ("2026-11-27 12:00", "2026-11-30 09:00", 4.5),
        ("2026-04-01 15:00", "2026-04-07 08:30", 1),
        ("2026-03-28 00:00", "2026-03-30 00:00", 0),
        ("2026-12-23 15:00", "2026-12-28 09:00", 9),
        ("2026-11-23 12:00", "2026-11-23 12:00", 0),
        ("2026-11-24 12:00", "2026-11-23 12:00", 0),
    ],
)
def test_office_time_between(first, last, hours):
    assert office_time_between(oslo(first), oslo(last), USUAL) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-11-23 07:59", False),
        ("2026-11-23 08:00", True),
        ("2026-11-23 15:29", True),
        ("2026-11-23 15:30", False),
        ("2026-11-28 10:00", False),
        ("2026-12-24 10:00", True),
        ("2026-12-25 10:00", False),
    ],
)
def test_office_hours(moment, open_):
    assert is_open(oslo(moment), USUAL) is open_


WHOLE_WAY = [
    # (moves, urgent, now, due)
    ([sent("2026-11-23 09:00")], True, "2026-11-23 10:00", "2026-11-24 09:00"),
    ([sent("2026-11-23 23:59")], True, "2026-11-24 10:00", "2026-11-24 23:59"),
    ([sent("2026-11-27 16:00")], True, "2026-11-27 17:00", "2026-11-28 16:00"),
    ([sent("2026-11-23 09:00")], False, "2026-11-24 09:00", "2026-11-30 09:00"),
    ([sent("2026-12-23 12:00")], False, "2026-12-24 09:00", "2026-12-30 12:00"),
    # 24 hours are real hours: an hour is missing, or comes twice
    ([sent("2026-03-28 12:00")], True, "2026-03-28 13:00", "2026-03-29 13:00"),
    ([sent("2026-10-24 12:00")], True, "2026-10-24 13:00", "2026-10-25 11:00"),
    ([sent("2026-03-27 12:00")], False, "2026-03-30 12:00", "2026-04-03 13:00"),
    ([sent("2026-10-23 12:00")], False, "2026-10-26 12:00", "2026-10-30 11:00"),
    # a pause moves the end by its own length
    (
        [
            sent("2026-11-23 08:00"),
            assessed("2026-11-23 10:00"),
            asked("2026-11-23 12:00"),
            answered("2026-11-25 12:00"),
        ],
        True,
        "2026-11-25 13:00",
        "2026-11-26 08:00",
    ),
    # also one over the change to winter time: 49 hours
    (
        [
            sent("2026-10-24 08:00"),
            assessed("2026-10-24 09:00"),
            asked("2026-10-24 10:00"),
            answered("2026-10-26 10:00"),
        ],
        True,
        "2026-10-26 11:00",
        "2026-10-27 08:00",
    ),
    # while it stands still nothing is due
    (
        [
            sent("2026-11-23 08:00"),
            assessed("2026-11-23 10:00"),
            asked("2026-11-23 12:00"),
        ],
        True,
        "2026-11-25 12:00",
        None,
    ),
]


@pytest.mark.parametrize(("moves", "urgent", "now", "due"), WHOLE_WAY)
def test_the_whole_way(moves, urgent, now, due):
    found = whole_way_of(moves, oslo(now), USUAL, urgent=urgent)
    assert found.due == (oslo(due) if due else None)
    if due and not urgent:
        assert not found.missed


def test_a_missed_target_says_by_how_much():
    found = whole_way_of([sent("2026-11-23 09:00")], oslo("2026-11-24 11:00"), USUAL, urgent=True)
    assert found.missed
    assert found.left == timedelta(hours=-2)


def test_the_time_of_each_role():
    moves = [
        sent("2026-11-23 08:00"),
        assessed("2026-11-23 10:00"),
        asked("2026-11-23 13:00"),
        answered("2026-11-24 13:00"),
    ]
    now = oslo("2026-11-24 14:00")
    found = clock(moves, now)
    spent = {each.role: each.spent for each in time_per_role(found.stays, now)}
    assert spent == {
        Role.CLINICAL_LEAD_REVIEWER: timedelta(hours=2),
        Role.ASSESSMENT_COMMITTEE: timedelta(hours=4),
        Role.TREATING_CONSULTANT: timedelta(hours=24),
    }
    assert sum(spent.values(), timedelta()) == found.used + found.stood_still


NEWS = [
    # released at, and when it opens without a planned contact
    ("2026-11-23 09:00", "2026-11-23 09:00"),  # Monday
    ("2026-11-26 23:59", "2026-11-26 23:59"),  # late on a Thursday
    ("2026-11-27 00:01", "2026-11-30 08:00"),  # Friday: the eve of a weekend
    ("2026-11-29 20:00", "2026-11-30 08:00"),  # Sunday
    ("2026-04-01 09:00", "2026-04-07 08:00"),  # the day before Maundy Thursday
    ("2026-04-05 09:00", "2026-04-07 08:00"),  # Easter Sunday
    ("2026-04-30 14:00", "2026-05-04 08:00"),  # the day before Labour Day, a Friday
    ("2026-05-13 08:00", "2026-05-18 08:00"),  # Ascension Day, then a Friday, then the 17th
    ("2026-12-23 10:00", "2026-12-28 08:00"),  # the day before Christmas Eve
    ("2026-12-24 10:00", "2026-12-28 08:00"),
    ("2026-12-30 10:00", "2027-01-04 08:00"),  # before New Year's Eve, a Thursday
    ("2027-05-13 10:00", "2027-05-13 10:00"),  # a Thursday before a long weekend
    ("2027-05-14 10:00", "2027-05-18 08:00"),  # Friday; Monday is 17 May and Whit Monday
]


@pytest.mark.parametrize(("released", "opens"), NEWS)
def test_news_for_a_patient_waits_for_a_day_on_which_somebody_answers(released, opens):
    assert opens_at(oslo(released), None, NO_CONTACT) == oslo(opens)


def test_a_planned_contact_opens_news_at_once():
    friday = oslo("2026-11-27 14:00")
    assert opens_at(friday, None, PlannedContact("Sykepleier Dahl", date(2026, 11, 28))) == friday
    # half a contact is none
    assert opens_at(friday, None, PlannedContact("Sykepleier Dahl", None)) > friday


def test_a_day_to_come_is_kept_and_held_like_today():
    monday = oslo("2026-11-23 14:00")
    assert opens_at(monday, date(2026, 11, 25), NO_CONTACT) == oslo("2026-11-25 00:00")
    assert opens_at(monday, date(2026, 11, 27), NO_CONTACT) == oslo("2026-11-30 08:00")
    # summer time begins on the Sunday of that weekend
    assert opens_at(oslo("2026-03-27 10:00"), None, NO_CONTACT) == oslo("2026-03-30 08:00")


def test_good_days_for_news_in_a_week():
    week = [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert [is_good_day_for_news(day) for day in week] == [True] * 4 + [False] * 3


RULES = settings(*STEPS)  # three days for each step, one where it is urgent
NOW = oslo("2026-11-23 09:00")  # a Monday


def way(kind, *, step=State.CLINICAL_REVIEW, urgent=False, start_by, meetings=(), absences=()):
    case = TimedCase(step, urgent, date.fromisoformat(start_by))
    found = ways_to_meet(case, NOW, RULES, meetings, absences)
    return next((each for each in found if each.kind is kind), None)


@pytest.mark.parametrize(
    ("kind", "start_by", "urgent", "decided", "act_by", "why"),
    [
        # twelve working days from Monday 23 November: Wednesday 9 December
        (WayKind.ORDINARY, "2026-12-09", False, "2026-12-09", "2026-11-26", None),
        (WayKind.ORDINARY, "2026-12-08", False, "2026-12-09", "2026-11-25", WhyNot.TOO_LATE),
        # a Sunday counts as the Friday before
        (WayKind.ORDINARY, "2026-12-13", False, "2026-12-09", "2026-11-30", None),
        (WayKind.AS_URGENT, "2026-11-27", False, "2026-11-27", "2026-11-24", None),
        (WayKind.AS_URGENT, "2026-11-26", False, "2026-11-27", "2026-11-23", WhyNot.TOO_LATE),
        (WayKind.ORDINARY, "2026-11-27", True, "2026-11-27", "2026-11-24", None),
        (WayKind.CHAIR_ALONE, "2026-11-26", True, "2026-11-26", "2026-11-24", None),
        (WayKind.CHAIR_ALONE, "2026-11-26", False, "2026-11-26", "2026-11-24", WhyNot.NOT_URGENT),
        (WayKind.ORDINARY, "2026-11-20", True, "2026-11-27", "2026-11-17", WhyNot.PAST),
    ],
)
def test_ways_through_the_line(kind, start_by, urgent, decided, act_by, why):
    found = way(kind, start_by=start_by, urgent=urgent)
    assert found.decided_on == date.fromisoformat(decided)
    assert found.act_by == date.fromisoformat(act_by)
    assert found.why_not is why


@pytest.mark.parametrize(
    ("meetings", "meeting", "act_by", "why"),
    [
        # lead and director need a day each: with the committee on Wednesday 25 November at the earliest
        (["2026-11-25"], "2026-11-25", "2026-11-24", None),
        (["2026-11-24", "2026-11-26"], "2026-11-26", "2026-11-25", None),
        (["2026-11-24"], "2026-11-24", "2026-11-23", WhyNot.PAPERS_TOO_LATE),
        (["2026-12-01"], "2026-12-01", "2026-11-30", WhyNot.NO_MEETING_IN_TIME),
    ],
)
def test_ways_through_a_meeting(meetings, meeting, act_by, why):
    days = [MeetingDay(date.fromisoformat(day)) for day in meetings]
    found = way(WayKind.NEXT_MEETING, start_by="2026-11-27", meetings=days)
    assert (found.meeting, found.act_by) == (
        date.fromisoformat(meeting),
        date.fromisoformat(act_by),
    )
    assert found.why_not is why


def test_papers_are_frozen_before_the_meeting():
    meeting = MeetingDay(date(2026, 11, 26), papers_by=date(2026, 11, 24))
    found = way(WayKind.NEXT_MEETING, start_by="2026-12-01", meetings=[meeting])
    assert found.why_not is WhyNot.PAPERS_TOO_LATE


def test_a_deputy_saves_what_an_absence_would_lose():
    away = [Absence(date(2026, 11, 20), date(2026, 11, 27))]
    assert way(WayKind.DEPUTY, start_by="2026-11-27") is None
    assert way(WayKind.ORDINARY, start_by="2026-11-27", urgent=True, absences=away).why_not is (
        WhyNot.HOLDER_AWAY
    )
    found = way(WayKind.DEPUTY, start_by="2026-11-27", urgent=True, absences=away)
    assert found.meets
    assert found.act_by == date(2026, 11, 24)


def test_the_best_way_and_none():
    case = TimedCase(State.DECISION, False, date(2026, 11, 24))
    ways = ways_to_meet(case, NOW, RULES)
    assert [each.kind for each in ways] == [WayKind.ORDINARY, WayKind.AS_URGENT]
    assert best_way(ways).kind is WayKind.AS_URGENT
    late = ways_to_meet(TimedCase(State.DECISION, False, date(2026, 11, 20)), NOW, RULES)
    assert best_way(late) is None
    assert ways_to_meet(TimedCase(State.DECISION, False, None), NOW, RULES) == ()
    assert ways_to_meet(TimedCase(State.RETURNED, False, date(2026, 12, 1)), NOW, RULES) == ()


def test_a_trust_may_have_targets_of_its_own_and_old_settings_stay_valid():
    assert settings(*STEPS).time == USUAL
    own = targets_from({"urgent_hours": 48, "opens": "07:30", "closes": "15:00"})
    assert own.whole_way(urgent=True) == timedelta(hours=48)
    assert own.whole_way(urgent=False) == timedelta(days=7)
    assert add_office_time(oslo("2026-11-23 07:00"), own.first_look, own) == oslo(
        "2026-11-23 08:00"
    )


@pytest.mark.parametrize(
    "document",
    [
        {"urgent_hours": 0},
        {"ordinary_days": "7"},
        {"first_look_minutes": True},
        {"opens": "16:00"},
        {"closes": "half past"},
        {"opens": "08:00+01:00"},
        {"lunch": "11:00"},
    ],
)
def test_broken_targets_are_refused(document):
    with pytest.raises(ValueError, match=r".+"):
        targets_from(document)


def test_no_pause_without_events():
    assert pauses([]) == ()
