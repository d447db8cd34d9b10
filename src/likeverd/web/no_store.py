"""Pages hold health data: no cache may keep them, neither the browser's nor one on the way."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase


def nothing_left(answer: HttpResponse) -> HttpResponse:
    """The answer to a sign-out, which tells the browser to forget what pages have left in it."""
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


class NoStore:
    """Middleware: ``Cache-Control: no-store`` on every answer that does not say otherwise.

    Stands below the static files, which may be kept.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
