"""The only writer of exports."""

import hashlib
from datetime import datetime

from django.db import connection, transaction

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.exporting import (
    COLUMNS,
    LIFE,
    LONGEST_PURPOSE,
    MOST_ROWS,
    PURPOSE_NEEDED,
    SHORTEST_PURPOSE,
    as_csv,
)
from likeverd.core.forms.reading import Fault
from likeverd.core.labels import STATE_LABELS
from likeverd.core.vocabulary import EXPORTING_ROLES, State
from likeverd.core.workdays import local_day
from likeverd.exports.models import Export
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.web import formats


class NotExported(Exception):
    """Nothing was taken out; carries the faults at their fields."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


def trusts_to_export(actor: Actor) -> list[int]:
    """The trusts whose list of cases the person may take out."""
    return sorted({grant.trust for grant in actor.grants if grant.role in EXPORTING_ROLES})


def export_cases(trust: int, purpose: str, language: str, *, by: Person, now: datetime) -> Export:
    """Make a file of the cases of a trust that the person may see, without anything that tells who the patients are.

    Each case is noted in the access log as taken out. Raises PermissionError, and ``NotExported``.
    """
    words = " ".join(purpose.split())[:LONGEST_PURPOSE]
    if len(words) < SHORTEST_PURPOSE:
        raise NotExported(Fault("purpose", PURPOSE_NEEDED))
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        if trust not in trusts_to_export(actor):
            raise PermissionError
        cases = list(
            Case.objects.filter(policy.which(actor), trust_id=trust)
            .select_related("method", "department")
            .order_by("-pk")[:MOST_ROWS]
        )
        heads = [title.in_language(language) for title in COLUMNS.values()]
        content = as_csv(heads, (_row(case, language) for case in cases))
        for case in cases:
            serve_case(actor, case, AccessKind.EXPORT, (SUMMARY,))
        export: Export = Export.objects.create(
            trust_id=trust,
            owner=by,
            purpose=words,
            columns=list(COLUMNS),
            rows=len(cases),
            checksum=hashlib.sha256(content).hexdigest(),
            content=content,
            created_at=now,
            expires_at=now + LIFE,
        )
    return export


def _row(case: Case, language: str) -> list[str]:
    yes = {"nb": "ja", "nn": "ja"}.get(language, "yes")
    return [
        case.number,
        STATE_LABELS[State(case.state)].staff.in_language(language),
        case.method.name,
        case.method.indication,
        case.department.name,
        yes if case.urgent else "",
        formats.day(case.submitted_at) if case.submitted_at else "",
        formats.day(case.due_on) if case.due_on else "",
        formats.day(case.ended_at) if case.ended_at else "",
    ]


def end_export(export: int, *, by: Person, now: datetime) -> bool:
    """Delete the content of an own export before its time; the row stays. False where there is none."""
    with transaction.atomic():
        actor_for(by, local_day(now))
        return bool(
            Export.objects.filter(pk=export, owner=by, content__isnull=False).update(
                content=None, emptied_at=now
            )
        )


def empty_expired() -> int:
    """Delete the content of every export that has expired; answers how many. For the worker's job."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT likeverd_empty_expired_exports()")
        return int(cursor.fetchone()[0])
