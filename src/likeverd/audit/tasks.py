"""The job of the hash chains. It only starts an action."""

from __future__ import annotations

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)


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
