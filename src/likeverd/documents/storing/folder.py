"""A folder that keeps what it has taken, also when the power goes the moment after."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class DurableFolder(FileSystemStorage):
    """Django's file system storage, which sees each file onto the disk before its row is written."""

    def _save(self, name: str, content: Any) -> str:
        kept = str(super()._save(name, content))
        path = Path(self.path(kept))
        for each in (path, path.parent, path.parent.parent):
            _see_onto_the_disk(each)
        return kept

    def url(self, name: str | None) -> str:
        """No file has an address of its own: the case's page alone hands it out."""
        raise ValueError("files are served by the case's page alone")


def _see_onto_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
