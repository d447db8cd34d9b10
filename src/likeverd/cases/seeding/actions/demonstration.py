"""Writing the demonstration: what the rest of it needs stands first, and fails first."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connections, transaction

from likeverd.cases.actions.like_cases import rebuild
from likeverd.cases.seeding.actions.bulk import OWNER, write_cases
from likeverd.cases.seeding.demonstration import (
    CASES_OF_THE_COUNTRY,
    SEED,
    check,
    play,
    write_people,
)
from likeverd.core.workdays import local_day
from likeverd.organisations.context import everything


def write_demonstration(now: datetime) -> tuple[int, tuple[str, ...]]:
    """Fill an empty installation; answers how many cases the country has, and the hand-made ones.

    The country is written before the hand-made cases, which are newer and so come first in
    lists, and is seen only when those stand too. Raises ``NotSeeded`` without any case.
    """
    today = local_day(now)
    with transaction.atomic():
        everything("the demonstration has people and cases in several trusts")
        check(now)
        people = write_people(today)
    with transaction.atomic(using=OWNER), _one_connection():
        write_cases(CASES_OF_THE_COUNTRY, SEED, today)
        numbers = play(now, people)
        rebuild(now=now)
    return CASES_OF_THE_COUNTRY, numbers


@contextmanager
def _one_connection() -> Iterator[None]:
    """Inside, the actions use the owner's connection too.

    Two transactions that are both to stand or fall cannot add to the same hash chains.
    """
    applications = connections["default"]
    connections["default"] = connections[OWNER]
    try:
        yield
    finally:
        connections["default"] = applications
