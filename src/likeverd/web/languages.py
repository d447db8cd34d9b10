"""The language of the page: chosen by the person, else by the browser, else bokmål."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

LANGUAGE_NAMES: Final = (("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English"))
ONE_YEAR: Final = 365 * 24 * 3600  # seconds


class ReaderLanguage:
    """Middleware: speak the reader's language; stands after the authentication one.

    The cookie is read before the person, so that an error page shown while the database
    is away still speaks the right language.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        translation.activate(translation.get_language_from_request(request))
        person = getattr(request, "user", None)
        if person is not None and person.is_authenticated:
            translation.activate(person.language)
        language = translation.get_language() or "nb"
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]  # as Django's own does
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Let the browser remember the language for pages shown to nobody signed in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
