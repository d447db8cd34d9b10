"""A patient's session: a cookie and a row of its own, wholly apart from those of staff.

It never becomes ``request.user``. It holds the id of one of the patient's rows and times, never a number or a name.
A browser in which somebody of the staff is signed in opens no patient's page at all, so that nobody is both at once.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, Final, ParamSpec
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from likeverd.patients.actions.sessions import keep
from likeverd.patients.context import PatientContext, enter_as_known_patient
from likeverd.web.typed_text import Why, typed_text_kept

COOKIE: Final = "__Host-patient" if settings.PRODUCTION else "patient"
PATIENT: Final = "patient"  # the id of a row; 0 for a person whom no row is about
BEGAN, USED = "began", "used"  # seconds since 1970
LONGEST: Final = timedelta(hours=2)  # people read, write and go; nobody works here all day

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


class NoPatient(Exception):
    """Nobody is signed in as a patient in this browser, or no longer."""


def session_of(request: HttpRequest) -> SessionStore:
    """The patient's session of this browser; an empty one where there is none."""
    found = getattr(request, "patient_session", None)
    if not isinstance(found, SessionStore):
        found = SessionStore(request.COOKIES.get(COOKIE))
        request.patient_session = found  # type: ignore[attr-defined]  # Django's request is open for this
    return found


def with_patient_session(view: View[Given]) -> View[Given]:
    """Give the view the patient's session, and keep what it writes there. Staff who are signed in are turned away."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return render(request, "patients/staff.html", status=HTTPStatus.FORBIDDEN)
        response = view(request, *args, **kwargs)
        session = session_of(request)
        if session.is_empty():
            if COOKIE in request.COOKIES:
                response.delete_cookie(COOKIE, samesite="Lax")
        elif session.modified:
            keep(session, LONGEST)
            response.set_cookie(
                COOKIE,
                str(session.session_key),
                max_age=LONGEST,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response

    return guarded


def patient_view(view: View[Given]) -> View[Given]:
    """A page for a signed-in patient. The database's context is set before the view reads anything.

    Others are sent to sign in; what they had typed is kept. A case that is not shown to the patient does not exist.
    """

    @with_patient_session
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            context_of(request)
        except NoPatient:
            if request.method not in ("GET", "HEAD"):
                return typed_text_kept(
                    request, Why.SIGNED_OUT, sign_in=sign_in_address(request.path)
                )
            return HttpResponseRedirect(sign_in_address(request.path))
        return view(request, *args, **kwargs)

    return guarded


def context_of(request: HttpRequest) -> PatientContext:
    """The signed-in patient; entered once for each request. Raises ``NoPatient``."""
    found = getattr(request, "patient", None)
    if isinstance(found, PatientContext):
        return found
    session, now = session_of(request), timezone.now()
    if PATIENT not in session:
        raise NoPatient
    if _over(session, now):
        session.flush()
        raise NoPatient
    if now.timestamp() - session[USED] >= 60:
        session[USED] = now.timestamp()
    found = enter_as_known_patient(session[PATIENT])
    request.patient = found  # type: ignore[attr-defined]  # Django's request is open for this
    return found


def _over(session: Any, now: datetime) -> bool:
    began, used = (datetime.fromtimestamp(session[name], tz=UTC) for name in (BEGAN, USED))
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return now - began > LONGEST or now - used > idle


def sign_in_address(path: str) -> str:
    """The patients' sign-in page, leading back to a path."""
    return f"{reverse('patients:sign_in')}?{urlencode({'next': path})}"


def begin_session(request: HttpRequest, patient: int, *, now: datetime) -> None:
    """Sign a patient in, with a new session. ``patient`` is the id of one of the person's rows, or 0."""
    session_of(request).flush()
    session = SessionStore()
    session[PATIENT], session[BEGAN], session[USED] = patient, now.timestamp(), now.timestamp()
    request.patient_session = session  # type: ignore[attr-defined]  # see session_of


def end_session(request: HttpRequest) -> None:
    """Forget all that the session held."""
    session_of(request).flush()
