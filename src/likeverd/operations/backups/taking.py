"""Taking a backup.

On the embedded server: PostgreSQL's own base backup with a checksum of each file, and from now on every finished file
of the server's log. On another server, which is backed up by other means (pgBackRest, docs/operations.md), only the
notes: what the database held, so that a restore of it can be compared.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

import psycopg

from likeverd.operations.backups import facts, manifest, stored_files
from likeverd.operations.backups.places import UNFINISHED, Backup, BackupError, BackupFolder
from likeverd.operations.embedded_postgres import Cluster, program

CASES, HEADS = "cases.json", "heads.jsonl"
BASE, NOTES = "base", "notes"
LOG_FILE = re.compile("[0-9A-F]{24}[.]")


def take(
    folder: BackupFolder,
    *,
    address: str,
    cluster: Cluster | None,
    keep: int,
    now: datetime.datetime,
    files: Path | None = None,
) -> Backup:
    """Take a backup and forget those beyond the newest ``keep``.

    ``address`` connects to the database; ``cluster`` is the embedded server, None for another. ``files``: the folder of
    files that lie beside the database. Raises BackupError; a backup that was not finished leaves nothing that counts
    as one.
    """
    started = time.monotonic()
    part = folder.place_for(now)
    _forget_unfinished(part.parent)
    part.mkdir(mode=0o700)
    try:
        if cluster is not None and cluster.archive is not None:
            folder.wanted.touch(
                mode=0o600
            )  # from now on the log is kept: it carries on from this copy
        with facts.connect(address) as connection:
            held = facts.read(connection)
        if cluster is not None:
            _copy_server(cluster, part)
        if files is not None:
            stored_files.copy(files, part, next(iter(folder.backups()), None))
        _write_notes(part, held, now)
        manifest.write(
            part,
            manifest.Manifest(
                kind=NOTES if cluster is None else BASE,
                taken_at=now.isoformat(),
                release=version("likeverd"),
                server=held.server,
                migrations=held.migrations,
                rows=held.rows,
                heads=held.heads,
                seconds=round(time.monotonic() - started, 2),
                files=manifest.files_of(part),
            ),
        )
    except (psycopg.Error, OSError, BackupError) as error:
        shutil.rmtree(part, ignore_errors=True)
        raise BackupError(f"No backup was taken: {error}") from error
    done = Backup(part.with_name(part.name.removesuffix(UNFINISHED)))
    part.rename(done.folder)
    manifest.sync_folder(done.folder.parent)
    _forget_old(folder, keep)
    return done


def _write_notes(part: Path, held: facts.Facts, now: datetime.datetime) -> None:
    cases = {"exported_at": now.isoformat(), "cases": held.cases}
    (part / CASES).write_text(json.dumps(cases), encoding="utf-8")
    lines = [json.dumps(head | {"exported_at": now.isoformat()}) for head in held.heads]
    (part / HEADS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _copy_server(cluster: Cluster, part: Path) -> None:
    """A base backup of the running server, compressed, with the log that makes it whole."""
    command = [str(program("pg_basebackup")), "--dbname", cluster.connection_string()]
    command += ["--pgdata", str(part), "--format=tar", "--gzip", "--compress=1"]
    command += ["--wal-method=stream", "--checkpoint=fast", "--manifest-checksums=SHA256"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise BackupError(f"PostgreSQL's base backup failed: {result.stderr.strip()}")


def _forget_unfinished(base: Path) -> None:
    """Remove what earlier attempts left. A backup that is being made by another process is not touched."""
    old = time.time() - datetime.timedelta(days=1).total_seconds()
    for part in base.glob(f"*{UNFINISHED}"):
        if part.stat().st_mtime < old:
            shutil.rmtree(part)


def _forget_old(folder: BackupFolder, keep: int) -> None:
    """Keep the newest backups, and the log from the oldest of them on."""
    kept = folder.backups()[:keep]
    for backup in folder.backups()[keep:]:
        # Its manifest goes first: a folder that is half removed counts for nothing.
        (backup.folder / manifest.MANIFEST).unlink()
        shutil.rmtree(backup.folder)
    for path in folder.sent_mails.glob("*.jsonl"):
        if kept and path.stem < kept[-1].taken_at.date().isoformat():
            path.unlink()
    first = _first_log_file(kept[-1]) if kept else None
    if first is None:
        return
    for path in folder.log.glob("*.gz"):
        # 8 digits of the timeline, then 16 of the place; only the place tells what is older. Histories stay.
        if LOG_FILE.match(path.name) and path.name[8:24] < first[8:]:
            path.unlink()


def _first_log_file(backup: Backup) -> str | None:
    """The log file at which PostgreSQL would begin to restore this backup; None where it cannot be told."""
    path = backup.folder / "backup_manifest"
    if not path.exists():
        return None
    first = json.loads(path.read_text(encoding="utf-8"))["WAL-Ranges"][0]
    high, low = (int(part, 16) for part in first["Start-LSN"].split("/"))
    return f"{first['Timeline']:08X}{high:08X}{low >> 24:08X}"
