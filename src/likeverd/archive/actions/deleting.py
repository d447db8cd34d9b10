"""Deleting what is past its time: one case in one short transaction, by a function of the database that looks itself.

Whoever is killed leaves whole cases behind, deleted or not; the next run goes on with what is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from likeverd.core.retention import Kept, KeptBecause, RetentionRules, delete_on, kept_because
from likeverd.documents.storing.actions import content_apart_of
from likeverd.organisations.context import everything
from likeverd.organisations.models import HospitalTrust
from likeverd.organisations.selectors import current_rules_version, trust_rules

WHY_ALL: Final = "what is past its time is looked for at all trusts"
DELETED, GONE = "deleted", "gone"
# What must go besides rows of the database: files kept elsewhere, for instance. Each is asked with the case's id before
# the rows go, and what it answers is called when they are gone and that is committed.
BESIDE_THE_ROWS: Final[tuple[Callable[[int], Callable[[], None]], ...]] = (content_apart_of,)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case that has ended or was never sent: when it may be deleted, and what keeps it today."""

    case: int
    number: str
    trust: str
    day: date | None
    kept: tuple[KeptBecause, ...]
    nightly: bool


@transaction.atomic
def candidates(today: date) -> list[Candidate]:
    """Every such case, the oldest first. Shows nothing of any but number and dates."""
    everything(WHY_ALL)
    rules = _rules(today)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '120s'")
        cursor.execute("SELECT * FROM retention_facts(NULL)")
        rows = cursor.fetchall()
    found = []
    for case, number, trust, sent, ended, counted_from, archived, held in rows:
        facts = Kept(sent, ended, counted_from, archived, held)
        chosen = rules[trust]
        found.append(
            Candidate(
                case,
                number,
                trust,
                delete_on(facts, chosen),
                kept_because(facts, chosen, today),
                chosen.nightly,
            )
        )
    return found


def delete_due(
    run: UUID, by: str, today: date, *, nightly: bool
) -> Iterator[tuple[Candidate, str]]:
    """Delete every case whose time has come, one by one; answers each with what became of it.

    ``nightly``: of those trusts alone that have said that it may be done without anybody asking.
    """
    for one in candidates(today):
        if not one.kept and (one.nightly or not nightly):
            yield one, delete_case(one.case, run, by)


@transaction.atomic
def delete_case(case: int, run: UUID, by: str) -> str:
    """Delete one case: 'deleted', or why the database did not."""
    everything(WHY_ALL)
    afterwards = [prepare(case) for prepare in BESIDE_THE_ROWS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_delete(%s, %s, %s)", [case, run, by])
        (outcome,) = cursor.fetchone()
    if outcome == DELETED:
        for remove in afterwards:
            transaction.on_commit(remove)
    return str(outcome)


@transaction.atomic
def catch_up(now: datetime) -> int:
    """Say of every case that ended before there was an archive that it is due. Answers how many."""
    everything("cases of all trusts that ended before there was an archive")
    with connection.cursor() as cursor:
        cursor.execute("SELECT archive_catch_up(%s)", [now])
        (how_many,) = cursor.fetchone()
    return int(how_many)


def _rules(today: date) -> dict[str, RetentionRules]:
    found = {}
    for trust in HospitalTrust.objects.all():
        version = current_rules_version(trust.pk, today)
        found[trust.code] = (
            trust_rules(trust.pk, version).retention if version else RetentionRules()
        )
    return found
