"""Where the content of files lies, from the environment: the database, a folder, or a bucket that speaks S3.

docs/adr/0050 says why, with figures. Read by the settings, so nothing of Django's models may be asked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

DATABASE, FOLDER, BUCKET = "database", "folder", "s3"
KINDS: Final = (DATABASE, FOLDER, BUCKET)
CONNECT_SECONDS, READ_SECONDS, ATTEMPTS = 3, 10, 2


def kind_of_storage(environ: Mapping[str, str]) -> str:
    """``LIKEVERD_FILES``, the database where it is not set."""
    kind = environ.get("LIKEVERD_FILES") or DATABASE
    if kind not in KINDS:
        raise ImproperlyConfigured(f"LIKEVERD_FILES must be {', '.join(KINDS)}, not {kind!r}.")
    return kind


def documents_storage(environ: Mapping[str, str], default_folder: Path) -> dict[str, Any] | None:
    """The entry ``documents`` of Django's ``STORAGES``; None where files lie in the database."""
    folder = folder_of_files(environ, default_folder)
    if folder is not None:
        return _folder(folder)
    return _bucket(environ) if kind_of_storage(environ) == BUCKET else None


def folder_of_files(environ: Mapping[str, str], default_folder: Path) -> Path | None:
    """The folder in which files lie; None where they lie elsewhere."""
    if kind_of_storage(environ) != FOLDER:
        return None
    folder = Path(environ.get("LIKEVERD_FILES_FOLDER") or default_folder)
    if not folder.is_absolute():
        raise ImproperlyConfigured("LIKEVERD_FILES_FOLDER must be a whole path, from / on.")
    return folder


def _folder(folder: Path) -> dict[str, Any]:
    """Files in a folder that nobody else may read."""
    return {
        "BACKEND": "likeverd.documents.storing.folder.DurableFolder",
        "OPTIONS": {
            "location": str(folder),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def _bucket(environ: Mapping[str, str]) -> dict[str, Any]:
    """A bucket at any service that speaks S3; every answer is waited for shortly, since a person waits too."""
    names = ("BUCKET", "ENDPOINT", "KEY_ID", "SECRET")
    given = {name: environ.get(f"LIKEVERD_FILES_{name}", "") for name in names}
    missing = [f"LIKEVERD_FILES_{name}" for name in names if not given[name]]
    if missing:
        raise ImproperlyConfigured(f"LIKEVERD_FILES=s3 needs {', '.join(missing)}.")
    try:
        from botocore.config import Config
    except ImportError as absent:
        raise ImproperlyConfigured(
            "LIKEVERD_FILES=s3 needs a part that is not installed: pip install 'likeverd[s3]'."
        ) from absent
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": given["BUCKET"],
            "endpoint_url": given["ENDPOINT"],
            "region_name": environ.get("LIKEVERD_FILES_REGION") or "us-east-1",
            "access_key": given["KEY_ID"],
            "secret_key": given["SECRET"],
            "file_overwrite": True,  # names are chance: none is used twice, and nobody needs to ask
            "default_acl": None,
            "querystring_auth": True,
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                retries={"total_max_attempts": ATTEMPTS},
            ),
        },
    }
