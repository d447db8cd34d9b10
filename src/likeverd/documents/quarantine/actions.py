"""Has waiting files examined, one at a time. A scanner that is away or slow leaves them where they are."""

from __future__ import annotations

import logging

from django.db import transaction

from likeverd.documents.models import Document
from likeverd.documents.storing import ContentDamaged, StorageAway
from likeverd.documents.storing.reading import content_of
from likeverd.organisations.context import everything
from likeverd.outbox.virus_scanner import Answer, ScannerAway, is_configured, scan

logger = logging.getLogger(__name__)

WHY_ALL = "files of every trust wait for the scanner"


def first_state() -> str:
    """Where a new file begins: waiting, or served as it is where operations run no scanner."""
    return Document.WAITING if is_configured() else Document.NO_SCANNER


def examine_waiting() -> int:
    """Ask the scanner about every file that waits, the oldest first. Answers how many it judged.

    No transaction is open while the scanner thinks: it may take a minute for one file.
    """
    if not is_configured():
        return 0
    judged = 0
    with transaction.atomic():
        everything(WHY_ALL)
        waiting = Document.objects.filter(scan=Document.WAITING).order_by("id")
        numbers = list(waiting.values_list("pk", flat=True))
    for number in numbers:
        with transaction.atomic():
            everything(WHY_ALL)
            document = Document.objects.filter(pk=number, scan=Document.WAITING).first()
        if document is None:
            continue  # another worker was faster
        try:
            answer = scan(content_of(document))
        except ContentDamaged:
            continue  # logged where it was read; it waits, and is handed to nobody
        except StorageAway:
            break
        except ScannerAway as away:
            logger.warning("The virus scanner gave no verdict (%s); files wait", away)
            break
        _note(number, answer)
        judged += 1
    return judged


def _note(number: int, answer: Answer) -> None:
    state = Document.CLEAN if answer is Answer.CLEAN else Document.INFECTED
    with transaction.atomic():
        everything(WHY_ALL)
        Document.objects.filter(pk=number, scan=Document.WAITING).update(scan=state)
    if answer is Answer.INFECTED:
        logger.error("The virus scanner has found something in file %s; it is not served", number)
