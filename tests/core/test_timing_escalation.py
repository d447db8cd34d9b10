"""Who is told when, worked out by hand; pauses with what they wait for; and the rates of the form's fields."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.core.cases import settings
from tests.core.test_deadlines import Walk
from tests.core.test_timing_table import Moved

from likeverd.core.question_rates import RETURNED, SentCase, question_rates, sent_case
from likeverd.core.timing.clocks import pauses
from likeverd.core.timing.escalation import OpenCase, Rung, Telling, reminder_for, tellings
from likeverd.core.timing.reminders import ALWAYS, Choice, Reminder, checked, interval, wants
from likeverd.core.vocabulary import STEPS, Action, Role, State

OSLO = ZoneInfo("Europe/Oslo")
RULES = settings(*STEPS)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def open_case(entered: str, *, urgent=False, due=None, start_by=None, looked_at=None) -> OpenCase:
    at = oslo(entered)
    return OpenCase(
        State.CLINICAL_REVIEW,
        at,
        urgent,
        date.fromisoformat(due) if due else None,
        date.fromisoformat(start_by) if start_by else None,
        at,
        [Moved(at, Action.SUBMIT, State.DRAFT, State.CLINICAL_REVIEW)],
        oslo(looked_at) if looked_at else None,
    )


def first_at(case: OpenCase, reminder: Reminder, rung: Rung) -> datetime:
    """When that is told, found by asking long after."""
    found = tellings(case, case.entered + timedelta(days=60), RULES)
    return next(t.at for t in found if t.reminder is reminder and t.rung is rung)


@pytest.mark.parametrize(
    ("entered", "holder", "deputy", "leader"),
    [
        # half an hour of office time: after 15, 20 and 25 minutes
        ("2026-11-23 09:00", "2026-11-23 09:15", "2026-11-23 09:20", "2026-11-23 09:25"),
        ("2026-11-23 15:10", "2026-11-23 15:25", "2026-11-23 15:30", "2026-11-24 08:05"),
        ("2026-11-27 22:00", "2026-11-30 08:15", "2026-11-30 08:20", "2026-11-30 08:25"),
        # over Easter, and the weekend in which summer time begins
        ("2026-04-01 18:00", "2026-04-07 08:15", "2026-04-07 08:20", "2026-04-07 08:25"),
        ("2026-03-28 12:00", "2026-03-30 08:15", "2026-03-30 08:20", "2026-03-30 08:25"),
        ("2026-12-24 16:00", "2026-12-28 08:15", "2026-12-28 08:20", "2026-12-28 08:25"),
    ],
)
def test_the_first_look(entered, holder, deputy, leader):
    case = open_case(entered, urgent=True)
    for rung, at in zip(
        (Rung.HOLDER, Rung.DEPUTY, Rung.LEADER), (holder, deputy, leader), strict=True
    ):
        assert first_at(case, Reminder.FIRST_LOOK, rung) == oslo(at)


def test_nothing_of_a_first_look_once_somebody_has_looked():
    case = open_case("2026-11-23 09:00", urgent=True, looked_at="2026-11-23 09:05")
    found = tellings(case, oslo("2026-11-30 09:00"), RULES)
    assert Reminder.FIRST_LOOK not in {telling.reminder for telling in found}


@pytest.mark.parametrize(
    ("entered", "urgent", "holder", "leader"),
    [
        # an urgent case: after 12 and 20 of 24 hours, day and night
        ("2026-11-23 09:00", True, "2026-11-23 21:00", "2026-11-24 05:00"),
        # the night in which an hour comes twice: 12 real hours after 18:00
        ("2026-10-24 18:00", True, "2026-10-25 05:00", "2026-10-25 13:00"),
        # an ordinary one: 37.5 hours of office time in seven days, told after 18.75 and 31.25
        ("2026-11-23 09:00", False, "2026-11-25 12:45", "2026-11-27 10:15"),
    ],
)
def test_the_whole_way(entered, urgent, holder, leader):
    case = open_case(entered, urgent=urgent)
    assert first_at(case, Reminder.WHOLE_WAY, Rung.HOLDER) == oslo(holder)
    assert first_at(case, Reminder.WHOLE_WAY, Rung.LEADER) == oslo(leader)


def test_the_step_is_told_in_office_time_alone():
    # from Friday 12:00 to Wednesday 15:30: 3.5 + 3 x 7.5 = 26 hours; half of it ends on Tuesday at 10:00
    case = open_case("2026-11-27 12:00", due="2026-12-02")
    assert first_at(case, Reminder.STEP, Rung.HOLDER) == oslo("2026-12-01 10:00")


def test_the_treat_by_date_counts_back_from_its_last_day_to_act():
    # decided by Friday 4 December, three more steps of a day each: this one by Tuesday 1 December
    case = open_case("2026-11-30 08:00", start_by="2026-12-04")
    found = tellings(case, oslo("2026-12-31 08:00"), RULES)
    due = {t.due for t in found if t.reminder is Reminder.TREAT_BY}
    assert due == {oslo("2026-12-01 15:30")}
    assert first_at(case, Reminder.TREAT_BY, Rung.HOLDER) == oslo("2026-11-30 15:30")


def test_a_date_that_cannot_be_met_from_the_start_is_told_the_same_day():
    case = open_case("2026-11-30 08:00", start_by="2026-11-30")
    assert first_at(case, Reminder.TREAT_BY, Rung.LEADER) < oslo("2026-11-30 15:30")


def test_late_comes_as_often_as_wanted_and_never_a_week_at_once():
    case = open_case("2026-11-23 09:00", due="2026-11-23")
    found = [
        t
        for t in tellings(case, oslo("2026-12-01 09:00"), RULES, repeats=(1, 2, 5))
        if t.rung is Rung.LATE and t.reminder is Reminder.STEP
    ]
    # six working days late: the newest of each interval
    assert sorted(t.number for t in found) == [5, 6, 6]


def test_by_whose_choice_a_telling_goes():
    def of(reminder: Reminder, rung: Rung) -> Reminder:
        return reminder_for(
            Telling(reminder, rung, oslo("2026-11-23 09:00"), oslo("2026-11-23 10:00"))
        )

    assert of(Reminder.STEP, Rung.HOLDER) is Reminder.STEP
    assert of(Reminder.STEP, Rung.LEADER) is Reminder.ABOVE
    assert of(Reminder.STEP, Rung.LATE) is Reminder.LATE
    assert of(Reminder.FIRST_LOOK, Rung.LEADER) is Reminder.FIRST_LOOK
    assert of(Reminder.FIRST_LOOK, Rung.LATE) is Reminder.LATE


def test_what_may_be_chosen():
    assert all(wants(reminder, {}) for reminder in Reminder)
    assert interval({}) == 2
    for reminder in Reminder:
        if reminder in ALWAYS:
            with pytest.raises(ValueError, match=reminder.value):
                checked(reminder, Choice(False))
            assert wants(reminder, {reminder: Choice(False)})
        else:
            assert not wants(reminder, {reminder: Choice(False)})
    with pytest.raises(ValueError, match="3"):
        checked(Reminder.LATE, Choice(True, 3))


def test_a_pause_names_its_item_and_its_owner():
    walk = Walk()
    walk("2026-11-02 08:00", Action.SUBMIT, Role.TREATING_CONSULTANT)
    walk("2026-11-02 10:00", Action.RETURN, Role.CLINICAL_LEAD_REVIEWER)
    (open_pause,) = pauses(walk.log)
    assert open_pause.until is None
    assert open_pause.reasons
    assert open_pause.owner is Role.TREATING_CONSULTANT
    walk("2026-11-03 10:00", Action.RESUBMIT, Role.TREATING_CONSULTANT)
    walk("2026-11-03 11:00", Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER)
    walk("2026-11-03 12:00", Action.PRIORITISE, Role.ANCHORING_MANAGER)
    walk("2026-11-03 13:00", Action.ASK, Role.ASSESSMENT_COMMITTEE)
    walk("2026-11-05 13:00", Action.ANSWER, Role.TREATING_CONSULTANT)
    first, second = pauses(walk.log)
    assert first.length(oslo("2027-01-01 00:00")) == timedelta(hours=24)
    assert second.fields == ("diagnoses",)
    assert second.until == oslo("2026-11-05 13:00")
    assert second.answer_by is not None
    counted = sent_case("2026-1", walk.log)
    assert counted == SentCase("2026-1", date(2026, 11, 2), frozenset({"diagnoses"}), True)


DAY = date(2026, 11, 2)


def sent(number: int, *fields: str, version="2026-1", day=DAY, returned=False) -> list[SentCase]:
    return [SentCase(version, day, frozenset(fields), returned)] * number


def test_rates_count_a_case_once_and_hide_small_numbers():
    cases = sent(3, "diagnoses", "plan") + sent(1, "diagnoses") + sent(3, returned=True) + sent(3)
    (form,) = question_rates(cases, DAY, DAY)
    assert form.sent == 10
    told = {rate.field: (rate.cases, rate.share) for rate in form.rates}
    assert told == {"diagnoses": (4, 0.4), "plan": (3, 0.3), RETURNED: (3, 0.3)}
    small = question_rates([*sent(2, "plan"), *sent(8)], DAY, DAY)[0]
    assert [(rate.field, rate.cases, rate.share) for rate in small.rates] == [("plan", None, None)]
    assert question_rates(sent(4, "plan"), DAY, DAY)[0].too_few
    assert question_rates(sent(4, "plan"), DAY, DAY)[0].rates == ()


def test_rates_are_told_by_version_and_period():
    cases = sent(5, "plan") + sent(6, "plan", version="2027-1") + sent(9, day=date(2026, 1, 1))
    forms = question_rates(cases, DAY, DAY)
    assert [(form.form_version, form.sent) for form in forms] == [("2027-1", 6), ("2026-1", 5)]
    assert question_rates(cases, date(2025, 1, 1), date(2025, 12, 31)) == ()
