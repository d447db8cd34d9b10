"""Filling an empty installation for the demonstration: people, a country, hand-made cases."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from likeverd.cases.models import Case
from likeverd.cases.seeding import cast, demo_cases, demo_elsewhere
from likeverd.cases.seeding.actions.cast import write_cast
from likeverd.cases.seeding.diagnoses import applied_methods
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.cases.seeding.stage import Stage
from likeverd.core.forms.individual_exception import FIRST
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person, Unit

# The oldest hand-made cases need this much time since the form came into force.
DAYS_NEEDED: Final = timedelta(days=60)
CASES_OF_THE_COUNTRY: Final = 300
SEED: Final = 2026


def check(now: datetime) -> None:
    """Raise ``NotSeeded`` where there already are cases, or where ``now`` is too early."""
    first_day, today = FIRST.valid_from, local_day(now)
    if today < first_day + DAYS_NEEDED:
        raise NotSeeded(
            f"The form holds from {first_day}; the demonstration needs a day "
            f"from {first_day + DAYS_NEEDED} on, not {today}."
        )
    if Case.objects.exists():
        raise NotSeeded("There already are cases; the demonstration fills an empty installation.")


def write_people(today: date) -> Mapping[str, Person]:
    """Write the people of the demonstration, by user name; raises ``NotSeeded``."""
    return write_cast(cast.CAST, (cast.DEPUTY,), since=FIRST.valid_from, today=today)


def play(now: datetime, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Play the hand-made cases; answers their numbers. Must run inside a transaction."""
    departments = {
        (unit.trust.code, unit.code): unit
        for unit in Unit.objects.select_related("trust").filter(kind=Unit.DEPARTMENT)
    }
    stage = Stage(now, FIRST.valid_from, people, applied_methods(), departments)
    for case in (*demo_cases.CASES, *demo_elsewhere.ELSEWHERE):
        case(stage)
    return tuple(stage.played)
