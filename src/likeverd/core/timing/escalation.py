"""Who must be told when, before a promise is missed: computed from the events of a case.

Four things are promised of an open case: the first look where it is urgent, the day of the step, the target of the
whole way, and the last day to act before the treat-by date. Of each, the one who has the case is told after half of
the time, a deputy after two thirds, and the leader above after five sixths. Time is office time, so that nobody is told
at night what can wait; but for the whole way of an urgent case, which is promised around the clock. A day that the
applicant was given for answers is told to the applicant and deputies, and to nobody above. What is late is told to
the one who has it alone, again and again as that person has chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from likeverd.core.deadlines import Move, clock
from likeverd.core.timing.clocks import whole_way
from likeverd.core.timing.office import (
    add_office_time,
    closing,
    next_opening,
    office_time_between,
    opening,
)
from likeverd.core.timing.reminders import Reminder
from likeverd.core.timing.ways import TimedCase, WayKind, ways_to_meet
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import STEP_ROLE, Role, State
from likeverd.core.workdays import add_working_days, local_day


class Rung(StrEnum):
    """Whose turn it is to be told."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    LEADER = "leader"
    LATE = "late"


SHARES: Final = {
    Rung.HOLDER: Fraction(1, 2),
    Rung.DEPUTY: Fraction(2, 3),
    Rung.LEADER: Fraction(5, 6),
}
# Nobody stands above the one who decides, and the applicant's own leader is not told what the applicant owes.
LEADER_ABOVE: Final = {
    State.CLINICAL_REVIEW: Role.ANCHORING_MANAGER,
    State.ANCHORING: Role.MEDICAL_DIRECTOR,
    State.COMMITTEE: Role.MEDICAL_DIRECTOR,
}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """What the times of an open case depend on. ``moves`` are its events without what they say of anybody.

    ``looked_at``: when somebody who could take the step first opened it there, as far as the access log knows.
    """

    state: State
    entered: datetime
    urgent: bool
    due_on: date | None
    start_by: date | None
    submitted_at: datetime | None
    moves: Sequence[Move]
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that is promised: from when, until when. ``around_the_clock``: not in office time."""

    reminder: Reminder
    began: datetime
    due: datetime
    around_the_clock: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody must have been told by now. ``number`` counts the working days of lateness; 0 before it is late."""

    reminder: Reminder
    rung: Rung
    at: datetime
    due: datetime
    number: int = 0


def obligations(case: OpenCase, now: datetime, rules: TrustRules) -> tuple[Obligation, ...]:
    """What is promised of the case now."""
    if case.state is State.AWAITING_ANSWERS and case.due_on is not None:
        return (Obligation(Reminder.ANSWERS, case.entered, closing(case.due_on, rules.time)),)
    if case.state not in STEP_ROLE or case.submitted_at is None:
        return ()
    found: list[Obligation] = []
    if case.urgent and case.looked_at is None:
        due = add_office_time(case.entered, rules.time.first_look, rules.time)
        found.append(Obligation(Reminder.FIRST_LOOK, case.entered, due))
    if case.due_on is not None:
        found.append(Obligation(Reminder.STEP, case.entered, closing(case.due_on, rules.time)))
    whole = whole_way(clock(case.moves, now), now, rules.time, urgent=case.urgent)
    if whole.due is not None:
        found.append(
            Obligation(
                Reminder.WHOLE_WAY, case.submitted_at, whole.due, around_the_clock=case.urgent
            )
        )
    if (act_by := last_day_to_act(case, rules)) is not None:
        found.append(Obligation(Reminder.TREAT_BY, case.entered, closing(act_by, rules.time)))
    return tuple(found)


def last_day_to_act(case: OpenCase, rules: TrustRules) -> date | None:
    """The last day on which the present step must be taken for the treat-by date to be met in urgent targets.

    Never before the day on which the case came: of a date that could not be met from the start it is told at once.
    """
    timed = TimedCase(case.state, case.urgent, case.start_by)
    ways = ways_to_meet(timed, case.entered, rules)
    fast = [way for way in ways if way.kind in (WayKind.ORDINARY, WayKind.AS_URGENT)]
    return max((*(way.act_by for way in fast[-1:]), local_day(case.entered))) if fast else None


def tellings(
    case: OpenCase, now: datetime, rules: TrustRules, *, repeats: Sequence[int] = (1,)
) -> tuple[Telling, ...]:
    """What must have been told by ``now``, in the order of its time. Whoever has been told is left to the caller.

    ``repeats`` are the intervals, in working days, in which people want to be reminded of what is late.
    """
    found: list[Telling] = []
    for promised in obligations(case, now, rules):
        found += [
            Telling(promised.reminder, rung, at, promised.due)
            for rung, at in rung_moments(promised, rules).items()
            if at <= now and not (rung is Rung.LEADER and promised.reminder is Reminder.ANSWERS)
        ]
        found += _late(promised, now, rules, repeats)
    return tuple(sorted(found, key=lambda each: (each.at, each.number)))


def rung_moments(promised: Obligation, rules: TrustRules) -> dict[Rung, datetime]:
    """When each rung is told: always before the promise is missed, where there was any time at all."""
    return {rung: _after(share, promised, rules) for rung, share in SHARES.items()}


def _after(share: Fraction, promised: Obligation, rules: TrustRules) -> datetime:
    office = office_time_between(promised.began, promised.due, rules.time)
    if promised.around_the_clock or not office:
        began = promised.began.astimezone(UTC)  # real time, also when the clocks are changed
        whole = max(promised.due.astimezone(UTC) - began, timedelta())
        return began + _part(whole, share)
    return add_office_time(promised.began, _part(office, share), rules.time)


def _part(length: timedelta, share: Fraction) -> timedelta:
    return length * share.numerator // share.denominator


def _late(
    promised: Obligation, now: datetime, rules: TrustRules, repeats: Sequence[int]
) -> list[Telling]:
    """The newest reminder of each interval, so that a worker that was away does not tell a week at once."""
    if promised.due >= now:
        return []
    found = []
    for every in sorted(set(repeats)):
        number = 0
        at = next_opening(promised.due, rules.time)
        while True:
            following = opening(
                add_working_days(local_day(promised.due), number + every), rules.time
            )
            if following > now:
                break
            number, at = number + every, following
        if number:
            found.append(Telling(promised.reminder, Rung.LATE, at, promised.due, number))
    return found


def reminder_for(telling: Telling) -> Reminder:
    """By which of a person's choices the telling goes: its own, or those of lateness and of leaders."""
    if telling.rung is Rung.LATE:
        return Reminder.LATE
    if telling.reminder is Reminder.FIRST_LOOK or telling.rung is not Rung.LEADER:
        return telling.reminder
    return Reminder.ABOVE
