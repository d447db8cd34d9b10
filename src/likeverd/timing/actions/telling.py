"""Telling people of promises before they are missed: each once, whatever happens to the workers.

A row of ``Told`` and its mail are one transaction for each case. A worker that is killed leaves both or neither; of two
that run at once the second waits for the first one's row, finds it, and tells nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from likeverd.core.timing.escalation import Rung, Telling, reminder_for, tellings
from likeverd.core.timing.reminders import INTERVALS, Choice, Reminder, interval, wants
from likeverd.core.workdays import local_day
from likeverd.organisations.context import everything
from likeverd.organisations.models import Person
from likeverd.organisations.presence import Hands
from likeverd.organisations.selectors import trust_rules
from likeverd.outbox.actions import queue
from likeverd.timing.selectors import (
    Waiting,
    choices_by_person,
    hands_of,
    leaders_above,
    open_cases,
    told_before,
)
from likeverd.timing.wording import message

WHY_ALL = "promises are watched in all trusts, each case by itself"
LONGEST_RUN = "60s"
ADD = """
    INSERT INTO timing_told (trust_id, case_id, since, reminder, rung, number, person_id, due, at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT ON CONSTRAINT nobody_is_told_twice DO NOTHING RETURNING id
"""


def tell_what_is_due(*, now: datetime) -> int:
    """Tell everybody who must have been told by now and has not been. Answers how many mails were queued."""
    with transaction.atomic():
        everything(WHY_ALL)
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = '{LONGEST_RUN}'")
        cases = open_cases()
        rules = {
            key: trust_rules(*key) for key in {(case.trust, case.rules_version) for case in cases}
        }
        known = told_before(case.id for case in cases)
    sent = 0
    for case in cases:
        due = tellings(case.times, now, rules[case.trust, case.rules_version], repeats=INTERVALS)
        new = [each for each in due if _key(case, each) not in known]
        if new:
            sent += _tell(case, new, now=now)
    return sent


def _key(case: Waiting, telling: Telling) -> tuple[int, int, str, str, int]:
    return (case.id, case.since, telling.reminder.value, telling.rung.value, telling.number)


@transaction.atomic
def _tell(case: Waiting, new: Sequence[Telling], *, now: datetime) -> int:
    everything(WHY_ALL)
    today = local_day(now)
    who = hands_of(case, today)
    above = leaders_above(case, today) if any(t.rung is Rung.LEADER for t in new) else []
    choices = choices_by_person({person.pk for person in (*who.holders, *who.deputies, *above)})
    told: dict[tuple[Person, Rung], list[Telling]] = {}
    for telling in new:
        wanting = [
            person
            for person in _people(telling, who, above)
            if _is_wanted(telling, choices.get(person.pk, {}))
        ]
        added = _note(case, telling, wanting, now)
        for person in wanting:
            if person.pk in added:
                told.setdefault((person, telling.rung), []).append(telling)
    # What becomes due of a case at once is one mail to each.
    messages = [
        message(case.number, rung, together, person, who.holders, now)
        for (person, rung), together in told.items()
    ]
    queue(messages, now=now)
    return len(messages)


def _people(telling: Telling, who: Hands, above: Sequence[Person]) -> Sequence[Person]:
    if telling.rung is Rung.LEADER:
        return above
    return who.deputies if telling.rung is Rung.DEPUTY else who.holders


def _is_wanted(telling: Telling, choices: Mapping[Reminder, Choice]) -> bool:
    if not wants(reminder_for(telling), choices):
        return False
    return telling.rung is not Rung.LATE or telling.number % interval(choices) == 0


def _note(
    case: Waiting, telling: Telling, people: Iterable[Person], now: datetime
) -> set[int | None]:
    """Add the rows, one for each person, or one for nobody; answers whose row is new."""
    added: set[int | None] = set()
    with connection.cursor() as cursor:
        for person in sorted(each.pk for each in people) or [None]:
            cursor.execute(
                ADD,
                [
                    case.trust,
                    *_key(case, telling),
                    person,
                    telling.due,
                    now,
                ],
            )
            if cursor.fetchone() is not None:
                added.add(person)
    return added
