"""Health pages for load balancers and monitoring. They tell a stranger nothing but yes or no.

``/health/live``: the process answers. ``/health/ready``: the database answers and its schema is this release's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


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
    """Whether the database answers and no migration is waiting."""
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _answer(well: bool) -> HttpResponse:
    text, status = ("ok\n", 200) if well else ("not ready\n", 503)
    headers = {"Cache-Control": "no-store", "Content-Length": str(len(text))}
    return HttpResponse(text, status=status, content_type="text/plain", headers=headers)
