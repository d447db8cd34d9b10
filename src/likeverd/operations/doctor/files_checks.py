"""Where the content of files lies: that it can be written, read and removed, and that nothing lies out of reach."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, transaction

from likeverd.documents.storing import STORAGE, away_or_full
from likeverd.operations.doctor.finding import Finding, Level, judged, well
from likeverd.operations.file_storage import DATABASE, FOLDER
from likeverd.organisations.context import everything

NAME = "place of files"
WHERE = """
    SELECT count(*) FILTER (WHERE stored_as = ''), count(*) FILTER (WHERE stored_as <> '')
    FROM documents_document
"""


def checks() -> Iterator[Finding]:
    """Everything that is asked of the storage of files."""
    inside, apart = _where_files_lie()
    kind = settings.FILES_KIND
    if kind == DATABASE:
        yield judged(
            NAME,
            apart == 0,
            f"{inside} files in the database" if apart == 0 else f"{apart} files lie elsewhere",
            "Set LIKEVERD_FILES to where they lie, and run 'likeverd move_files --to-database'.",
        )
        return
    yield _tried(kind)
    if inside:
        yield Finding(
            "files still in the database",
            Level.WARNING,
            f"{inside}, beside {apart} in the {kind}",
            "Run 'likeverd move_files'; until then they are read where they lie.",
        )
    if kind == FOLDER:
        mode = Path(settings.FILES_FOLDER).stat().st_mode if settings.FILES_FOLDER.exists() else 0
        yield judged(
            "folder of files",
            mode & 0o077 == 0,
            "closed to other users" if mode & 0o077 == 0 else "open to other users",
            f"Run 'chmod 700 {settings.FILES_FOLDER}'.",
        )


def _where_files_lie() -> tuple[int, int]:
    with transaction.atomic():
        everything("files of every trust are counted")
        with connection.cursor() as cursor:
            cursor.execute(WHERE)
            inside, apart = cursor.fetchone()
    return inside, apart


def _tried(kind: str) -> Finding:
    """Write, read and remove a few bytes under a name that no file has."""
    place, written = storages[STORAGE], secrets.token_bytes(64)
    name = f"doctor/{secrets.token_hex(16)}"
    mend = "See that it is there, has room, and that the settings LIKEVERD_FILES_… are right."
    try:
        place.save(name, ContentFile(written))
        with place.open(name, "rb") as file:
            read = file.read()
        place.delete(name)
    except away_or_full() as fault:
        return Finding(NAME, Level.FAULT, f"{kind}: {type(fault).__name__}", mend)
    if read != written:
        return Finding(NAME, Level.FAULT, f"{kind}: gave back something else", mend)
    return well(NAME, f"{kind}: written, read and removed")
