"""Patients' sign-in with ID-porten: out, back, and out again. Failures are logged without anything about a person."""

import logging
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from likeverd.accounts.identity_provider import Pending, Reason, SignInRefused
from likeverd.core import identity
from likeverd.patients.context import enter_as_patient
from likeverd.patients.idporten.configuration import is_configured
from likeverd.patients.idporten.provider import IDPorten, identity_provider
from likeverd.patients.session import (
    PATIENT,
    begin_session,
    end_session,
    session_of,
    with_patient_session,
)
from likeverd.web.no_store import nothing_left
from likeverd.web.safe_path import safe_path

security = logging.getLogger("likeverd.security")
PENDING: Final = "sign_ins"
MOST_PENDING: Final = 5  # one for each tab; a sixth forgets the oldest
HOME: Final = "/innsyn/"


def own_path(wanted: str | None) -> str:
    """Where the patient wanted to go, within the patients' own pages."""
    path = safe_path(wanted, HOME)
    return path if path.startswith(HOME) and ".." not in path else HOME


@require_safe
@with_patient_session
def sign_in(request: HttpRequest) -> HttpResponse:
    """What this is, and the way in."""
    context = {
        "idporten": is_configured(),
        "picker": "" if settings.PRODUCTION else reverse("demo:patients"),
        "next": own_path(request.GET.get("next")),
    }
    return render(request, "patients/sign_in.html", context)


@require_safe
@with_patient_session
def begin(request: HttpRequest) -> HttpResponse:
    """Go to ID-porten."""
    try:
        started = _provider().begin(own_path(request.GET.get("next")), now=timezone.now())
    except SignInRefused as refusal:
        return _refused(request, refusal)
    session = session_of(request)
    pending = dict(session.get(PENDING, {}))
    newest = sorted(pending, key=lambda state: pending[state]["began_at"])[-MOST_PENDING + 1 :]
    session[PENDING] = {state: pending[state] for state in newest} | {
        started.pending.state: started.pending.as_data()
    }
    return HttpResponseRedirect(started.address)


@require_safe
@with_patient_session
def complete(request: HttpRequest) -> HttpResponse:
    """Come back from ID-porten: sign in, or say why not."""
    answer = {name: str(value) for name, value in request.GET.items()}
    try:
        return _complete(request, answer)
    except SignInRefused as refusal:
        return _refused(request, refusal)


def _complete(request: HttpRequest, answer: dict[str, str]) -> HttpResponse:
    now, session = timezone.now(), session_of(request)
    provider = _provider()
    begun = dict(session.get(PENDING, {}))
    data = begun.pop(answer.get("state", ""), None)
    if data is None:
        raise SignInRefused(Reason.EXPIRED, "nothing was begun in this browser with that state")
    session[PENDING] = begun  # used once, whatever comes of it
    pending = Pending.from_data(data)
    proven = provider.complete(pending, answer, now=now)
    number = identity.SEPARATORS.sub("", proven.identity_number)
    rows = enter_as_patient(number).patients
    begin_session(request, rows[0] if rows else 0, now=now)
    rotate_token(request)
    security.info("a patient signed in")
    return HttpResponseRedirect(pending.path)


@require_POST
@with_patient_session
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here, whatever happens elsewhere; then lead on to ID-porten's own sign-out."""
    was_in = PATIENT in session_of(request)
    end_session(request)
    address = ""
    provider = identity_provider()
    if was_in and provider is not None:
        try:
            address = provider.sign_out_address()
        except SignInRefused as refusal:
            security.warning("no address to sign out at ID-porten: %s", refusal.detail)
    return nothing_left(render(request, "patients/signed_out.html", {"provider": address}))


def _provider() -> IDPorten:
    provider = identity_provider()
    if provider is None:
        raise Http404
    return provider


def _refused(request: HttpRequest, refusal: SignInRefused) -> HttpResponse:
    security.warning("a patient's sign-in refused: %s, %s", refusal.reason.value, refusal.detail)
    away = refusal.reason is Reason.AWAY
    status = HTTPStatus.SERVICE_UNAVAILABLE if away else HTTPStatus.FORBIDDEN
    return render(request, "patients/refused.html", {"reason": refusal.reason.value}, status=status)
