"""The door in front of every page behind sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from likeverd.web.typed_text import (
    SIGNED_OUT_HEADER,
    Why,
    opened_by_someone_else,
    typed_text_kept,
)

Parameters = ParamSpec("Parameters")
View = Callable[Concatenate[HttpRequest, Parameters], HttpResponse]


def signed_in(view: View[Parameters]) -> View[Parameters]:
    """Let only people who are signed in reach the view.

    Others are sent to sign in, and back again. What they had typed in a form is kept, also
    when another person has signed in in the same browser since the form was opened.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> HttpResponse:
        reads = request.method in ("GET", "HEAD")
        if request.user.is_authenticated:
            if not reads and opened_by_someone_else(request):
                return typed_text_kept(request, Why.SOMEONE_ELSE)
            return view(request, *args, **kwargs)
        if not reads:
            return typed_text_kept(request, Why.SIGNED_OUT)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=403, headers={SIGNED_OUT_HEADER: "1"})
        return HttpResponseRedirect(sign_in_address(request.path))

    return guarded


def sign_in_address(path: str) -> str:
    """The sign-in page, leading back to a path. Queries are left out: they may hold words."""
    return f"{settings.LOGIN_URL}?{urlencode({'next': path})}"
