"""Saying that a case is due for the archive. A row alone, in the step's own transaction; the archiver does the rest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from likeverd.cases.models import Case
from likeverd.core.events import Recorded
from likeverd.core.vocabulary import ENDED_STATES, State


def after_a_step(*, case: Case, events: Sequence[Recorded], now: datetime, **_others: Any) -> None:
    """A case that was sent and has ended is due; one that something is added to afterwards is due for a supplement."""
    if case.submitted_at is not None and State(case.state) in ENDED_STATES:
        hand_over_again(case, now=now)


def after_the_end(*, case: Case, now: datetime, **_others: Any) -> None:
    """What comes after a case's end, letters and what was done, belongs to the archive too."""
    if case.submitted_at is not None and State(case.state) in ENDED_STATES:
        hand_over_again(case, now=now)


def hand_over_again(case: Case, *, now: datetime) -> None:
    """The case as it stands now is due: as its first package, or as a supplement to what the archive has.

    A package that nobody has begun to make takes what is new with it. Called for everything that belongs to an ended
    case and comes after its end, a corrected letter for instance. Whoever calls is inside a transaction.
    """
    with connection.cursor() as cursor:
        # A function of the database: another trust's director, who reviews the case, may not write here.
        cursor.execute("SELECT archive_queue(%s, %s, %s)", [case.pk, case.version, now])
