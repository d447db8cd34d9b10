"""What is held back from deletion, and what was deleted. By case number; no patient."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.archive import policy, selectors
from likeverd.archive.actions.holding import hold_back, let_go
from likeverd.archive.holds_form import hold_fields, letting_go_fields
from likeverd.archive.refused import NoSuchHold, NotHeld
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.case import Actor
from likeverd.core.forms.reading import Fault
from likeverd.core.workdays import local_day
from likeverd.web.form_post import unflatten

MOST_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def keeping(request: HttpRequest) -> HttpResponse:
    """Holds and what was deleted; or a new hold."""
    actor = _archivist(request)
    if request.method != "POST":
        return _page(request, actor)
    given = unflatten(request.POST, hold_fields())
    try:
        hold_back(given, by=person_of(request), now=moment_now())
    except NotHeld as refused:
        return _page(request, actor, given, refused.faults)
    messages.success(request, _("Saken slettes ikke så lenge dette står."))
    return redirect("archive:keeping")


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def end_hold(request: HttpRequest, hold: int) -> HttpResponse:
    """Let go of a hold, with a reason."""
    actor = _archivist(request)
    found = selectors.hold_of(actor, hold)
    if found is None:
        raise Http404
    given: Mapping[str, object] = {}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        given = unflatten(request.POST, letting_go_fields())
        try:
            let_go(hold, given, by=person_of(request), now=moment_now())
        except NoSuchHold as gone:
            raise Http404 from gone
        except NotHeld as refused:
            faults = refused.faults
        else:
            messages.success(request, _("Sletting holdes ikke lenger tilbake."))
            return redirect("archive:keeping")
    context = {"hold": found, "fields": letting_go_fields(), "answers": given, "faults": faults}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "archive/end_hold.html", context, status=status)


def _archivist(request: HttpRequest) -> Actor:
    actor = actor_of(request, moment_now())
    if not policy.may_see(actor):
        raise PermissionDenied
    return actor


def _page(
    request: HttpRequest,
    actor: Actor,
    given: Mapping[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    words = request.GET.get("sak", "").strip()[:24]
    context = {
        "holds": selectors.holds(actor, most=MOST_SHOWN),
        "deleted": selectors.deleted(actor, words, most=MOST_SHOWN),
        "words": words,
        "today": local_day(moment_now()),
        "fields": hold_fields(),
        "answers": given or {},
        "faults": faults,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "archive/keeping.html", context, status=status)
