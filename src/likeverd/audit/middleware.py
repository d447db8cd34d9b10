"""No answer without its log: rows of the access log are written before an answer leaves, in its own transaction."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from likeverd.audit.actions import write_access
from likeverd.audit.serving import gathering, one_row_each
from likeverd.organisations.models import Person

FAILED = 500


class AccessLog:
    """Middleware just inside the request's transaction.

    If the log cannot be written, the error becomes a page without anything of a case, and the transaction is undone:
    nothing is shown, and nothing is changed, without a row that says so. An answer that failed shows nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with gathering() as gathered:
            response = self.get_response(request)
        if (
            gathered
            and response.status_code < FAILED
            and not getattr(request, "view_raised", False)
        ):
            write_access(
                one_row_each(gathered), by=_person(request), now=timezone.now(), page=_page(request)
            )
        return response


def _person(request: HttpRequest) -> Person | None:
    """Who asked: the owner of a token, or the person signed in; None where it is a patient."""
    for found in (getattr(request, "auth", None), getattr(request, "user", None)):
        if isinstance(found, Person):
            return found
    return None


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name if match is not None else ""
