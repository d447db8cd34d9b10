"""What a backup consists of and what it holds, written when it is whole: with it the backup counts as one."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from likeverd.operations.backups.places import MANIFEST, BackupError

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """``kind`` is ``base`` (a copy of the server's files) or ``notes`` (only what the database held, see ``taking``).

    ``rows``: number of rows by table. ``heads``: the ends of the hash chains, as the audit exports them. ``files``:
    SHA-256 and size of each other file of the backup, by name. ``seconds``: how long it took.
    """

    kind: str
    taken_at: str
    release: str
    server: str
    migrations: list[str]
    rows: dict[str, int]
    heads: list[dict[str, Any]]
    seconds: float
    files: dict[str, dict[str, Any]] = field(default_factory=dict)


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest of everything in the folder, and see it onto the disk."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    part = folder / f"{MANIFEST}.part"
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.rename(folder / MANIFEST)
    sync_folder(folder)


def read(folder: Path) -> Manifest:
    """The manifest of a backup. Raises BackupError where it cannot be read."""
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BackupError(f"The manifest of {folder} cannot be read: {error}") from error


def files_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Checksum and size of each file in the folder, seen onto the disk."""
    found = {}
    for name, path in sorted(_parts(folder).items()):
        with path.open("rb") as file:
            os.fsync(file.fileno())
        found[name] = {"sha256": checksum(path), "bytes": path.stat().st_size}
    return found


def _parts(folder: Path) -> dict[str, Path]:
    """Each file in a backup's folder but the manifest, by its path within."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    named.pop(MANIFEST, None)
    return named


def faults(folder: Path, manifest: Manifest) -> list[str]:
    """What is missing, changed or too much in a backup's folder."""
    present = _parts(folder).keys()
    found = [f"{name} is not in the manifest" for name in sorted(present - manifest.files.keys())]
    for name, noted in manifest.files.items():
        if name not in present:
            found.append(f"{name} is missing")
        elif checksum(folder / name) != noted["sha256"]:
            found.append(f"{name} has changed since the backup was taken")
    return found


def checksum(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def sync_folder(folder: Path) -> None:
    """See the names in a folder onto the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
