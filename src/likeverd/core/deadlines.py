"""The clock of a case and what is promised, computed from its events.

Nothing counts in the background: whoever asks gets the time worked out from the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from likeverd.core.lifecycle import transition
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import STEPS, Action, ClockEffect, State
from likeverd.core.workdays import add_working_days, local_day, working_days_between


class Move(Protocol):
    """What a clock needs to know of an event: when, by which action, from where and to where."""

    @property
    def at(self) -> datetime:
        """When it happened."""

    @property
    def action(self) -> Action | None:
        """What was done; None for the beginning of a draft."""

    @property
    def state_before(self) -> State:
        """Where the case was."""

    @property
    def state_after(self) -> State:
        """Where the case was then."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in one state; ``until`` None while it lasts. ``running``: the clock ran."""

    state: State
    since: datetime
    until: datetime | None
    running: bool

    def length(self, now: datetime) -> timedelta:
        """How long the stay has lasted, in real time also when the clocks are changed."""
        return (self.until or now).astimezone(UTC) - self.since.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The two times of a case: what the hospital used, and what it stood still."""

    stays: tuple[Stay, ...]
    used: timedelta
    stood_still: timedelta
    running: bool
    stands_still_since: datetime | None


def stays(log: Iterable[Move]) -> tuple[Stay, ...]:
    """The stays of a case in order, from its log in the order of its sequence."""
    found: list[Stay] = []
    running = False
    for recorded in log:
        running = _after(running, recorded)
        if found and found[-1].state is recorded.state_after:
            continue
        if found:
            last = found.pop()
            found.append(Stay(last.state, last.since, recorded.at, last.running))
        found.append(Stay(recorded.state_after, recorded.at, None, running))
    return tuple(found)


def _after(running: bool, recorded: Move) -> bool:
    if recorded.action is None:
        return False
    row = transition(recorded.state_before, recorded.action)
    effect = row.clock if row else ClockEffect.KEEP
    if effect is ClockEffect.KEEP:
        return running
    return effect in (ClockEffect.START, ClockEffect.RESUME)


def clock(log: Sequence[Move], now: datetime) -> Clock:
    """The clock at a moment: time used by the hospital, and time that it stood still.

    The draft does not count: the clock starts when the application is sent.
    """
    all_stays = stays(log)
    used = stood_still = timedelta()
    for stay in all_stays:
        if stay.running:
            used += stay.length(now)
        elif stay.state in (State.AWAITING_ANSWERS, State.RETURNED):
            stood_still += stay.length(now)
    last = all_stays[-1] if all_stays else None
    paused = last is not None and last.state in (State.AWAITING_ANSWERS, State.RETURNED)
    return Clock(
        stays=all_stays,
        used=used,
        stood_still=stood_still,
        running=last is not None and last.running,
        stands_still_since=last.since if last is not None and paused else None,
    )


def promised_day(state: State, entered: datetime, rules: TrustRules, *, urgent: bool) -> str | None:
    """The day (ISO) by which the step is promised, or None where nothing is promised.

    Counted in Norwegian working days in local time from the day after the case arrived.
    """
    if state not in STEPS or state not in rules.targets:
        return None
    days = rules.target(state, urgent=urgent)
    return add_working_days(local_day(entered), days).isoformat()


def promise_after_pause(promised: date, stopped: datetime, resumed: datetime) -> date:
    """The promise, moved by the working days for which the clock stood still.

    A step that was late when it asked is as late when it is answered.
    """
    paused = working_days_between(local_day(stopped), local_day(resumed))
    return add_working_days(promised, paused) if paused > 0 else promised
