"""The jobs of files. They only start actions."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app


@app.task(name="documents.scan", queue="documents")
def scan() -> None:
    """Have the files examined that wait; queued together with the file."""
    _scan()


@app.periodic(cron="* * * * *")
@app.task(name="documents.scan_again", queue="documents", queueing_lock="documents.scan_again")
def scan_again(timestamp: int) -> None:
    """Each minute: what waited while the scanner was away. ``timestamp``: Unix seconds."""
    _scan()


@app.periodic(cron="40 3 * * *")
@app.task(
    name="documents.remove_orphans", queue="documents", queueing_lock="documents.remove_orphans"
)
def remove_orphans(timestamp: int) -> None:
    """Each night: take away content that a crash has left without a row. ``timestamp``: Unix seconds."""
    from likeverd.documents.storing.actions import (
        remove_orphans as carry_out,
    )  # as below

    carry_out(now=datetime.fromtimestamp(timestamp, tz=UTC))


def _scan() -> None:
    from likeverd.documents.quarantine.actions import (
        examine_waiting,
    )  # actions queue this job and so import this module

    examine_waiting()
