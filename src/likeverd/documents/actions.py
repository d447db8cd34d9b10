"""The only place where files are written. A file is judged by its content, not its name."""

import hashlib
import unicodedata
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.http import content_disposition_header

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_change
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.documents import tasks
from likeverd.documents.inspection import LARGEST, Verdict, inspect
from likeverd.documents.inspection.verdicts import WORDS
from likeverd.documents.models import Document
from likeverd.documents.quarantine import actions as quarantine
from likeverd.documents.storing import StorageAway
from likeverd.documents.storing.actions import put, remove_files_of
from likeverd.operations.switches import switches
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

MOST_FILES: Final = 20
NOT_NOW: Final = Text(
    "Filer kan legges til av søkeren eller medhjelperen så lenge søknaden skrives.",
    "Filer kan leggjast til av søkjaren eller medhjelparen så lenge søknaden blir skriven.",
    "Files can be added by the applicant or the helper while the application is written.",
)
SWITCHED_OFF: Final = Text(
    "Filer kan ikke legges ved nå. Søknaden kan skrives og sendes uten; legg ved filen senere.",
    "Filer kan ikkje leggjast ved no. Søknaden kan skrivast og sendast utan; legg ved fila seinare.",
    "Files cannot be attached now. The application can be written and sent without; attach the file later.",
)
TOO_MANY: Final = Text(
    "Saken har så mange filer som den kan ha.",
    "Saka har så mange filer som ho kan ha.",
    "The case has as many files as it can have.",
)
STORAGE_AWAY: Final = Text(
    "Filen kunne ikke lagres akkurat nå. Prøv igjen om litt; alt annet i søknaden er som det var.",
    "Fila kunne ikkje lagrast akkurat no. Prøv igjen om litt; alt anna i søknaden er som det var.",
    "The file could not be stored just now. Try again in a while; everything else in the application is as it was.",
)

__all__ = [
    "LARGEST",
    "MOST_FILES",
    "NotAccepted",
    "attach",
    "content_disposition",
    "remove_files_of",
]


class NotAccepted(Exception):
    """The file is not taken; carries the words for the person."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


def attach(number: str, *, name: str, content: bytes, by: Person, now: datetime) -> Document:
    """Keep a file with a case that is being written.

    Raises ``CaseNotFound``, and ``NotAccepted`` for a file that cannot be taken.
    """
    if switches().uploads_off:
        raise NotAccepted(SWITCHED_OFF)
    found = inspect(content)
    if found.verdict is not Verdict.ACCEPTED:
        raise NotAccepted(WORDS[found.verdict])
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = (
            Case.objects.select_for_update(of=("self",))
            .filter(policy.which(actor), number=number)
            .first()
        )
        if case is None:
            raise CaseNotFound(number)
        if not policy.may_write(actor, case):
            raise NotAccepted(NOT_NOW)
        if Document.objects.filter(case=case).count() >= MOST_FILES:
            raise NotAccepted(TOO_MANY)
        try:
            lies = put(found.content)
        except StorageAway as away:
            raise NotAccepted(STORAGE_AWAY) from away
        document = Document.objects.create(
            case=case,
            kind=Document.PAPER_SCAN if case.paper else Document.ATTACHMENT,
            name=_safe_name(name, found.ending),
            media_type=found.media_type,
            size=len(found.content),
            checksum=hashlib.sha256(found.content).hexdigest(),
            content=lies.content,
            stored_as=lies.stored_as,
            scan=quarantine.first_state(),
            added_by=by,
            added_at=now,
        )
        if document.scan == Document.WAITING:
            tasks.scan.defer()
        serve_change(actor, case, document.pk)
        return document


def _safe_name(name: str, ending: str) -> str:
    """The file's name without control and direction marks, and with an ending that is true."""
    cleaned = "".join(
        char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char)[0] != "C"
    )
    last = cleaned.replace("\\", "/").rsplit("/", 1)[-1]
    stem = last.rsplit(".", 1)[0].strip(" .") or "fil"
    return stem[:120] + ending


def content_disposition(name: str) -> str:
    """The header that makes the browser save the file under its name."""
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
