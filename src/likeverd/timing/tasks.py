"""The job of the reminders. It only starts an action."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="*/5 * * * *")
@app.task(name="timing.tell_what_is_due", queue="outbox", queueing_lock="timing.tell_what_is_due")
def tell_what_is_due(timestamp: int) -> None:
    """Every five minutes: whoever must be told before a promise is missed. ``timestamp``: Unix seconds."""
    from likeverd.timing import actions

    actions.tell_what_is_due(now=timezone.now())
