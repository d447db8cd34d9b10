"""Sign-in without password, its confirmation, and everybody's mail: for invented people alone.

The addresses exist only where the service does not run in production.
"""

from datetime import date
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.accounts import selectors
from likeverd.accounts.entrance import Way, enter
from likeverd.accounts.entrance import confirm as confirm_entrance
from likeverd.accounts.sign_in import signed_in
from likeverd.organisations.context import everything
from likeverd.organisations.models import Person
from likeverd.outbox.selectors import mailbox as messages_to
from likeverd.web.languages import remember_language
from likeverd.web.safe_path import safe_path

MOST_MESSAGES: Final = 100


@require_http_methods(["GET", "HEAD", "POST"])
def picker(request: HttpRequest) -> HttpResponse:
    """Pick an invented person and sign in as that person, with a new session."""
    if request.method == "POST":
        person = get_object_or_404(Person, pk=_number(request.POST.get("person")), is_active=True)
        enter(request, person, Way.DEMO, now=timezone.now())
        response = HttpResponseRedirect(safe_path(request.POST.get("next")))
        remember_language(response, person.language)
        return response
    everything("the demonstration lets one choose among the people of all trusts")
    context = {
        "trusts": selectors.people_by_trust_and_role(_today()),
        "next": safe_path(request.GET.get("next")),
    }
    return render(request, "accounts/picker.html", context)


@require_safe
@signed_in
def mailbox(request: HttpRequest) -> HttpResponse:
    """What the service has mailed to the person, the newest first."""
    messages = messages_to(request.user)[:MOST_MESSAGES]
    return render(request, "accounts/mailbox.html", {"mail": messages})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Where a real person would prove anew who they are, an invented one says so."""
    wanted = safe_path(request.GET.get("next") or request.POST.get("next"), "")
    if request.method == "POST":
        confirm_entrance(request, timezone.now())
        return HttpResponseRedirect(wanted or reverse("accounts:confirmed"))
    return render(request, "accounts/demo_confirm.html", {"next": wanted})


def _today() -> date:
    return timezone.localdate()


def _number(posted: str | None) -> int:
    return int(posted) if posted and posted.isascii() and posted.isdecimal() else 0
