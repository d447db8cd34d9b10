"""One line in the log and one figure in the metrics for each request: which page, how it went, how long it took.

People and cases stand there as keyed hashes: lines of one person or case can be told to belong together, and nobody who
lacks the key can tell whose they are.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from likeverd.operations import metrics
from likeverd.operations.request_id import begin_request, end_request

logger = logging.getLogger("likeverd.request")
HEADER = "X-Request-ID"
NO_PAGE = "none"


class RequestLog:
    """Middleware above the request's transaction, so that its end is in the time, and below static files and health."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number, started, queries = begin_request(), time.perf_counter(), _Counter()
        try:
            with connection.execute_wrapper(queries):
                response = self.get_response(request)
            seconds = time.perf_counter() - started
            response.headers[HEADER] = number
            self._tell(request, response.status_code, seconds, queries.number)
            return response
        finally:
            end_request()

    def _tell(self, request: HttpRequest, status: int, seconds: float, queries: int) -> None:
        match = request.resolver_match
        view = (match.view_name if match is not None else "") or NO_PAGE
        metrics.request_answered(view, status, seconds)
        if not logger.isEnabledFor(logging.INFO):
            return
        told: dict[str, Any] = {
            "view": view,
            "method": request.method,
            "status": status,
            "ms": round(seconds * 1000, 1),
            "queries": queries,
        }
        # Only a person who was asked for meanwhile: no question to the database for the log's sake.
        person = getattr(getattr(request, "_cached_user", None), "pk", None)
        if person is not None:
            told["user"] = keyed_hash("person", str(person))
        if match is not None and "number" in match.kwargs:
            told["case"] = keyed_hash("case", str(match.kwargs["number"]))
        logger.info("request", extra=told)


class _Counter:
    """Counts the statements that are sent to the database."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.number += 1
        return execute(*arguments)


def keyed_hash(kind: str, text: str) -> str:
    """Sixteen hexadecimal digits that stand for a person or a case in the log."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"log:{kind}:{text}".encode(), hashlib.sha256).hexdigest()[:16]
