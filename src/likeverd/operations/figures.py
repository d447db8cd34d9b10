"""How the house is doing, in figures that health, metrics and doctor share. Nothing here knows a case."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from likeverd.operations.backups.places import BackupFolder, lines_of

LEAST_DISK_FREE = 0.10  # of the disk
LONGEST_QUEUE = 60 * 60  # seconds; a job that waited longer tells that no worker runs

# How long the oldest job that could be run by now has waited.
QUEUE_AGE = """
    SELECT extract(epoch FROM now() - min(greatest(event.at, job.scheduled_at)))
    FROM procrastinate_jobs job
    JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
    WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
"""
OUTBOX_AGE = """
    SELECT extract(epoch FROM now() - min(created_at)) FROM outbox_message WHERE sent_at IS NULL
"""
WORKER_SEEN = """
    SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers
"""


def queue_age() -> float:
    """Seconds that the oldest job which could run has waited; 0 where none waits."""
    return _seconds(QUEUE_AGE) or 0.0


def outbox_age() -> float:
    """Seconds since the oldest mail that is not sent was written; 0 where none waits."""
    return _seconds(OUTBOX_AGE) or 0.0


@dataclass(frozen=True)
class HandOvers:
    """Hand-overs to archives, all trusts together: how many failed, how many wait, and for how long the oldest has."""

    failed: int
    waiting: int
    oldest: float  # seconds; 0 where none waits


def hand_overs(now: datetime.datetime) -> HandOvers:
    """How the hand-overs to archives stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, how_many, oldest FROM archive_figures()")
        found = {state: (how_many, oldest) for state, how_many, oldest in cursor.fetchall()}
    waiting = [found[state] for state in ("due", "sent") if state in found]
    ages = [(now - oldest).total_seconds() for _, oldest in waiting]
    return HandOvers(
        failed=found["failed"][0] if "failed" in found else 0,
        waiting=sum(how_many for how_many, _ in waiting),
        oldest=max([0.0, *ages]),
    )


def worker_seen() -> float | None:
    """Seconds since a job worker last gave a sign of life; None where none ever did, or all were stopped."""
    return _seconds(WORKER_SEEN)


def disk_free(path: Path | None = None) -> float:
    """The free part, 0 to 1, of the fullest disk that Likeverd writes to (or of one path's)."""
    paths = [path] if path else [settings.VAR, settings.BACKUP_FOLDER]
    return min(_free(each) for each in paths if each is not None)


def backup_age(now: datetime.datetime) -> float | None:
    """Seconds since the newest finished backup was begun; None where there is none."""
    backups = BackupFolder(settings.BACKUP_FOLDER).backups() if settings.BACKUP_FOLDER else []
    return (now - backups[0].taken_at).total_seconds() if backups else None


def drill_age(now: datetime.datetime) -> float | None:
    """Seconds since a restore last proved good; None where it never did."""
    if settings.BACKUP_FOLDER is None:
        return None
    last = BackupFolder(settings.BACKUP_FOLDER).last_good_drill()
    return (now - last).total_seconds() if last else None


def heads_age(now: datetime.datetime) -> float | None:
    """Seconds since the ends of the hash chains were last exported; None where they never were."""
    newest = newest_heads()
    moments = [entry["exported_at"] for entry in lines_of(newest)] if newest else []
    if not moments:
        return None
    return (now - datetime.datetime.fromisoformat(max(moments))).total_seconds()


def newest_heads() -> Path | None:
    """The newest file of exported ends of the hash chains; None where there is none."""
    return max(Path(settings.HEADS_FOLDER).glob("*.jsonl"), default=None, key=_made)


def _made(path: Path) -> float:
    return path.stat().st_mtime


def _seconds(query: str) -> float | None:
    with connection.cursor() as cursor:
        cursor.execute(query)
        (found,) = cursor.fetchone()
    return None if found is None else max(float(found), 0.0)


def _free(path: Path) -> float:
    while not path.exists():
        path = path.parent
    usage = shutil.disk_usage(path)
    return usage.free / usage.total
