"""Recording that something happened to a method, and taking out what was recorded by mistake."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from likeverd.cases.views.common import moment_now, person_of
from likeverd.core.method_events import EVENT_LABELS, EventKind
from likeverd.core.method_register.fields import EVENT_FIELDS
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.methods import actions, planning
from likeverd.methods.planning import HAND_FIELDS
from likeverd.methods.refused import ChangedMeanwhile, NotRecorded
from likeverd.secretariat.views.common import (
    Form,
    form_page,
    method_named,
    preview_of,
    register_view,
)
from likeverd.web.form_post import unflatten

TITLE = Text("Registrer en hendelse", "Registrer ei hending", "Record an event")
STRIKE = Text(
    "Ta ut en hendelse som er feilregistrert",
    "Ta ut ei hending som er feilregistrert",
    "Take out an event that was recorded by mistake",
)
FIELDS = (*EVENT_FIELDS, *HAND_FIELDS)


@register_view
def add(request: HttpRequest, key: str) -> HttpResponse:
    """A new event: first what it would change, then saved."""
    method = method_named(key)
    form = Form(method, TITLE, FIELDS, {})
    if request.method != "POST":
        return form_page(request, form)
    now = moment_now()
    form.answers = unflatten(request.POST, FIELDS)
    try:
        if "save" not in request.POST:
            plan = planning.plan_event(method, form.answers, local_day(now))
            form.preview = preview_of(method, plan)
            return form_page(request, form)
        change = actions.record_event(method.pk, form.answers, by=person_of(request), now=now)
    except NotRecorded as refused:
        form.faults = refused.faults
        return form_page(request, form)
    except PermissionError as refused:
        raise PermissionDenied from refused
    told(request, change.cases)
    return redirect("secretariat:method", key=key)


@register_view
def strike(request: HttpRequest, key: str, event: int) -> HttpResponse:
    """An event is taken out; the history keeps it."""
    method = method_named(key)
    found = next((row for row in method.events.all() if row.pk == event), None)
    if found is None:
        raise Http404
    found.method = method
    label = EVENT_LABELS[EventKind(found.event)]
    said = Text(*(f"{found.date:%d.%m.%Y}: {each}" for each in (label.nb, label.nn, label.en)))
    form = Form(method, STRIKE, HAND_FIELDS, {}, danger=True, introduction=said)
    if request.method != "POST":
        return form_page(request, form)
    now = moment_now()
    form.answers = unflatten(request.POST, HAND_FIELDS)
    try:
        if "save" not in request.POST:
            plan = planning.plan_striking_event(found, form.answers, local_day(now))
            form.preview = preview_of(method, plan)
            return form_page(request, form)
        change = actions.strike_event(
            method.pk, event, form.answers, by=person_of(request), now=now
        )
    except NotRecorded as refused:
        form.faults = refused.faults
        return form_page(request, form)
    except ChangedMeanwhile as overtaken:
        raise Http404 from overtaken
    except PermissionError as refused:
        raise PermissionDenied from refused
    told(request, change.cases)
    return redirect("secretariat:method", key=key)


def told(request: HttpRequest, cases: int) -> None:
    """Say that it is saved, and how many cases were told of it."""
    if cases:
        said = ngettext(
            "Lagret. %(count)d sak som løper, er varslet.",
            "Lagret. %(count)d saker som løper, er varslet.",
            cases,
        )
        messages.success(request, said % {"count": cases})
    else:
        messages.success(request, _("Lagret."))
