"""Where the content of files lies, and the one way to it.

``LIKEVERD_FILES`` says where new files go: into their own row, or into ``STORAGES["documents"]`` under a name of pure
chance, which the row keeps. Files stay readable where they were put; ``likeverd move_files`` carries them over.
"""

from __future__ import annotations

from django.core.files.storage import Storage, storages

from likeverd.operations.file_storage import DATABASE

STORAGE = "documents"


class ContentDamaged(Exception):
    """What is stored is missing, or is not what was received: it must not be handed out."""


class StorageAway(Exception):
    """The storage did not answer, or has no room. Nothing is lost; later it may work."""


def new_files_lie_apart() -> bool:
    """Whether new files are put outside of the database."""
    from django.conf import settings

    return bool(settings.FILES_KIND != DATABASE)


def storage() -> Storage:
    """The storage outside of the database. Raises ``StorageAway`` where the settings name none."""
    if STORAGE not in storages.backends:
        raise StorageAway("LIKEVERD_FILES names no storage outside of the database")
    return storages[STORAGE]


def away_or_full() -> tuple[type[Exception], ...]:
    """What a storage raises when it is away or full, by what is installed."""
    try:
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError
    except ImportError:
        return (StorageAway, OSError)
    return (StorageAway, OSError, Boto3Error, BotoCoreError, ClientError)
