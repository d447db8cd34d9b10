"""Who has seen what of a patient: the rows of the access log, complete, the newest first; emergencies before all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection

from likeverd.audit.models import AccessEntry
from likeverd.audit.serving import Served, serve
from likeverd.cases.models import Case
from likeverd.core.access import AccessKind, Ground
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.patient_words import BECAUSE, DID, WHAT
from likeverd.core.sight import EMERGENCY_REASONS, EmergencyReason
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import HospitalTrust, Person
from likeverd.patients.context import PatientContext
from likeverd.patients.selectors import serve_own
from likeverd.sight.models import Block, EmergencySight

PAGE: Final = 50
MOST_ON_PAPER: Final = 2000
# Of each of the person's rows the newest are taken by the index, so that a log of any length costs the same.
NEWEST: Final = """
    SELECT seen.id FROM unnest(%s::bigint[]) AS own (patient) CROSS JOIN LATERAL (
        SELECT id FROM audit_accessentry WHERE patient = own.patient AND id < %s ORDER BY id DESC LIMIT %s
    ) seen ORDER BY seen.id DESC LIMIT %s
"""
ALL: Final = 2**62
YOU: Final = Text("Du selv", "Du sjølv", "Yourself")


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the log in words. ``what`` is what was shown; ``emergency`` marks an emergency sight."""

    pk: int
    at: datetime
    who: Text
    role: Text | None
    hospital: str
    number: str
    did: Text
    what: Sequence[Text]
    why: Text
    emergency: bool
    own: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A case opened in an emergency: by whom, when, and why. ``blocked``: it was closed, and opened by this."""

    at: datetime
    until: datetime
    who: str
    hospital: str
    number: str
    reason: Text
    words: str
    blocked: bool


def looks(patient: PatientContext, *, before: int = ALL, most: int = PAGE) -> list[Look]:
    """The rows of the log about the patient that are older than ``before``, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [patient.patients, before, most, most])
        ids = [row[0] for row in cursor.fetchall()]
    rows = list(AccessEntry.objects.filter(pk__in=ids).order_by("-pk"))
    people = Person.objects.in_bulk({row.practitioner_id for row in rows if row.practitioner_id})
    trusts = HospitalTrust.objects.in_bulk({row.trust_id for row in rows})
    return [_in_words(row, people, trusts) for row in rows]


def _in_words(
    row: AccessEntry, people: dict[int, Person], trusts: dict[int, HospitalTrust]
) -> Look:
    own = row.practitioner_id is None
    return Look(
        pk=row.pk,
        at=row.at,
        who=YOU if own else unchanged(people[row.practitioner_id].name),
        role=ROLE_LABELS[Role(row.role)] if row.role in set(Role) else None,
        hospital=trusts[row.trust_id].name,
        number=row.decision_ref,
        did=DID[AccessKind(row.kind)],
        what=[WHAT[part] for part in row.shown if part in WHAT],
        why=BECAUSE[Ground(row.purpose_of_use_details)],
        emergency=row.kind == AccessKind.EMERGENCY or row.emergency is not None,
        own=own,
    )


def opened_in_emergency(patient: PatientContext) -> list[Opened]:
    """Every emergency sight of the patient's released cases, the newest first."""
    sights = EmergencySight.objects.filter(case__patient_id__in=patient.patients)
    rows = list(sights.select_related("person", "trust", "case__patient").order_by("-pk"))
    blocks = list(Block.objects.all()) if rows else []
    return [
        Opened(
            at=row.begins_at,
            until=row.ended_at or row.ends_at,
            who=row.person.name,
            hospital=row.trust.name,
            number=row.case.number,
            reason=EMERGENCY_REASONS[EmergencyReason(row.reason)],
            words=row.words,
            blocked=any(_was_closed(block, row) for block in blocks),
        )
        for row in rows
    ]


def _was_closed(block: Block, sight: EmergencySight) -> bool:
    """Whether a block closed the case to the person when the sight was in force."""
    if block.person_id not in (None, sight.person_id) or block.trust_id != sight.trust_id:
        return False
    if (
        block.case_id != sight.case_id
        and block.identity_number != sight.case.patient.identity_number
    ):
        return False
    until = sight.ended_at or sight.ends_at
    return block.set_at < until and (block.lifted_at is None or block.lifted_at > sight.begins_at)


def note_that_it_was_read(patient: PatientContext, kind: AccessKind) -> None:
    """The patient's own look at the log is a row of the log: one for each released case, or else for each trust."""
    cases = list(Case.objects.filter(patient_id__in=patient.patients))
    for case in cases:
        serve_own(case, kind, "access_log")
    for own, trust in patient.rows:
        if trust not in {case.trust_id for case in cases}:
            shown = frozenset({"access_log"})
            serve(Served(trust=trust, kind=kind, ground=Ground.PATIENT, patient=own, shown=shown))
