"""What the guide's pages share: the language of the address, and the ways to the same page in the other languages."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

from likeverd.guide.addresses import ROOTS
from likeverd.web.languages import LANGUAGE_NAMES

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, str, Given], HttpResponse]


def guide_page(view: View[Given]) -> Callable[..., HttpResponse]:
    """A page in the language of its address, whoever reads it."""

    @wraps(view)
    def spoken(
        request: HttpRequest, /, language: str, *args: Given.args, **kwargs: Given.kwargs
    ) -> HttpResponse:
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]  # as Django's own does
            request.guide_languages = [  # type: ignore[attr-defined]  # for the header
                (code, name, request.path.replace(f"/{ROOTS[language]}/", f"/{ROOTS[code]}/", 1))
                for code, name in LANGUAGE_NAMES
            ]
            response = view(request, language, *args, **kwargs)
            response.headers["Content-Language"] = language
            return response

    return spoken


def guide_address(name: str, language: str, **parts: str) -> str:
    """An address of the guide in a language."""
    return reverse(f"guide:{name}", kwargs={"language": language} | parts)


def with_demonstration() -> bool:
    """Whether invented methods are shown: in demo and tests alone."""
    return not settings.PRODUCTION
