"""Office time: the hours of Norwegian working days in which somebody is there to act."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from likeverd.core.timing.targets import TimeTargets
from likeverd.core.workdays import OSLO, is_working_day, local_day


def local_moment(day: date, at: time) -> datetime:
    """A time of day in Norway. The hour that summer time skips is read as the hour after it."""
    wanted = datetime.combine(day, at, OSLO)
    return wanted.astimezone(UTC).astimezone(OSLO)


def opening(day: date, targets: TimeTargets) -> datetime:
    """When the office opens on a day."""
    return local_moment(day, targets.opens)


def closing(day: date, targets: TimeTargets) -> datetime:
    """When the office closes on a day: the end of a promise that is given as a day."""
    return local_moment(day, targets.closes)


def is_open(moment: datetime, targets: TimeTargets) -> bool:
    """Whether the office is open at the moment; at closing time it is closed."""
    day = local_day(moment)
    return is_working_day(day) and opening(day, targets) <= moment < closing(day, targets)


def next_opening(moment: datetime, targets: TimeTargets) -> datetime:
    """The moment itself where the office is open, otherwise when it opens next."""
    begins, _ = next(_stretches(moment, targets))
    return begins


def add_office_time(start: datetime, length: timedelta, targets: TimeTargets) -> datetime:
    """The moment at which so much office time has passed since ``start``.

    A length that is used up exactly at closing time ends there, not the next morning.
    """
    left = length
    for begins, ends in _stretches(start, targets):
        if left <= ends - begins:
            return begins + left
        left -= ends - begins
    raise AssertionError("offices open again")


def office_time_between(start: datetime, end: datetime, targets: TimeTargets) -> timedelta:
    """How much office time lies between two moments; none where ``end`` is not after ``start``."""
    total = timedelta()
    for begins, ends in _stretches(start, targets):
        if begins >= end:
            return total
        total += min(ends, end) - begins
    raise AssertionError("offices open again")


def _stretches(start: datetime, targets: TimeTargets) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of office time from a moment on, in UTC, so that lengths are real time."""
    first = local_day(start)
    for number in count():
        day = first + timedelta(days=number)
        if not is_working_day(day):
            continue
        begins = max(opening(day, targets).astimezone(UTC), start.astimezone(UTC))
        ends = closing(day, targets).astimezone(UTC)
        if begins < ends:
            yield begins, ends
