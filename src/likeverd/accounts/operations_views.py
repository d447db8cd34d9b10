"""The room of the emergency account: who is signed in and whether the house is well. No case, no patient.

The account is no person: whoever comes in here is signed in nowhere else, and every page about cases sends them away.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from likeverd.accounts import selectors
from likeverd.accounts.actions.operations import NotLetIn, let_in
from likeverd.operations.figures import hand_overs
from likeverd.operations.health import is_ready
from likeverd.outbox.selectors import failed

KEY: Final = "operations"
STAYS: Final = timedelta(minutes=30)  # then one signs in anew, with a new code
MOST_SHOWN: Final = 200
View = Callable[[HttpRequest], HttpResponse]


def for_operations(view: View) -> View:
    """Only for the emergency account, and for half an hour at a time."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        data = request.session.get(KEY)
        now = timezone.now()
        if not data or now - datetime.fromtimestamp(data["began"], tz=UTC) > STAYS:
            request.session.pop(KEY, None)
            return redirect("accounts:operations_sign_in")
        if not selectors.operations_account_is_open(data["account"]):
            request.session.flush()
            return redirect("accounts:operations_sign_in")
        return view(request)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Password and code; a refusal does not say which was wrong."""
    if request.user.is_authenticated:
        return redirect("web:front_page")
    if request.method != "POST":
        return render(request, "accounts/operations_sign_in.html")
    now = timezone.now()
    given = (request.POST.get(name, "")[:200] for name in ("username", "password", "code"))
    try:
        account = let_in(*given, now=now)
    except NotLetIn:
        context = {"refused": True}
        return render(
            request, "accounts/operations_sign_in.html", context, status=HTTPStatus.FORBIDDEN
        )
    request.session.flush()
    request.session[KEY] = {"account": account.pk, "began": now.timestamp()}
    return redirect("accounts:operations")


@require_GET
@for_operations
def status(request: HttpRequest) -> HttpResponse:
    """Who is signed in now, and what is not well."""
    found = selectors.open_sessions(timezone.now())
    context = {
        "ready": is_ready(),
        "unsent": failed().count(),
        "archive_failed": hand_overs(timezone.now()).failed,
        "count": found.count(),
        "sessions": found[:MOST_SHOWN],
    }
    return render(request, "accounts/operations.html", context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave the room."""
    request.session.flush()
    return redirect("web:front_page")
