"""What the reminders read: the times of open cases, without a word of what the cases are about."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from likeverd.core.timing.escalation import LEADER_ABOVE, OpenCase
from likeverd.core.timing.reminders import Choice, Reminder
from likeverd.core.vocabulary import STEP_ROLE, WITH_APPLICANT, Action, State
from likeverd.organisations.models import Person
from likeverd.organisations.presence import Hands, hands
from likeverd.organisations.selectors import applicant_and_deputies, people_in_role
from likeverd.timing.models import ReminderChoice, Told

OPEN_CASES = """
    SELECT id, number, trust, units, since, rules, state, entered, urgent, due_on, start_by, submitted_at,
        applicant, barred, conflicted, moves, looked_at
    FROM timing_open_cases()
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """An event without its content: when, by which action, from where and to where."""

    at: datetime
    action: Action | None
    state_before: State
    state_after: State


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open case as the job sees it: its times, its place, and the ids of those who may not act."""

    id: int
    number: str
    trust: int
    units: tuple[int, ...]
    since: int
    rules_version: str
    applicant: int
    barred: tuple[int, ...]
    conflicted: tuple[int, ...]
    times: OpenCase


def open_cases() -> list[Waiting]:
    """Every open case that has been sent, in all trusts of the context. For the job, which reads no case itself."""
    with connection.cursor() as cursor:
        cursor.execute(OPEN_CASES)
        names = [column.name for column in cursor.description]
        return [_waiting(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _waiting(row: Mapping[str, Any]) -> Waiting:
    moves = row["moves"]
    listed = json.loads(moves) if isinstance(moves, str) else moves
    return Waiting(
        id=row["id"],
        number=row["number"],
        trust=row["trust"],
        units=tuple(row["units"]),
        since=row["since"],
        rules_version=row["rules"],
        applicant=row["applicant"],
        barred=tuple(row["barred"]),
        conflicted=tuple(row["conflicted"]),
        times=OpenCase(
            state=State(row["state"]),
            entered=row["entered"],
            urgent=row["urgent"],
            due_on=row["due_on"],
            start_by=row["start_by"],
            submitted_at=row["submitted_at"],
            moves=[
                Moved(
                    datetime.fromisoformat(move["at"]),
                    Action(move["action"]) if move["action"] else None,
                    State(move["before"]),
                    State(move["after"]),
                )
                for move in listed
            ],
            looked_at=row["looked_at"],
        ),
    )


def hands_of(case: Waiting, today: date) -> Hands:
    """Who has the case now, and who may stand in."""
    state = case.times.state
    if state in WITH_APPLICANT:
        return hands(
            applicant_and_deputies(
                case.applicant, case.trust, case.units, today, never=case.conflicted
            )
        )
    return hands(
        people_in_role(
            STEP_ROLE[state],
            case.trust,
            case.units,
            today,
            barred=case.barred,
            never=[case.applicant],
            conflicted=case.conflicted,
        )
    )


def leaders_above(case: Waiting, today: date) -> list[Person]:
    """Those above the one who has the case; nobody stands above the one who decides."""
    role = LEADER_ABOVE.get(case.times.state)
    if role is None:
        return []
    found = people_in_role(
        role, case.trust, case.units, today, never=[case.applicant, *case.conflicted]
    )
    return hands(found).holders


def told_before(cases: Iterable[int]) -> set[tuple[int, int, str, str, int]]:
    """What has been told of these cases: case, since, reminder, rung, number."""
    rows = Told.objects.filter(case_id__in=list(cases))
    return set(rows.values_list("case_id", "since", "reminder", "rung", "number"))


def choices_of(person: Person) -> dict[Reminder, Choice]:
    """What the person has chosen."""
    return choices_by_person([person.pk]).get(person.pk, {})


def choices_by_person(people: Iterable[int]) -> dict[int, dict[Reminder, Choice]]:
    """The same of several people at once."""
    found: dict[int, dict[Reminder, Choice]] = {}
    for row in ReminderChoice.objects.filter(person_id__in=list(people)):
        found.setdefault(row.person_id, {})[Reminder(row.reminder)] = Choice(row.on, row.every)
    return found
