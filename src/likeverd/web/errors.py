"""Pages for what went wrong: what happened and what to do next, with nothing from a case."""

import logging
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from likeverd.web.typed_text import Why, is_own_form, typed_text_kept

logger = logging.getLogger(__name__)

RETRY_AFTER = 10  # seconds until it makes sense to try again
LAST_RESORT = (
    "Noe gikk galt hos oss. Prøv igjen om litt.\n"
    "Noko gjekk gale hos oss. Prøv igjen om litt.\n"
    "Something went wrong on our side. Try again in a while.\n"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be understood, or is too large."""
    return _page_without_person("errors/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person has no right to this."""
    return _page_without_person("errors/403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or a case that the person may not know of."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 where it was the database that did not answer; what was typed is kept."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return _failed(request, "errors/500.html", 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the service is away for a moment. May be called before any session exists."""
    translation.activate(translation.get_language_from_request(request))
    response = _failed(request, "errors/503.html", 503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: our own form is kept, another site's is refused."""
    if not is_own_form(request):
        return _page_without_person("errors/403.html", 403)
    why = Why.OLD_FORM if request.user.is_authenticated else Why.SIGNED_OUT
    return typed_text_kept(request, why)


def _failed(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        if request.method == "POST" and is_own_form(request):
            # Above the middleware that reads it, the token's cookie has not been taken in yet.
            cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
            if cookie:
                request.META.setdefault("CSRF_COOKIE", cookie)
            return typed_text_kept(request, Why.AWAY, status)
        return _page_without_person(template, status)
    except Exception:
        logger.exception("The error page itself failed")
        return HttpResponse(LAST_RESORT, status=status, content_type="text/plain; charset=utf-8")


def _page_without_person(template: str, status: int) -> HttpResponse:
    """A page that asks neither session nor database."""
    response = HttpResponse(render_to_string(template), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
