"""A durable embedded server with the demo's people and cases, for tests of backup and restore."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.utils import timezone

from likeverd.operations import roles
from likeverd.operations.backups.drill import hold_drill
from likeverd.operations.backups.places import Backup, BackupFolder
from likeverd.operations.backups.report import Report
from likeverd.operations.backups.taking import take
from likeverd.operations.embedded_postgres import Cluster

COMMAND = [sys.executable, "-m", "likeverd.command_line"]


@dataclass
class BackupHouse:
    """A server with its backup folder, all under ``folder``."""

    folder: Path

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.folder / "postgres", archive=self.backups.log)

    @property
    def backups(self) -> BackupFolder:
        return BackupFolder(self.folder / "backups")

    def fill(self) -> None:
        """The schema and the demo's data, as ``likeverd demo`` makes them."""
        for command in ("migrate", "import_register", "seed_demo"):
            done = self.run(command)
            assert done.returncode == 0, done.stderr

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """One command of Likeverd on this server."""
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LIKEVERD", "DATABASE"))
        }
        surroundings = {"LIKEVERD_MODE": "demo", "LIKEVERD_VAR": str(self.folder)}
        return subprocess.run(
            [*COMMAND, *arguments],
            env=clean | surroundings | more,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def files(self) -> Path:
        """Where files lie when they lie beside the database."""
        return self.folder / "files"

    def back_up(self, keep: int = 7, *, files: bool = False) -> Backup:
        """What ``likeverd backup`` does, without the time that a new process takes."""
        return take(
            self.backups,
            address=self.cluster.connection_string(roles.DATABASE),
            cluster=self.cluster,
            keep=keep,
            now=timezone.now(),
            files=self.files if files else None,
        )

    def drill(self, heads: Path | None = None) -> Report:
        """What ``likeverd restore --drill`` does."""
        return hold_drill(self.backups, now=timezone.now(), scratch=None, heads=heads)

    def execute(self, statement: str) -> list[Any]:
        """One statement in Likeverd's database, as superuser."""
        address = self.cluster.connection_string(roles.DATABASE)
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def archive_everything(self) -> None:
        """Close the log file in hand, and wait until it is in the archive."""
        self.execute("SELECT pg_logical_emit_message(false, 'test', 'something to keep')")
        current = self.execute("SELECT pg_walfile_name(pg_switch_wal())")[0][0]
        for _ in range(300):
            if (self.backups.log / f"{current}.gz").exists():
                return
            self.execute("SELECT pg_sleep(0.05)")
        raise AssertionError(f"{current} did not come into the archive")


def new_folder() -> Path:
    """Made by the user of the temporary folder, open to the server's user as a real one is."""
    folder = Path(tempfile.mkdtemp(prefix="likeverd-backup-"))
    folder.chmod(0o755)
    return folder
