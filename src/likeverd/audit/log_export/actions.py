"""The only writer of exports of the logs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from likeverd.audit import heads_file
from likeverd.audit.actions import signing_key, write_access
from likeverd.audit.log_export import files
from likeverd.audit.log_export.models import LogExport
from likeverd.audit.models import ACCESS, CASE_EVENTS
from likeverd.audit.selectors import heads
from likeverd.audit.serving import Served
from likeverd.core.access import AccessKind, Ground
from likeverd.core.audit_event import Surroundings
from likeverd.core.log_exporting import Format, kept_for, may_take_out, purpose_in_words
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations.models import HospitalTrust, Person, Unit
from likeverd.organisations.selectors import actor_for

PAGE: Final = "export_log"


class NotTakenOut(Exception):
    """The log was not taken out; the words say why."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. ``after``: leave out the links up to this place (FHIR only: a chain is verified whole)."""

    trust: str
    purpose: str
    format: Format
    days: int
    after: int = 0


def export_log(wanted: Wanted, target: Path, *, by: Person, now: datetime) -> LogExport:
    """Write a trust's logs to the folder ``target``, which must not be there; all of it or nothing.

    Needs the role of log reviewer at the trust, and reads in that person's context: the database lets out no other
    trust's rows. A row of the access log is committed first, so that nothing is read without it; the files get their
    name last, when what was taken out is kept too. Raises ``NotTakenOut``, ``BrokenHeadsError`` and OSError.
    """
    try:
        purpose, life = purpose_in_words(wanted.purpose), kept_for(wanted.days)
    except ValueError as fault:
        raise NotTakenOut(str(fault)) from fault
    if wanted.format is Format.CHAIN and wanted.after:
        raise NotTakenOut("A chain is exported from its beginning, or nobody could verify it.")
    trust = _note(wanted, by, now)
    with files.all_or_nothing(target) as folder:
        written = _write(folder, wanted, trust, by, now)
        files.write_about(folder, _about(wanted, purpose, trust, by, now, now + life, written))
        with transaction.atomic():
            actor_for(by, local_day(now))
            export: LogExport = LogExport.objects.create(
                trust=trust,
                owner=by,
                purpose=purpose,
                format=wanted.format.value,
                contents=[f"{one.name}|{one.rows}|{one.checksum}" for one in written],
                created_at=now,
                expires_at=now + life,
            )
    return export


def _note(wanted: Wanted, by: Person, now: datetime) -> HospitalTrust:
    """Say in the access log that the person takes the log out."""
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        trust = HospitalTrust.objects.filter(code=wanted.trust).first()
        if trust is None or not may_take_out(actor.grants, trust.pk):
            raise NotTakenOut(f"{by.username} is no log reviewer of {wanted.trust!r}.")
        served = Served(
            trust=trust.pk,
            kind=AccessKind.EXPORT,
            ground=Ground.OFFICIAL_NEED,
            role=Role.LOG_REVIEWER.value,
            shown=frozenset({"log", f"log_as_{wanted.format.value}"}),
        )
        write_access([served], by=by, now=now, page=PAGE)
    return trust


def _write(
    folder: Path, wanted: Wanted, trust: HospitalTrust, by: Person, now: datetime
) -> list[files.Written]:
    """All files, from one state of the database, while work goes on."""
    key = signing_key() if wanted.format is Format.CHAIN else None
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        actor_for(by, local_day(now))
        if key is None:
            return [
                files.write_audit_events(
                    folder, ACCESS, trust.pk, wanted.after, _surroundings(trust)
                )
            ]
        own = [head for head in heads() if head.trust == trust.code]
        content = heads_file.content_of(own, now)
        signature = files.HEADS_NAME + heads_file.SIGNATURE
        return [
            *(files.write_chain(folder, log, trust.pk) for log in (CASE_EVENTS, ACCESS)),
            files.write_whole(folder, files.HEADS_NAME, content, len(own)),
            files.write_whole(folder, signature, key.sign(content), 1),
        ]


def _surroundings(trust: HospitalTrust) -> Surroundings:
    return Surroundings(
        settings.PUBLIC_ADDRESS,
        trust.code,
        trust.name,
        dict(Person.objects.values_list("pk", "name")),
        dict(Unit.objects.filter(trust=trust).values_list("pk", "name")),
    )


def _about(
    wanted: Wanted,
    purpose: str,
    trust: HospitalTrust,
    by: Person,
    now: datetime,
    expires_at: datetime,
    written: list[files.Written],
) -> dict[str, Any]:
    return {
        "format": wanted.format.value,
        "trust": trust.code,
        "trust_name": trust.name,
        "trust_number": trust.pk,
        "exported_by": by.username,
        "purpose": purpose,
        "exported_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "delete_by": expires_at.astimezone(UTC).isoformat(timespec="seconds"),
        "after": wanted.after,
        "files": [{"name": one.name, "rows": one.rows, "sha256": one.checksum} for one in written],
    }
