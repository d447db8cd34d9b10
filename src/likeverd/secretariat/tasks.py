"""The job of the register of methods. It only starts an action."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="0 5 * * 1")
@app.task(name="secretariat.tell_of_week", queue="outbox", queueing_lock="secretariat.tell_of_week")
def tell_of_week(timestamp: int) -> None:
    """Each Monday morning: what changed last week, to the secretariat and to those with cases that it touches."""
    from likeverd.secretariat import actions

    actions.tell_of_week(now=timezone.now())
