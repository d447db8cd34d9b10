"""Gives decisions their codes, and answers checks: counted, limited and logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction

from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.records import recorded_of
from likeverd.core.events import Recorded
from likeverd.core.verification import (
    CHECK_COSTS,
    UNKNOWN_COSTS,
    Limits,
    Standing,
    Verdict,
    counted_as,
    read,
    seconds_left,
    standing_after,
    verdict_on,
    window_of,
)
from likeverd.core.vocabulary import GRANTED_STATES
from likeverd.core.workdays import local_day
from likeverd.operations.metrics.recording import code_checked
from likeverd.organisations.context import everything
from likeverd.verification.codes import digests_of, new_code, place_of
from likeverd.verification.models import Code, CodeState, Use

EVERYBODY: Final = "all"
KEEP_USE: Final = timedelta(days=1)
WHY_ALL: Final = "decisions of every trust that have no code are given one"
# One row for each window: two workers that ask at the same moment wait for each other here.
USE = """
INSERT INTO verification_use (who, "window", points) VALUES (%s, %s, %s)
ON CONFLICT (who, "window") DO UPDATE SET points = verification_use.points + EXCLUDED.points
RETURNING points
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check may say, and nothing else: ``drug`` and ``until`` where the code is or was valid."""

    verdict: Verdict
    drug: str = ""
    until: date | None = None
    trust: str = ""


class TooManyChecks(Exception):
    """The limit is reached; ``seconds`` until it makes sense to try again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


def follow(case: Case, events: Iterable[Recorded], *, now: datetime) -> None:
    """Let the case's code follow what happened to it; called inside the step's transaction."""
    for recorded in events:
        standing = standing_after(recorded)
        if standing is not None:
            _put(case, standing, now)


def _put(case: Case, standing: Standing, now: datetime) -> None:
    code = Code.objects.filter(case=case).first()
    if code is None:
        if standing.until is None:
            return  # decided before there were codes
        seed = uuid4()
        code = Code.objects.create(case=case, seed=seed, digest=new_code(seed)[1], made_at=now)
    CodeState.objects.create(
        case=case, code=code, drug=case.method.name, valid_until=standing.until, at=now
    )


def make_missing(*, now: datetime) -> int:
    """Give a code to every granted case that has none: after an upgrade. Answers how many."""
    with transaction.atomic():
        everything(WHY_ALL)
        without = Case.objects.filter(state__in=GRANTED_STATES, verification_code=None)
        made = 0
        for case in without.select_related("method").order_by("id"):
            rows = CaseEvent.objects.filter(case=case).select_related("kept").order_by("sequence")
            standings = [standing_after(recorded_of(row)) for row in rows]
            last = next((each for each in reversed(standings) if each is not None), None)
            if last is not None:
                _put(case, last, now)
                made += 1
    return made


def check(typed: str, *, address: str, now: datetime) -> Checked:
    """Say what holds for a code, to anybody. Every check is logged. Raises ``TooManyChecks``.

    ``address``: where the question comes from; only a hash of it is kept.
    """
    limits = Limits(
        settings.CHECK_MINUTES, settings.CHECKS_FROM_ONE_ADDRESS, settings.CHECKS_FROM_ALL
    )
    today = local_day(now)
    place = place_of(counted_as(address), today)
    with transaction.atomic():
        if not _use(place, CHECK_COSTS, limits, now):
            code_checked("too_many")
            raise TooManyChecks(seconds_left(now, limits))
        code = read(typed)
        number, found = (None, Checked(Verdict.MISTYPED)) if code is None else _look_up(code, today)
        if found.verdict is Verdict.UNKNOWN:
            _use(place, UNKNOWN_COSTS, limits, now)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT verification_note(%s, %s, %s, %s)", [number, found.verdict, place, now]
            )
    code_checked(found.verdict)
    return found


def _use(place: str, points: int, limits: Limits, now: datetime) -> bool:
    """Whether the address and all together are within their limits, these points included."""
    window = window_of(now, limits)
    within = True
    with connection.cursor() as cursor:
        for who, most in ((place, limits.of_one_address), (EVERYBODY, limits.of_all)):
            cursor.execute(USE, [who, window, points])
            (used,) = cursor.fetchone()
            within = within and used <= most
    return within


def _look_up(code: str, today: date) -> tuple[int | None, Checked]:
    """The code's row, and what may be said of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM verification_look_up(%s)", [digests_of(code)])
        row = cursor.fetchone()
    if row is None:
        return None, Checked(verdict_on(None, today))
    number, drug, until, trust = row
    verdict = verdict_on(Standing(until), today)
    if verdict is Verdict.WITHDRAWN:
        return number, Checked(verdict, trust=trust)
    return number, Checked(verdict, drug, until, trust)


def forget_old_use(*, now: datetime) -> int:
    """Remove the counts of windows that are over. Answers how many."""
    removed, _ = Use.objects.filter(window__lt=now - KEEP_USE).delete()
    return removed
