"""What must hold of time for all histories, not only for those worked out by hand."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.core.cases import settings
from tests.core.test_timing_table import Moved

from likeverd.core.deadlines import clock
from likeverd.core.timing.clocks import time_per_role, whole_way_of
from likeverd.core.timing.escalation import OpenCase, Rung, obligations, rung_moments, tellings
from likeverd.core.timing.office import add_office_time, is_open, office_time_between
from likeverd.core.timing.patient_days import NO_CONTACT, is_good_day_for_news, opens_at
from likeverd.core.timing.targets import TimeTargets
from likeverd.core.timing.ways import Absence, TimedCase, WayKind, ways_to_meet
from likeverd.core.vocabulary import STEPS, Action, State
from likeverd.core.workdays import local_day

USUAL = TimeTargets()
RULES = settings(*STEPS)
moments = st.integers(0, 4 * 365 * 86400).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
lengths = st.timedeltas(timedelta(), timedelta(days=20))
gaps = st.lists(st.timedeltas(timedelta(seconds=1), timedelta(days=9)), min_size=1, max_size=12)


def history(begun: datetime, gaps_between: list[timedelta]) -> list[Moved]:
    """Sent, then asked and answered in turn."""
    at = begun
    moves = [Moved(at, Action.SUBMIT, State.DRAFT, State.COMMITTEE)]
    for gap in gaps_between:
        at += gap
        if moves[-1].state_after is State.AWAITING_ANSWERS:
            moves.append(Moved(at, Action.ANSWER, State.AWAITING_ANSWERS, State.COMMITTEE))
        else:
            moves.append(Moved(at, Action.ASK, State.COMMITTEE, State.AWAITING_ANSWERS))
    return moves


@given(moments, gaps, lengths)
def test_the_clocks_together_are_the_whole_time(begun, between, after):
    moves = history(begun, between)
    now = moves[-1].at + after
    found = clock(moves, now)
    assert found.used + found.stood_still == now - begun
    assert sum((r.spent for r in time_per_role(found.stays, now)), timedelta()) == now - begun


@given(moments, gaps, st.booleans())
def test_more_pauses_never_bring_the_end_nearer(begun, between, urgent):
    moves = history(begun, between)
    running = moves[-1].state_after is State.COMMITTEE
    if not running:
        moves = moves[:-1]
    before = whole_way_of(moves, moves[-1].at, USUAL, urgent=urgent)
    at = moves[-1].at
    paused = [
        *moves,
        Moved(at, Action.ASK, State.COMMITTEE, State.AWAITING_ANSWERS),
        Moved(at + between[0], Action.ANSWER, State.AWAITING_ANSWERS, State.COMMITTEE),
    ]
    after = whole_way_of(paused, at + between[0], USUAL, urgent=urgent)
    assert before.due is not None
    assert after.due == before.due + between[0]


@given(moments, st.timedeltas(timedelta(minutes=1), timedelta(days=3)))
def test_office_time_there_and_back(start, length):
    end = add_office_time(start, length, USUAL)
    assert office_time_between(start, end, USUAL) == length
    assert is_open(end - timedelta(microseconds=1), USUAL)


@given(moments, lengths, lengths)
def test_office_time_adds_up(start, first, second):
    middle, end = start + first, start + first + second
    assert office_time_between(start, end, USUAL) == office_time_between(
        start, middle, USUAL
    ) + office_time_between(middle, end, USUAL)


open_cases = st.builds(
    lambda entered, urgent, days, start: OpenCase(
        State.CLINICAL_REVIEW,
        entered,
        urgent,
        local_day(entered) + timedelta(days=days),
        local_day(entered) + timedelta(days=start),
        entered,
        [Moved(entered, Action.SUBMIT, State.DRAFT, State.CLINICAL_REVIEW)],
    ),
    moments,
    st.booleans(),
    st.integers(0, 20),
    st.integers(0, 60),
)


@given(open_cases)
def test_each_rung_comes_in_turn_and_before_the_promise_is_missed(case):
    for promised in obligations(case, case.entered, RULES):
        moments_of = rung_moments(promised, RULES)
        at = [moments_of[rung] for rung in (Rung.HOLDER, Rung.DEPUTY, Rung.LEADER)]
        assert at == sorted(at)
        if promised.due > promised.began:
            assert promised.began <= at[0]
            assert at[-1] < promised.due


@given(open_cases, lengths, lengths)
def test_what_must_have_been_told_only_grows(case, first, more):
    earlier, later = case.entered + first, case.entered + first + more
    told = {(t.reminder, t.rung) for t in tellings(case, earlier, RULES)}
    assert told <= {(t.reminder, t.rung) for t in tellings(case, later, RULES)}


@given(moments)
def test_news_never_opens_on_an_eve(now):
    found = opens_at(now, None, NO_CONTACT)
    assert found >= now
    assert is_good_day_for_news(local_day(found))


days_ahead = st.integers(0, 90)


@given(moments, st.sampled_from(STEPS), st.booleans(), days_ahead, days_ahead, days_ahead)
def test_a_later_date_never_closes_a_way_and_an_absence_never_opens_one(
    now, step, urgent, days, more, away
):
    today = local_day(now)
    absence = [Absence(today - timedelta(days=1), today + timedelta(days=away))]

    def meeting(start_by: date, absences=()):
        ways = ways_to_meet(TimedCase(step, urgent, start_by), now, RULES, (), absences)
        return {way.kind for way in ways if way.meets}

    near, far = today + timedelta(days=days), today + timedelta(days=days + more)
    assert meeting(near) <= meeting(far)
    assert meeting(near, absence) - {WayKind.DEPUTY} <= meeting(near)


@given(moments, st.permutations(range(4)))
def test_the_order_of_absences_does_not_matter(now, order):
    today = local_day(now)
    absences = [
        Absence(today + timedelta(days=3 * n), today + timedelta(days=3 * n + 3)) for n in range(4)
    ]
    case = TimedCase(State.CLINICAL_REVIEW, False, today + timedelta(days=30))
    assert ways_to_meet(case, now, RULES, (), absences) == ways_to_meet(
        case, now, RULES, (), [absences[n] for n in order]
    )
