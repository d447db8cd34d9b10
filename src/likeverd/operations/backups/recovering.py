"""Making a database server's files from a backup and the archived log."""

from __future__ import annotations

import contextlib
import datetime
import json
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from likeverd.operations import embedded_postgres
from likeverd.operations.backups import manifest
from likeverd.operations.backups.places import Backup, BackupError, BackupFolder
from likeverd.operations.backups.taking import BASE
from likeverd.operations.embedded_postgres import Cluster, program
from likeverd.operations.server_settings import restore_command
from likeverd.operations.unprivileged import UnprivilegedError, server_user

MOST_SECONDS = 4 * 60 * 60


def unpack(backup: Backup, target: Path) -> None:
    """Check a backup's files and unpack them to ``target/data``. Raises BackupError; never writes over anything."""
    noted = manifest.read(backup.folder)
    if noted.kind != BASE:
        raise BackupError(
            f"{backup.folder} holds only notes: the server is backed up by other means (docs/operations.md)."
        )
    found = manifest.faults(backup.folder, noted)
    if found:
        raise BackupError(f"The backup {backup.folder} is not whole: {'; '.join(found)}.")
    data = target / "data"
    if data.exists():
        raise BackupError(f"{data} exists already; nothing is written over. Give another folder.")
    data.mkdir(mode=0o700, parents=True)
    for name, place in (("base.tar.gz", data), ("pg_wal.tar.gz", data / "pg_wal")):
        with tarfile.open(backup.folder / name) as archive:
            archive.extractall(place, filter="data")
    data.chmod(0o700)
    _compare_with_servers_own_manifest(backup, data)


def _compare_with_servers_own_manifest(backup: Backup, data: Path) -> None:
    """Each file that PostgreSQL copied, by the SHA-256 that it noted. (Its own program for this, pg_verifybackup, ends
    with a memory fault in the package that carries the embedded server.)
    """
    noted = json.loads((backup.folder / "backup_manifest").read_text(encoding="utf-8"))
    for entry in noted["Files"]:
        name = entry.get("Path") or bytes.fromhex(entry["Encoded-Path"]).decode(errors="replace")
        path = data / name
        if not path.is_file() or manifest.checksum(path) != entry["Checksum"]:
            raise BackupError(
                f"The unpacked file {name} is missing or differs from what was copied."
            )


def ask_for_recovery(folder: BackupFolder, target: Path, until: datetime.datetime | None) -> None:
    """Tell the server to apply the archived log when it starts: all of it, or until a moment.

    A log that was carried here by another user is given to the server's. Raises BackupError where it cannot be.
    """
    if folder.log.exists():
        try:
            server_user(program("postgres"), target, folder.log).own(folder.log)
        except (OSError, UnprivilegedError) as error:
            raise BackupError(f"The server cannot read the log in {folder.log}: {error}") from error
    lines = [
        f"restore_command = '{restore_command(folder.log)}'",
        "recovery_target_timeline = 'latest'",
    ]
    if until is not None:
        moment = until.astimezone(datetime.UTC).isoformat(sep=" ")
        lines += [f"recovery_target_time = '{moment}'", "recovery_target_action = 'promote'"]
    with (target / "data" / "postgresql.auto.conf").open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
    (target / "data" / "recovery.signal").touch(mode=0o600)


def forget_recovery(target: Path) -> None:
    """Take the settings of the recovery out again, so that they bind no later start."""
    path = target / "data" / "postgresql.auto.conf"
    ours = ("restore_command", "recovery_target")
    kept = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(ours)
    ]
    path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


@contextlib.contextmanager
def recovered(target: Path) -> Iterator[Cluster]:
    """Start the server on unpacked files and wait until the log is applied; stop it afterwards. Gives its cluster."""
    cluster = Cluster(target, start_seconds=MOST_SECONDS)
    try:
        with embedded_postgres.attached(cluster):
            _wait_until_recovered(cluster)
            yield cluster
    except embedded_postgres.EmbeddedPostgresError as error:
        raise BackupError(f"The restored server did not start: {error}") from error


def _wait_until_recovered(cluster: Cluster) -> None:
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        with psycopg.connect(cluster.connection_string()) as connection:
            row = connection.execute("SELECT pg_is_in_recovery()").fetchone()
        if row and not row[0]:
            return
        time.sleep(0.1)
    raise BackupError("The restored server did not finish applying its log.")


def check_pages(cluster: Cluster) -> list[str]:
    """PostgreSQL's check of the checksum of each page, on a server that is stopped. Answers its complaint, if any."""
    command = [str(program("pg_checksums")), "--check", "--pgdata", str(cluster.data)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if result.returncode == 0 else [(result.stderr or result.stdout).strip()]
