"""The one place where a request's database transaction begins.

Everything a request writes (the step, its events, its queued notices, its row in the access log, the session) stands
or falls together. An answer of 500 or above, or a view that raised, undoes it all.
A streamed answer is produced after the end of the transaction and must have read what it needs before.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import DataError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse

from likeverd.web.errors import bad_request, unavailable

logger = logging.getLogger(__name__)


class RequestTransaction:
    """Middleware: one transaction for each request. Static files are answered above it and have none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            connection.ensure_connection()
        except OperationalError:
            logger.error("The database does not answer")
            return unavailable(request)
        with transaction.atomic(using="default"):
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "view_raised", False):
                transaction.set_rollback(True, using="default")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Remember that the view raised, whatever page the exception becomes (404 and 403 among them).

        A database that is busy (a lock that others hold too long) or gone is no fault of the program: the person is
        asked to try again, and what was typed is kept.
        """
        request.view_raised = True  # type: ignore[attr-defined]
        if isinstance(exception, OperationalError):
            logger.error("The database was busy or gone: %s", type(exception.__cause__).__name__)
            return unavailable(request)
        if isinstance(exception, DataError):
            # A character or a number that no column can hold: nobody types such, and no page asks for it.
            logger.warning("A value that the database cannot hold was refused")
            return bad_request(request, exception)
        return None
