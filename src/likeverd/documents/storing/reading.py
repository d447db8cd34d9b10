"""The content of a file, read from where it lies and compared with the checksum of what was received."""

from __future__ import annotations

import hashlib
import logging

from likeverd.documents.models import Document
from likeverd.documents.storing import ContentDamaged, StorageAway, away_or_full, storage

logger = logging.getLogger(__name__)


def content_of(document: Document) -> bytes:
    """The bytes that were received. Raises ``ContentDamaged`` and ``StorageAway``; both are logged by number alone."""
    try:
        content = _stored(document)
        if hashlib.sha256(content).hexdigest() != document.checksum:
            raise ContentDamaged("differs from its checksum")
    except ContentDamaged as damaged:
        logger.error("File %s %s; it is not handed out", document.pk, damaged)
        raise
    except StorageAway as away:
        logger.error("File %s cannot be read now: %s", document.pk, away)
        raise
    return content


def _stored(document: Document) -> bytes:
    if not document.stored_as:
        return bytes(document.content or b"")
    try:
        with storage().open(document.stored_as, "rb") as file:
            return bytes(file.read(document.size + 1))
    except FileNotFoundError as missing:
        raise ContentDamaged("is missing in the storage") from missing
    except away_or_full() as away:
        raise StorageAway(type(away).__name__) from away
