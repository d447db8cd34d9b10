"""Writing the demonstration: what the rest of it needs stands first, and fails first."""

from datetime import datetime

from django.db import transaction

from likeverd.cases.seeding.actions.bulk import OWNER, write_cases
from likeverd.cases.seeding.demonstration import (
    CASES_OF_THE_COUNTRY,
    SEED,
    check,
    play,
    write_people,
)
from likeverd.core.workdays import local_day


def write_demonstration(now: datetime) -> tuple[int, tuple[str, ...]]:
    """Fill an empty installation; answers how many cases the country has, and the hand-made ones.

    The country is written before the hand-made cases, which are newer and so come first in
    lists, and is seen only when those stand too. Raises ``NotSeeded`` without any case.
    """
    check(now)
    today = local_day(now)
    with transaction.atomic():
        people = write_people(today)
    with transaction.atomic(using=OWNER):
        write_cases(CASES_OF_THE_COUNTRY, SEED, today)
        with transaction.atomic():
            numbers = play(now, people)
    return CASES_OF_THE_COUNTRY, numbers
