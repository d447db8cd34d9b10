"""The pages of a sign-in with HelseID: out, back, and what is said when it did not succeed.

Failures are logged without anything about a person; a refused sign-in never changes who is signed in.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from likeverd.accounts import selectors
from likeverd.accounts.actions import links
from likeverd.accounts.actions import sessions as session_actions
from likeverd.accounts.entrance import Way, enter, entrance_of
from likeverd.accounts.entrance import confirm as confirm_entrance
from likeverd.accounts.helseid.provider import identity_provider
from likeverd.accounts.identity_provider import (
    Begun,
    Identity,
    IdentityProvider,
    Pending,
    Reason,
    SignInRefused,
)
from likeverd.accounts.sign_in import signed_in
from likeverd.core import identity as identity_numbers
from likeverd.organisations.models import Person
from likeverd.web.languages import remember_language
from likeverd.web.safe_path import safe_path

security = logging.getLogger("likeverd.security")

PENDING: Final = "sign_ins"
MOST_PENDING: Final = 5  # one for each tab; a sixth forgets the oldest
LARGEST_LOGOUT_TOKEN: Final = 10_000  # characters


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Go to HelseID."""
    path = safe_path(request.GET.get("next"))
    if request.user.is_authenticated:
        return HttpResponseRedirect(path)
    return _go(request, lambda provider: provider.begin(path, now=timezone.now()))


@require_GET
@signed_in
def confirm(request: HttpRequest) -> HttpResponse:
    """Go to HelseID to prove anew who one is."""
    path = safe_path(request.GET.get("next"), reverse("accounts:confirmed"))
    return _go(request, lambda provider: provider.step_up(path, now=timezone.now()))


@require_GET
def complete(request: HttpRequest) -> HttpResponse:
    """Come back from HelseID: sign in, or say why not."""
    answer = {name: str(value) for name, value in request.GET.items()}
    try:
        return _complete(request, answer)
    except SignInRefused as refusal:
        return refused(request, refusal)


@csrf_exempt
@require_POST
def ended_at_provider(request: HttpRequest) -> HttpResponse:
    """HelseID's own message, from server to server, that a session of its has ended there (back-channel logout)."""
    raw = request.POST.get("logout_token", "")
    try:
        if not raw or len(raw) > LARGEST_LOGOUT_TOKEN:
            raise SignInRefused(Reason.NOT_PROVEN, "no logout token")
        now = timezone.now()
        session = _provider().ended_session(raw, now=now)
    except SignInRefused as refusal:
        security.warning("logout from the provider refused: %s", refusal.detail)
        away = refusal.reason is Reason.AWAY
        return HttpResponse(
            status=HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.BAD_REQUEST
        )
    ended = session_actions.end_at_provider(Way.HELSEID, session, now=now)
    security.info("the provider ended a session; %s of ours ended with it", ended)
    return HttpResponse(status=HTTPStatus.OK)


def sign_out_address() -> str:
    """Where the browser goes on to sign out at the provider; empty where it is away. Never raises."""
    provider = identity_provider()
    if provider is None:
        return ""
    try:
        return provider.sign_out_address()
    except SignInRefused as refusal:
        security.warning("no address to sign out at the provider: %s", refusal.detail)
        return ""


def refused(request: HttpRequest, refusal: SignInRefused) -> HttpResponse:
    """A page that says what happened and what to do next."""
    security.warning("sign-in refused: %s, %s", refusal.reason.value, refusal.detail)
    status = HTTPStatus.FORBIDDEN
    if refusal.reason is Reason.AWAY:
        status = HTTPStatus.SERVICE_UNAVAILABLE
    context = {"reason": refusal.reason.value}
    return render(request, "accounts/refused.html", context, status=status)


def _provider() -> IdentityProvider:
    provider = identity_provider()
    if provider is None:
        raise Http404
    return provider


def _go(request: HttpRequest, begun: Callable[[IdentityProvider], Begun]) -> HttpResponse:
    try:
        started = begun(_provider())
    except SignInRefused as refusal:
        return refused(request, refusal)
    pending = dict(request.session.get(PENDING, {}))
    for oldest in sorted(pending, key=lambda state: pending[state]["began_at"])[
        : -MOST_PENDING + 1
    ]:
        del pending[oldest]
    pending[started.pending.state] = started.pending.as_data()
    request.session[PENDING] = pending
    return HttpResponseRedirect(started.address)


def _complete(request: HttpRequest, answer: dict[str, str]) -> HttpResponse:
    now = timezone.now()
    provider = _provider()
    begun = dict(request.session.get(PENDING, {}))
    data = begun.pop(answer.get("state", ""), None)
    if data is None:
        raise SignInRefused(Reason.EXPIRED, "nothing was begun in this browser with that state")
    request.session[PENDING] = begun  # used once, whatever comes of it
    pending = Pending.from_data(data)
    identity = provider.complete(pending, answer, now=now)
    person = _person(identity)
    if request.user.is_authenticated:
        if request.user.pk != person.pk:
            raise SignInRefused(Reason.OTHER_PERSON, "another person than the one signed in")
        if entrance_of(request) is not None:
            confirm_entrance(request, identity.authenticated_at)
            security.info("person %s confirmed a sign-in", person.pk)
            return HttpResponseRedirect(pending.path)
    elif pending.fresh:
        raise SignInRefused(Reason.EXPIRED, "the session to confirm has ended")
    enter(
        request,
        person,
        Way.HELSEID,
        now=now,
        authenticated_at=identity.authenticated_at,
        level=identity.level,
        provider_session=identity.session,
    )
    request.session.pop(PENDING, None)
    security.info("person %s signed in", person.pk)
    response = HttpResponseRedirect(pending.path)
    remember_language(response, person.language)
    return response


def _person(identity: Identity) -> Person:
    """The person of ours who is linked to the identity. Raises SignInRefused."""
    number = identity_numbers.SEPARATORS.sub("", identity.identity_number)
    digests = links.link_digests(number)
    link = selectors.link_for(digests)
    if link is None or not link.person.is_active:
        raise SignInRefused(Reason.UNKNOWN_PERSON, "no active person is linked to the identity")
    person = link.person
    if person.hpr_number and identity.hpr_number:
        if person.hpr_number.lstrip("0") != identity.hpr_number:
            raise SignInRefused(Reason.HPR_DIFFERS, "the linked person has another HPR number")
    elif identity.hpr_number:
        links.keep_hpr_number(person, identity.hpr_number)
    links.renew_digest(link, digests[0])
    return person
