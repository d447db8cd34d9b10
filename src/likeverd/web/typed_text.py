"""Nothing typed is lost: a posted form that cannot be taken now is shown again, to be sent anew.

That happens when the session has ended, when a decision asks for a fresh sign-in, when the
form's token is from before the last sign-in, when someone else has signed in since, and when
the service is away for a moment.
Only a form of our own is kept: what another site posts is never shown, or a person could
be led to send it on.
"""

from enum import StrEnum
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

SHORTEST_TEXT_SHOWN: Final = 20  # characters; shorter answers and codes are easily given again
TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field, not a secret
OPENED_BY: Final = "opened_by"
SIGNED_OUT_HEADER: Final = "X-Signed-Out"


class Why(StrEnum):
    """Why the form could not be taken."""

    SIGNED_OUT = "signed_out"
    SOMEONE_ELSE = "someone_else"  # signed in since the form was opened
    CONFIRM = "confirm"  # a decision asks for a fresh sign-in first
    OLD_FORM = "old_form"  # the token is from before the last sign-in
    AWAY = "away"  # the service failed
    READ_ONLY = "read_only"  # operations let nothing be changed for now


def is_own_form(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this service posted the form."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}"


def opened_by_someone_else(request: HttpRequest) -> bool:
    """Whether the form was opened by another person than the one signed in now."""
    opened_by = request.POST.get(OPENED_BY, "")
    return opened_by not in ("", str(request.user.pk))


def kept_fields(request: HttpRequest, why: Why) -> list[tuple[str, str]]:
    """Names and values to send anew.

    Who opened the form stays with it until that person, or knowingly another, sends it.
    """
    left_out = {TOKEN, OPENED_BY} if why is Why.SOMEONE_ELSE else {TOKEN}
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in left_out
        for value in values
    ]


def _is_worth_showing(value: str) -> bool:
    return len(value) >= SHORTEST_TEXT_SHOWN and " " in value


def typed_text_kept(
    request: HttpRequest, why: Why, status: int = 403, *, sign_in: str = settings.LOGIN_URL
) -> HttpResponse:
    """A page with everything that was typed, a way to sign in, and a button to send anew.

    A background save (htmx) gets a short answer instead: its page still holds the text.
    """
    headers = {"Cache-Control": "no-store"}
    if why is Why.SIGNED_OUT:
        headers[SIGNED_OUT_HEADER] = "1"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=status, headers=headers)
    fields = kept_fields(request, why) if is_own_form(request) else []
    person = None if why is Why.AWAY else getattr(request, "user", None)
    context = {
        "why": why.value,
        "fields": fields,
        "texts": [value for _, value in fields if _is_worth_showing(value)],
        "has_files": bool(request.FILES),
        "token": get_token(request),
        "action": request.get_full_path(),
        "person_name": person.name if person is not None and person.is_authenticated else "",
        "sign_in": sign_in,
        "send_anew": why is Why.CONFIRM,
    }
    page = render_to_string("web/typed_text_kept.html", context)
    return HttpResponse(page, status=status, headers=headers)
