"""Signing in and out, one's own sessions, and choosing a language."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from likeverd.accounts import actions, selectors
from likeverd.accounts.actions import sessions as session_actions
from likeverd.accounts.entrance import Way, entrance_of, leave
from likeverd.accounts.helseid.configuration import is_configured
from likeverd.accounts.helseid_views import sign_out_address
from likeverd.accounts.sign_in import signed_in
from likeverd.core.text import LANGUAGES
from likeverd.web.languages import remember_language
from likeverd.web.no_store import nothing_left
from likeverd.web.safe_path import safe_path

EVERYWHERE: Final = "all"


@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where people sign in; without real people and without HelseID, the page where one picks a person."""
    wanted = safe_path(request.GET.get("next"))
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted)
    picker = ""
    if not settings.PRODUCTION:
        picker = reverse("demo:picker", query={"next": wanted})
        if not is_configured() and not settings.OPERATIONS_ACCOUNT:
            return HttpResponseRedirect(picker)
    context = {
        "helseid": is_configured(),
        "picker": picker,
        "operations": settings.OPERATIONS_ACCOUNT,
        "next": wanted,
    }
    return render(request, "accounts/sign_in.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here, whatever happens elsewhere; then at HelseID, where it began there."""
    entrance = entrance_of(request)
    leave(request, because=session_actions.Ended.SIGNED_OUT, now=timezone.now())
    logout(request)
    if entrance is None or entrance.way != Way.HELSEID:
        return nothing_left(redirect("web:front_page"))
    context = {"provider": sign_out_address()}
    return nothing_left(render(request, "accounts/signed_out.html", context))


@require_GET
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Prove anew who one is, the way one signed in."""
    entrance = entrance_of(request)
    path = request.GET.get("next", "")
    query = {"next": safe_path(path)} if path else {}
    if entrance is not None and entrance.way == Way.HELSEID and is_configured():
        return HttpResponseRedirect(reverse("accounts:helseid_confirm", query=query))
    if settings.PRODUCTION:
        raise Http404
    return HttpResponseRedirect(reverse("demo:confirm", query=query))


@require_GET
@signed_in
def confirmed(request: HttpRequest) -> HttpResponse:
    """It was the person; the page that waits in another tab can be sent now."""
    return render(request, "accounts/confirmed.html")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; posted, end one or all of it."""
    now = timezone.now()
    entrance = entrance_of(request)
    here = entrance.row if entrance else 0
    if request.method == "POST":
        return _end_sessions(request, here)
    context = {"sessions": selectors.sessions_of(request.user, now), "here": here}
    return render(request, "accounts/sessions.html", context)


def _end_sessions(request: HttpRequest, here: int) -> HttpResponse:
    now = timezone.now()
    chosen = request.POST.get("session", "")
    if chosen == EVERYWHERE:
        # This one too: who ends everything is no longer sure which of them is the own.
        session_actions.end_everywhere(request.user, now=now)
        return sign_out(request)
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 18 else 0
    if number == here:
        return sign_out(request)
    if session_actions.end_one(request.user, number, now=now):
        messages.success(request, gettext("Innloggingen er avsluttet."))
    return redirect("accounts:sessions")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on: remembered by the browser, and for the person."""
    chosen = request.POST.get("language", "")
    response = HttpResponseRedirect(safe_path(request.POST.get("next")))
    if chosen in LANGUAGES:
        if request.user.is_authenticated:
            actions.choose_language(request.user, chosen)
        remember_language(response, chosen)
    return response


@require_GET
def form_token(request: HttpRequest) -> HttpResponse:
    """A fresh token for a form that was kept while its writer signed in again."""
    return HttpResponse(get_token(request), content_type="text/plain; charset=utf-8")
