"""Promises and clocks against examples worked out by hand: Easter, pauses, summer time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.core.cases import actor, case, command, ruleset, settings

from likeverd.core.deadlines import clock, promised_day, stays
from likeverd.core.decide import Accepted, decide
from likeverd.core.vocabulary import STEPS, Action, Role, State

OSLO = ZoneInfo("Europe/Oslo")


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize(
    ("entered", "urgent", "promised"),
    [
        # A Monday: Tuesday, Wednesday, Thursday.
        ("2026-11-23 09:00", False, "2026-11-26"),
        ("2026-11-23 09:00", True, "2026-11-24"),
        # A Friday: Monday, Tuesday, Wednesday.
        ("2026-11-27 16:00", False, "2026-12-02"),
        # Before Easter 2027: Maundy Thursday 25 March, Good Friday 26, Easter Monday 29.
        ("2027-03-24 10:00", False, "2027-04-01"),
        ("2027-03-24 10:00", True, "2027-03-30"),
        # 17 May 2027 is a Monday, and Whit Monday too.
        ("2027-05-14 10:00", False, "2027-05-20"),
        # Christmas 2026: 24 is a working day in law; 25 is a Friday.
        ("2026-12-23 10:00", False, "2026-12-29"),
        # Just before and just after midnight in Oslo are different days.
        ("2026-11-23 23:59", True, "2026-11-24"),
        ("2026-11-24 00:01", True, "2026-11-25"),
    ],
)
def test_promises_are_counted_in_norwegian_working_days(entered, urgent, promised):
    rules = settings(*STEPS)
    day = promised_day(State.CLINICAL_REVIEW, oslo(entered), rules, urgent=urgent)
    assert day == promised


@pytest.mark.parametrize("state", [s for s in State if s not in STEPS])
def test_nothing_is_promised_outside_the_steps(state):
    assert promised_day(state, oslo("2026-11-23 09:00"), settings(*STEPS), urgent=False) is None


def test_a_utc_moment_late_in_the_evening_belongs_to_the_local_day():
    moment = datetime.fromisoformat("2026-06-01T22:30:00+00:00")  # 2 June 00:30 in Oslo
    rules = settings(*STEPS)
    assert promised_day(State.ANCHORING, moment, rules, urgent=True) == "2026-06-03"


class Walk:
    """A case that moves at given moments, by the person whose step it is."""

    def __init__(self, *chain):
        self.rules = ruleset(*chain)
        self.case = case()
        self.log = []

    def __call__(self, when, action, role):
        outcome = decide(self.case, command(action, self.case), actor(role), oslo(when), self.rules)
        assert isinstance(outcome, Accepted), outcome
        self.log += outcome.events
        self.case = outcome.case


def test_the_clock_stands_still_while_the_applicant_answers():
    walk = Walk()
    walk("2026-11-02 08:00", Action.SUBMIT, Role.TREATING_CONSULTANT)
    walk("2026-11-03 08:00", Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER)  # 24 h
    walk("2026-11-04 08:00", Action.PRIORITISE, Role.ANCHORING_MANAGER)  # 24 h
    walk("2026-11-04 20:00", Action.ASK, Role.ASSESSMENT_COMMITTEE)  # 12 h
    waiting = clock(walk.log, oslo("2026-11-06 20:00"))
    assert waiting.stands_still_since == oslo("2026-11-04 20:00")
    assert not waiting.running
    assert waiting.used == timedelta(hours=60)
    walk("2026-11-07 20:00", Action.ANSWER, Role.TREATING_CONSULTANT)  # 72 h still
    walk("2026-11-08 08:00", Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE)  # 12 h
    walk("2026-11-08 14:00", Action.GRANT, Role.MEDICAL_DIRECTOR)  # 6 h
    ended = clock(walk.log, oslo("2027-11-08 14:00"))
    assert ended.used == timedelta(hours=78)
    assert ended.stood_still == timedelta(hours=72)
    assert not ended.running
    by_state = {
        state: sum((s.length(s.since) for s in stays(walk.log) if s.state is state), timedelta())
        for state in STEPS
    }
    assert by_state[State.COMMITTEE] == timedelta(hours=24)


def test_a_declared_conflict_does_not_stop_or_restart_the_clock():
    walk = Walk(State.CLINICAL_REVIEW, State.DECISION)
    walk("2026-11-02 08:00", Action.SUBMIT, Role.TREATING_CONSULTANT)
    walk("2026-11-02 09:00", Action.DECLARE_CONFLICT, Role.CLINICAL_LEAD_REVIEWER)
    found = clock(walk.log, oslo("2026-11-02 10:00"))
    assert found.running
    assert found.used == timedelta(hours=2)
    assert len(found.stays) == 1


def test_a_return_stands_still_until_it_is_sent_again():
    walk = Walk()
    walk("2026-11-02 08:00", Action.SUBMIT, Role.TREATING_CONSULTANT)
    walk("2026-11-02 12:00", Action.RETURN, Role.CLINICAL_LEAD_REVIEWER)
    walk("2026-11-05 12:00", Action.RESUBMIT, Role.TREATING_CONSULTANT)
    found = clock(walk.log, oslo("2026-11-05 13:00"))
    assert found.used == timedelta(hours=5)
    assert found.stood_still == timedelta(hours=72)


@pytest.mark.parametrize(
    ("begin", "end", "hours"),
    [
        # The night to 25 October 2026 has an hour twice; the night to 28 March 2027 one less.
        ("2026-10-24 12:00", "2026-10-25 12:00", 25),
        ("2027-03-27 12:00", "2027-03-28 12:00", 23),
    ],
)
def test_time_used_is_real_time_over_the_change_of_clocks(begin, end, hours):
    walk = Walk()
    walk(begin, Action.SUBMIT, Role.TREATING_CONSULTANT)
    assert clock(walk.log, oslo(end)).used == timedelta(hours=hours)
