"""The job of exports. It only starts an action."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="*/10 * * * *")
@app.task(name="exports.empty_expired", queue="exports", queueing_lock="exports.empty_expired")
def empty_expired(timestamp: int) -> None:
    """Every ten minutes: files that have expired are deleted."""
    from likeverd.exports import actions

    actions.empty_expired()
