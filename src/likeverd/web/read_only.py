"""Read-only mode: reading goes on, nothing is changed, and what was typed is kept.

The one place where the switch is enforced for people: every page and the API pass here. Signing in and out, choosing a
language, searching, asking the guide and checking a code are posted too, but change no case.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext

from likeverd.operations.switches import switches
from likeverd.web.typed_text import Why, typed_text_kept

CHANGES_NOTHING: Final = {"GET", "HEAD", "OPTIONS"}
# Posted, but no case is changed by it.
OPEN_APPS: Final = {"accounts", "guide", "verification"}
OPEN_PAGES: Final = {
    "cases:search",
    "cases:search_like_cases",
    "cases:new_case_route",
    "patients:sign_out",
    "letters:preview",
    "demo:picker",
    "demo:patients",
    "demo:confirm",
}
RETRY_AFTER: Final = 15 * 60  # seconds; people turn the switch, not machines


class ReadOnly:
    """Middleware below the session and the language: answers 503 to what would change something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Called when it is known which page is asked for, and before the page is."""
        if request.method in CHANGES_NOTHING or _changes_no_case(request):
            return None
        return _refusal(request) if switches().read_only else None


def _changes_no_case(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (
        OPEN_APPS & set(match.app_names) != set() or match.view_name in OPEN_PAGES
    )


def _refusal(request: HttpRequest) -> HttpResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if request.path.startswith("/api/"):
        content = {
            "type": "urn:likeverd:problem:read_only",
            "title": status.phrase,
            "status": int(status),
            "code": "read_only",
            "detail": gettext(
                "Likeverd kan bare leses nå. Ingenting er endret. Prøv igjen senere."
            ),
        }
        answer: HttpResponse = JsonResponse(
            content, status=status, content_type="application/problem+json"
        )
    else:
        answer = typed_text_kept(request, Why.READ_ONLY, status)
    answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer
