"""Filling an empty installation for the demonstration: people, hand-made cases, a country."""

from datetime import datetime, timedelta
from typing import Final

from likeverd.cases.models import Case
from likeverd.cases.seeding import cast, demo_cases
from likeverd.cases.seeding.actions.cast import write_cast
from likeverd.cases.seeding.diagnoses import applied_methods
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.cases.seeding.stage import Stage
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Unit

# The oldest hand-made cases need this much time since the form came into force.
DAYS_NEEDED: Final = timedelta(days=60)


def play(now: datetime) -> tuple[str, ...]:
    """Write the demonstration's people and play their cases; answers the cases' numbers.

    Must run inside a transaction. Raises ``NotSeeded`` where there already are cases, where
    registers are missing, or where ``now`` is too early.
    """
    first_day, today = DEFINITION.valid_from, local_day(now)
    if today < first_day + DAYS_NEEDED:
        raise NotSeeded(
            f"The form holds from {first_day}; the demonstration needs a day "
            f"from {first_day + DAYS_NEEDED} on, not {today}."
        )
    if Case.objects.exists():
        raise NotSeeded("There already are cases; the demonstration fills an empty installation.")
    methods = applied_methods()
    people = write_cast(cast.CAST, (cast.DEPUTY,), since=first_day, today=today)
    departments = {
        (unit.trust.code, unit.code): unit
        for unit in Unit.objects.select_related("trust").filter(kind=Unit.DEPARTMENT)
    }
    stage = Stage(now, first_day, people, methods, departments)
    for case in demo_cases.CASES:
        case(stage)
    return tuple(stage.played)
