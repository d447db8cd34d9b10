"""Health pages for load balancers and monitoring. They tell a stranger nothing but yes or no.

``/health/live``: the process answers. ``/health/ready``: the database answers and its schema is this release's, the
disk has room, and jobs do not pile up. What is wrong stands in the log, and ``likeverd doctor`` tells how to mend it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from likeverd.operations import figures

logger = logging.getLogger(__name__)


class HealthPages:
    """Middleware above the request's transaction, so that it answers also while the database is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/health/live":
            return _answer(True)
        if request.path == "/health/ready":
            return _answer(is_ready())
        return self.get_response(request)


def is_ready() -> bool:
    """Whether people can be served."""
    found = troubles()
    if found:
        logger.warning("Not ready: %s", "; ".join(found))
    return not found


def troubles() -> list[str]:
    """What keeps the service from being ready; empty where all is well."""
    found = []
    try:
        if pending_migrations():
            found.append("migrations are waiting")
        elif figures.queue_age() > figures.LONGEST_QUEUE:
            found.append("jobs have waited for more than an hour")
    except DatabaseError as error:
        found.append(f"the database does not answer ({type(error).__name__})")
    if figures.disk_free() < figures.LEAST_DISK_FREE:
        found.append("less than a tenth of the disk is free")
    return found


def pending_migrations() -> int:
    """How many migrations of this release the database lacks. Raises DatabaseError."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _answer(well: bool) -> HttpResponse:
    text, status = ("ok\n", 200) if well else ("not ready\n", 503)
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(text))}
    return HttpResponse(
        text, status=status, content_type="text/plain; charset=utf-8", headers=headers
    )
