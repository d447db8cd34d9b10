"""The page on which a code is checked: for pharmacies and those who pay, without sign-in and without JavaScript."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.core.verification import Verdict, read, written
from likeverd.core.workdays import local_day
from likeverd.verification.actions import TooManyChecks, check

LONGEST = 60  # characters typed that are shown again


@require_http_methods(["GET", "HEAD", "POST"])
def check_page(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and say what holds for it."""
    if request.method != "POST":
        return _page(request, {})
    typed = request.POST.get("code", "").strip()
    if not typed:
        return _page(
            request, {"fault": _("Skriv inn koden først.")}, HTTPStatus.UNPROCESSABLE_ENTITY
        )
    now = timezone.now()
    try:
        checked = check(typed, address=_address_of(request), now=now)
    except TooManyChecks as refused:
        minutes = -(-refused.seconds // 60)
        shown = {"minutes": minutes, "typed": typed[:LONGEST]}
        answer = _page(request, shown, HTTPStatus.TOO_MANY_REQUESTS)
        answer["Retry-After"] = str(refused.seconds)
        return answer
    if checked.verdict is Verdict.MISTYPED:
        fault = _("Koden er ikke riktig skrevet. Se om et tegn mangler eller er byttet om.")
        shown = {"fault": fault, "typed": typed[:LONGEST]}
        return _page(request, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    code = written(read(typed) or "")
    return _page(request, {"checked": checked, "code": code, "today": local_day(now)})


def _page(
    request: HttpRequest, context: dict[str, object], status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    return render(request, "verification/check.html", context, status=status)


def _address_of(request: HttpRequest) -> str:
    """Who asks. In production only the proxy reaches us, and it names the address itself (deploy/nginx)."""
    named = str(request.META.get("HTTP_X_FORWARDED_FOR", "")) if settings.PRODUCTION else ""
    return named.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
