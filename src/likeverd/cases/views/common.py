"""What every page about cases needs: who looks, when, and a case that is not there."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from likeverd.accounts.sign_in import signed_in
from likeverd.cases.refused import CaseNotFound
from likeverd.core.case import Actor
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def case_view(view: View[Given]) -> View[Given]:
    """A page for signed-in people; a case that may not be seen does not exist.

    The database's context is set before the view reads anything.
    """

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        try:
            actor_of(request, moment_now())
            return view(request, *args, **kwargs)
        except CaseNotFound as missing:
            raise Http404 from missing

    return guarded


def person_of(request: HttpRequest) -> Person:
    """The signed-in person."""
    person = request.user
    if not isinstance(person, Person):
        raise TypeError("a case view was reached without signing in")
    return person


def actor_of(request: HttpRequest, now: datetime) -> Actor:
    """The signed-in person with the grants in force now; asked for once per request."""
    actor = getattr(request, "actor", None)
    if not isinstance(actor, Actor):
        actor = actor_for(person_of(request), local_day(now))
        request.actor = actor  # type: ignore[attr-defined]  # Django's request is open for this
    return actor


def moment_now() -> datetime:
    """The moment of the request; the only clock that the pages read."""
    return timezone.now()


def synthetic_people() -> bool:
    """Whether synthetic identity numbers are allowed: in demo and tests alone."""
    return not settings.PRODUCTION
