"""The jobs of operations. They only start what is written elsewhere."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import timezone
from procrastinate.contrib.django import app

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(
    name="operations.write_status_page",
    queue="operations",
    queueing_lock="operations.write_status_page",
)
def write_status_page(timestamp: int) -> None:
    """Each minute: the page that the proxy shows when Likeverd does not answer. ``timestamp``: Unix seconds."""
    from likeverd.operations.status_page.writing import write

    try:
        write(settings.STATUS_FOLDER, timezone.now())
    except OSError as error:  # a full disk must not fill the queue with failed jobs
        logger.warning("The status page could not be written: %s", error.strerror)
