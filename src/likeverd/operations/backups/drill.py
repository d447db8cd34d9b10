"""The drill: restore the newest backup and the log into a server of its own, look at everything, and throw it away."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.core.management import get_commands

from likeverd.operations import roles
from likeverd.operations.backups import comparing, facts, manifest, recovering, stored_files
from likeverd.operations.backups.places import Backup, BackupError, BackupFolder
from likeverd.operations.backups.report import Report
from likeverd.operations.backups.taking import CASES, HEADS
from likeverd.operations.embedded_postgres import Cluster

VERIFY_SECONDS = 3600


def hold_drill(
    folder: BackupFolder, *, now: datetime.datetime, scratch: Path | None, heads: Path | None
) -> Report:
    """Restore into a folder of its own under ``scratch`` and check. The report says whether it passed; it is recorded.

    ``heads``: a file of exported ends of the hash chains. Raises BackupError only where there is nothing to restore.
    """
    backup = folder.newest()
    report = Report(at=now.isoformat(), backup=backup.folder.name)
    # Beside the backups by default: who reaches the archived log reaches this, too.
    parent = scratch or folder.path
    parent.mkdir(parents=True, exist_ok=True)
    target = Path(tempfile.mkdtemp(prefix="drill-", dir=parent))
    target.chmod(0o755)  # the server's user passes through; its data folder is closed to others
    try:
        _restore_and_check(folder, backup, target, report, heads)
    finally:
        shutil.rmtree(Cluster(target).socket_directory, ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        folder.record_drill(report.as_json())
    return report


def _restore_and_check(
    folder: BackupFolder, backup: Backup, target: Path, report: Report, heads: Path | None
) -> None:
    try:
        with report.timed("backup's files compared with their checksums and unpacked"):
            recovering.unpack(backup, target)
            recovering.ask_for_recovery(folder, target, None)
        with contextlib.ExitStack() as running:
            with report.timed("server started and log applied") as words:
                cluster = running.enter_context(recovering.recovered(target))
                words.append(f"ok: {_until(cluster, report)}")
            address = cluster.connection_string(roles.DATABASE)
            check_database(
                address,
                report,
                backup,
                sent_mails=folder.sent_mails_noted(),
                heads=heads,
                read_stored=stored_files.reader_of(backup.folder / stored_files.FILES),
            )
            _verify_log(cluster, report, heads)
        with report.timed("checksums of all pages") as words:
            words.extend(recovering.check_pages(Cluster(target)))
    except (BackupError, psycopg.Error) as error:
        with report.timed("restore") as words:
            words.append(str(error))


def check_database(
    address: str,
    report: Report,
    backup: Backup,
    *,
    sent_mails: list[dict[str, Any]],
    heads: Path | None,
    read_stored: stored_files.Reader | None,
) -> None:
    """Compare a restored database with what its backup noted, and with the traces outside it."""
    noted = manifest.read(backup.folder)
    with facts.connect(address) as connection:
        with report.timed("rows in each table, against the backup's notes") as words:
            held = facts.read(connection)
            guarded = facts.append_only(connection)
            words.extend(_fewer_rows(noted.rows, held.rows, guarded))
            words.append(f"ok: {sum(held.rows.values())} rows in {len(held.rows)} tables")
        with report.timed("migrations") as words:
            missing = sorted(set(noted.migrations) - set(held.migrations))
            words.extend(f"{name} is missing" for name in missing)
        with facts.one_moment(connection), report.timed("sample of files, by SHA-256") as words:
            sample = facts.sampled_documents(connection, read_stored)
            words.extend(f"file {number} differs from its checksum" for number in sample.broken)
            words.append(f"ok: {sample.seen} files")
            if sample.elsewhere:
                words.append(f"ok: {sample.elsewhere} lie in a storage with backups of its own")
        with report.timed("cases, mails and chains that left the house before") as words:
            compared = comparing.compare_database(
                connection,
                held.cases,
                held.heads,
                exported_cases=backup.folder / CASES,
                exported_heads=heads or backup.folder / HEADS,
                sent_mails=sent_mails,
            )
            report.cases_to_enter_again = [asdict(case) for case in compared.cases]
            words.extend(compared.chains)
            if compared.cases:
                words.append(f"{len(compared.cases)} cases are older here than outside")
            words.append(f"ok: {len(held.cases)} cases")


def _fewer_rows(noted: dict[str, int], held: dict[str, int], guarded: set[str]) -> Iterator[str]:
    """Tables that are gone, and tables that are only added to and have fewer rows than at the backup."""
    for table, rows in noted.items():
        if table not in held:
            yield f"the table {table} is missing"
        elif held[table] < rows and table in guarded | {"cases_case"}:
            yield f"{table} has {held[table]} rows; it had {rows}"


def _until(cluster: Cluster, report: Report) -> str:
    with psycopg.connect(cluster.connection_string()) as connection:
        row = connection.execute("SELECT pg_last_xact_replay_timestamp()").fetchone()
    report.restored_until = row[0].isoformat() if row and row[0] else "the end of the backup"
    return f"until {report.restored_until}"


def _verify_log(cluster: Cluster, report: Report, heads: Path | None) -> None:
    """The hash chains, by the command that any auditor uses."""
    if "verify_log" not in get_commands():
        return
    environment = os.environ | {
        "DATABASE_URL": _address(cluster, roles.APPLICATION),
        "DATABASE_OWNER_URL": _address(cluster, roles.OWNER),
    }
    command = [sys.executable, "-m", "likeverd.command_line", "verify_log"]
    command += ["--heads", str(heads)] if heads else []
    with report.timed("hash chains (verify_log)") as words:
        result = subprocess.run(
            command,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=VERIFY_SECONDS,
        )
        told = (result.stdout.strip() or result.stderr.strip()).splitlines()
        last = told[-1] if told else ""
        words.append(f"ok: {last}" if result.returncode == 0 else last or "failed")


def _address(cluster: Cluster, role: str) -> str:
    return f"postgresql://{role}@/{roles.DATABASE}?host={quote(str(cluster.socket_directory), safe='')}"
