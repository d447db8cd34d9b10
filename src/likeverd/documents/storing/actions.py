"""Puts content where it is to lie, takes it away for good, carries it over, and clears up after crashes.

A file is written before its row and taken away after it: whatever breaks in between leaves a file without a row, which
nobody can reach and ``remove_orphans`` takes away, never a row without its file.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Final, NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from likeverd.cases.models import Case
from likeverd.documents.models import Document
from likeverd.documents.storing import (
    ContentDamaged,
    StorageAway,
    away_or_full,
    new_files_lie_apart,
    storage,
)
from likeverd.documents.storing.reading import content_of
from likeverd.organisations.context import everything

logger = logging.getLogger(__name__)

WHY_ALL: Final = "files of every trust are looked after where they lie"
# A request is over after half a minute, and a backup's restore is noticed within a day.
ORPHAN_AFTER: Final = timedelta(days=2)
# A storage in which most files are unknown belongs to another database, or this one has been restored from of old.
FEW_ORPHANS: Final = 20


class Lies(NamedTuple):
    """Where content lies: in the row, or in the storage under a name."""

    content: bytes | None
    stored_as: str


class Moved(NamedTuple):
    """How many files were carried over, and the ids of those that could not be read."""

    moved: int
    left: list[int]


def put(content: bytes) -> Lies:
    """Keep content where new files go. Raises ``StorageAway``."""
    if not new_files_lie_apart():
        return Lies(content, "")
    return Lies(None, _stored(content))


def _stored(content: bytes) -> str:
    name = secrets.token_hex(16)
    try:
        return str(storage().save(f"{name[:2]}/{name}", ContentFile(content)))
    except away_or_full() as away:
        logger.error("A file could not be stored: %s", type(away).__name__)
        raise StorageAway(type(away).__name__) from away


def remove_files_of(case: Case) -> int:
    """Take away every file of a case for good, rows and content. Answers how many.

    Called by retention alone, in its transaction and context. Content outside of the database goes when that
    transaction is done; if the storage is away then, ``remove_orphans`` does it later. Raises ``ProtectedError`` while
    a block on one of the files stands (``sight``).
    """
    names = list(
        Document.objects.filter(case=case).exclude(stored_as="").values_list("stored_as", flat=True)
    )
    _, by_model = Document.objects.filter(case=case).delete()
    _forget_after_commit(names)
    return by_model.get(Document._meta.label, 0)


def content_apart_of(case: int) -> Callable[[], None]:
    """What takes away, once a case is gone for good, the content of its files that lies outside of the database.

    Asked before the rows go, called after the commit. What is left where the storage is away, ``remove_orphans`` takes.
    """
    rows = Document.objects.filter(case_id=case).exclude(stored_as="")
    return partial(_forget, list(rows.values_list("stored_as", flat=True)))


def _forget_after_commit(names: list[str]) -> None:
    if names:
        transaction.on_commit(partial(_forget, names))


def _forget(names: list[str]) -> None:
    for name in names:
        try:
            storage().delete(name)
        except away_or_full() as away:
            logger.warning("Content of a removed file is left for later: %s", type(away).__name__)


def move_files(*, to_database: bool) -> Moved:
    """Carry every file that lies elsewhere over, each in a transaction of its own, so that it may be begun again."""
    with transaction.atomic():
        everything(WHY_ALL)
        lie_apart = Document.objects.exclude(stored_as="")
        wanted = lie_apart if to_database else Document.objects.filter(stored_as="")
        numbers = list(wanted.order_by("id").values_list("pk", flat=True))
    left = [number for number in numbers if not _moved(number, to_database=to_database)]
    return Moved(len(numbers) - len(left), left)


def _moved(number: int, *, to_database: bool) -> bool:
    """Whether the file is where it should be. One that differs from its checksum stays where it is."""
    with transaction.atomic():
        everything(WHY_ALL)
        document = Document.objects.select_for_update(of=("self",)).filter(pk=number).first()
        if document is None or bool(document.stored_as) is not to_database:
            return True  # removed, or moved by another
        try:
            content = content_of(document)
        except (ContentDamaged, StorageAway):
            return False
        lies = Lies(content, "") if to_database else Lies(None, _verified(content))
        Document.objects.filter(pk=number).update(content=lies.content, stored_as=lies.stored_as)
        if to_database:
            _forget_after_commit([document.stored_as])
    return True


def _verified(content: bytes) -> str:
    """Store content and read it back. Raises ``StorageAway`` where it is not the same."""
    name = _stored(content)
    with storage().open(name, "rb") as file:
        if hashlib.sha256(file.read()).digest() != hashlib.sha256(content).digest():
            raise StorageAway("the storage gave back something else")
    return name


def remove_orphans(*, now: datetime) -> int:
    """Take away content that no row knows and that is older than ``ORPHAN_AFTER``. Answers how many."""
    if not new_files_lie_apart():
        return 0
    place = storage()
    with transaction.atomic():
        everything(WHY_ALL)
        known = set(Document.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    orphans = [
        name
        for name in _names(place)
        if name not in known and place.get_modified_time(name) < now - ORPHAN_AFTER
    ]
    if len(orphans) > max(FEW_ORPHANS, len(known)):
        logger.error(
            "%s of the storage's files belong to no row: is it this database's? Nothing is removed",
            len(orphans),
        )
        return 0
    for name in orphans:
        place.delete(name)
    if orphans:
        logger.warning("%s files that no row knew were removed from the storage", len(orphans))
    return len(orphans)


def _names(place: Storage, folder: str = "") -> Iterator[str]:
    folders, files = place.listdir(folder)
    for name in files:
        yield f"{folder}/{name}" if folder else name
    for name in folders:
        yield from _names(place, f"{folder}/{name}" if folder else name)
