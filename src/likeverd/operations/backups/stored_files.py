"""Content of files that lies in a folder beside the database (LIKEVERD_FILES=folder), copied with each backup.

Copied after the database: a file is written before its row, so every row of the copied database has its file here. A
file never changes; one that the backup before has already is shared with it (a hard link) and takes no more room.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from likeverd.operations.backups.places import Backup, BackupError

FILES = "files"
# The content by the name in its row; raises OSError where there is none.
Reader = Callable[[str], bytes]


def copy(source: Path, part: Path, before: Backup | None) -> None:
    """Copy every file under ``source`` into a backup that is being made. Raises OSError."""
    older = before.folder / FILES if before else None
    target = part / FILES
    target.mkdir(mode=0o700)
    for path in sorted(source.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(source)
        (target / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        known = older / name if older else None
        if known and known.is_file() and known.stat().st_size == path.stat().st_size:
            os.link(known, target / name)
        else:
            shutil.copyfile(path, target / name)


def unpack(backup: Backup, target: Path) -> bool:
    """Copy a backup's files to where a server is restored. Answers whether there were any. Raises BackupError."""
    source = backup.folder / FILES
    if not source.is_dir():
        return False
    try:
        shutil.copytree(source, target / FILES)
    except OSError as error:
        raise BackupError(f"The files could not be copied to {target}: {error}") from error
    return True


def reader_of(folder: Path) -> Reader | None:
    """Reads files of a folder; None where the folder is not there, and files lie elsewhere."""
    if not folder.is_dir():
        return None
    return lambda name: (folder / name).read_bytes()
