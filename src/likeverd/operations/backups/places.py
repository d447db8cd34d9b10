"""What lies where in the backup folder.

``base/20261124T034316Z/``: one backup each. A backup that is being made is called ``….part`` and counts for nothing.
``wal/``: the write-ahead log, a compressed file each 16 MB or minute. ``drills.jsonl``: one line for each drill.
``sent-mails/2026-11-24.jsonl``: which mail about which case has left the house, one line each, a file for each day.
"""

from __future__ import annotations

import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from likeverd.operations.server_settings import WANTED

NAME = "%Y%m%dT%H%M%S%fZ"
UNFINISHED = ".part"
MANIFEST = "manifest.json"


class BackupError(RuntimeError):
    """A backup cannot be made, read or restored; the text says why and what to do."""


@dataclass(frozen=True)
class Backup:
    """One finished backup."""

    folder: Path

    @property
    def taken_at(self) -> datetime.datetime:
        """When it was begun."""
        return datetime.datetime.strptime(self.folder.name, NAME).replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class BackupFolder:
    """The folder that ``LIKEVERD_BACKUP_FOLDER`` names."""

    path: Path

    @property
    def log(self) -> Path:
        """The archived write-ahead log."""
        return self.path / "wal"

    @property
    def drills(self) -> Path:
        return self.path / "drills.jsonl"

    @property
    def sent_mails(self) -> Path:
        """A file for each day."""
        return self.path / "sent-mails"

    @property
    def wanted(self) -> Path:
        """While this file stands, the server's log is kept."""
        return self.log / WANTED

    def backups(self) -> list[Backup]:
        """Every finished backup, the newest first."""
        folders = (self.path / "base").glob("*Z")
        found = [Backup(folder) for folder in folders if (folder / MANIFEST).exists()]
        return sorted(found, key=lambda backup: backup.folder.name, reverse=True)

    def newest(self, before: datetime.datetime | None = None) -> Backup:
        """The newest backup, or the newest that was taken before a moment. Raises BackupError where there is none."""
        for backup in self.backups():
            if before is None or backup.taken_at < before:
                return backup
        since = f" from before {before.isoformat()}" if before else ""
        raise BackupError(
            f"There is no finished backup{since} in {self.path}. Run 'likeverd backup'."
        )

    def place_for(self, moment: datetime.datetime) -> Path:
        """Where a backup that begins now is made. It is renamed when it is whole."""
        base = self.path / "base"
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        return base / (moment.astimezone(datetime.UTC).strftime(NAME) + UNFINISHED)

    def record_drill(self, entry: dict[str, Any]) -> None:
        """Keep that a drill was held, and how it went."""
        add_line(self.drills, entry)

    def note_sent_mail(self, message: str, about: str, sent_at: datetime.datetime) -> None:
        """Keep, outside the database, that a mail about a case has left the house. Nothing of its text."""
        day = sent_at.astimezone(datetime.UTC).date().isoformat()
        entry = {"id": message, "about": about, "sent_at": sent_at.isoformat()}
        add_line(self.sent_mails / f"{day}.jsonl", entry)

    def sent_mails_noted(self) -> list[dict[str, Any]]:
        """Every mail that was noted, the oldest first."""
        return [
            entry for path in sorted(self.sent_mails.glob("*.jsonl")) for entry in lines_of(path)
        ]

    def last_good_drill(self) -> datetime.datetime | None:
        """When a restore last proved good; None where it never did."""
        moments = [
            datetime.datetime.fromisoformat(entry["at"])
            for entry in lines_of(self.drills)
            if entry.get("passed") is True
        ]
        return max(moments, default=None)


def add_line(path: Path, entry: dict[str, Any]) -> None:
    """Add one line to a file of JSON lines, in one write, so that lines of several processes never mix."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, (json.dumps(entry, ensure_ascii=False) + "\n").encode())
    finally:
        os.close(handle)


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The entries of a file of JSON lines; a last line that was cut off is left out. Empty where there is no file."""
    if not path.exists():
        return []
    entries = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict):
            entries.append(entry)
    return entries
