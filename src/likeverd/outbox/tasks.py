"""The outbox's jobs. They only start actions."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.task(name="outbox.deliver", queue="outbox")
def deliver() -> None:
    """Send what waits; queued together with the messages."""
    _deliver()


@app.periodic(cron="* * * * *")
@app.task(name="outbox.deliver_again", queue="outbox", queueing_lock="outbox.deliver_again")
def deliver_again(timestamp: int) -> None:
    """Each minute: what failed before and is due again, and what a killed worker left. ``timestamp``: Unix seconds."""
    _deliver()


def _deliver() -> None:
    from likeverd.outbox.actions import (
        deliver_waiting,
    )  # actions queue this job and so import this module

    deliver_waiting(timezone.now)
