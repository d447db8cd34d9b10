"""Signing in and out, and choosing a language."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from likeverd.accounts import actions
from likeverd.core.text import LANGUAGES
from likeverd.web.languages import remember_language
from likeverd.web.safe_path import safe_path


@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where people sign in; without real people, the page where one picks a person."""
    wanted = safe_path(request.GET.get("next"))
    if request.user.is_authenticated:
        return HttpResponseRedirect(wanted)
    if settings.LIKEVERD_MODE != "production":
        address = reverse("demo:picker", query={"next": wanted})
        return HttpResponseRedirect(address)
    return render(request, "accounts/sign_in.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; its row is deleted."""
    logout(request)
    return redirect("web:front_page")


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
