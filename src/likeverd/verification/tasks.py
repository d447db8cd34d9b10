"""The job of checks. It only starts an action."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app


@app.periodic(cron="20 3 * * *")
@app.task(
    name="verification.forget_old_use",
    queue="verification",
    queueing_lock="verification.forget_old_use",
)
def forget_old_use(timestamp: int) -> None:
    """Each night: the counts of yesterday's checks. ``timestamp``: Unix seconds."""
    from likeverd.verification import actions

    actions.forget_old_use(now=datetime.fromtimestamp(timestamp, tz=UTC))
