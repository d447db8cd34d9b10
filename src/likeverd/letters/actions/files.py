"""Setting the files of letters. A letter whose file cannot be set now is tried again each minute, and told of."""

import logging
from datetime import datetime
from typing import Final

from django.db import transaction

from likeverd.letters.models import Letter, LetterFile
from likeverd.letters.records import checksum_of, file_bytes
from likeverd.organisations.context import everything
from likeverd.typesetting import NotTypeset

logger = logging.getLogger(__name__)

WHY_ALL: Final = "letters of every trust wait for their files"
AT_A_TIME: Final = 200


def make_file(letter: Letter, *, now: datetime) -> None:
    """Set the file of a letter and keep it; nothing is done where it is kept already. Raises ``NotTypeset``."""
    if not LetterFile.objects.filter(letter=letter).exists():
        _keep(letter, file_bytes(letter.content, letter.made_at), now)


def _keep(letter: Letter, content: bytes, now: datetime) -> None:
    row = LetterFile(letter=letter, content=content, checksum=checksum_of(content), made_at=now)
    LetterFile.objects.bulk_create([row], ignore_conflicts=True)  # another worker may be faster


def make_waiting_files(*, now: datetime) -> int:
    """Set the files of letters that have none, the oldest first. Answers how many. For the worker's job.

    No transaction is open while a file is set.
    """
    made = 0
    with transaction.atomic():
        everything(WHY_ALL)
        waiting = Letter.objects.filter(file__isnull=True).order_by("pk")
        letters = list(waiting.only("pk", "content", "made_at")[:AT_A_TIME])
    for letter in letters:
        try:
            content = file_bytes(letter.content, letter.made_at)
        except NotTypeset as fault:
            logger.error("The file of letter %s could not be set: %s", letter.pk, fault)
            continue
        with transaction.atomic():
            everything(WHY_ALL)
            _keep(letter, content, now)
        made += 1
    return made
