"""The jobs of the logs. They only start actions."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)
DAYS_REVIEWED = 7


@app.periodic(cron="20 1 * * *")
@app.task(name="audit.export_heads", queue="audit", queueing_lock="audit.export_heads")
def export_heads(timestamp: int) -> None:
    """Each night: the signed heads of all chains, to the folder and the address that leave the machine."""
    from likeverd.audit import actions
    from likeverd.audit.heads_file import BrokenHeadsError

    try:
        actions.export_heads(None, now=timezone.now(), mail=True)
    except (
        OSError,
        BrokenHeadsError,
    ) as fault:  # doctor and metrics tell how old the newest heads are
        logger.error("The heads could not be exported: %s", type(fault).__name__)


@app.periodic(cron="40 3 * * *")
@app.task(name="audit.review_log", queue="audit", queueing_lock="audit.review_log")
def review_log(timestamp: int) -> None:
    """Each night: the rules of log review, over a week, so that a night without a worker is made up for."""
    from likeverd.audit.review import actions as review

    found = review.review_log(DAYS_REVIEWED, now=timezone.now())
    logger.info("Log review: %s new findings", sum(found.values()))
