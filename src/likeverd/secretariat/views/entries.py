"""Conditions, group exceptions, trials, authorisations and listings: added, replaced, ended, and taken out."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from likeverd.cases.views.common import moment_now, person_of
from likeverd.core.method_register import EntryKind
from likeverd.core.method_register.fields import KIND_LABELS, fields_of
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.methods import actions, planning
from likeverd.methods.models import Method, RegisterEntry
from likeverd.methods.planning import HAND_FIELDS
from likeverd.methods.records import answers_of
from likeverd.methods.refused import ChangedMeanwhile, NotRecorded
from likeverd.secretariat.views.common import (
    Form,
    form_page,
    method_named,
    preview_of,
    register_view,
    version_in,
)
from likeverd.secretariat.views.events import told
from likeverd.web.form_post import unflatten

ADD = Text("Registrer: {kind}", "Registrer: {kind}", "Register: {kind}")
CHANGE = Text("Ny utgave: {kind}", "Ny utgåve: {kind}", "New version: {kind}")
STRIKE = Text(
    "Ta ut som feilregistrert: {kind}",
    "Ta ut som feilregistrert: {kind}",
    "Take out as a mistake: {kind}",
)
ENDING = Text(
    "Skal det avsluttes, skriver du den siste dagen det gjelder. Den forrige utgaven blir stående i historikken.",
    "Skal det avsluttast, skriv du den siste dagen det gjeld. Den førre utgåva blir ståande i historikken.",
    "To end it, write the last day on which it holds. The version before stays in the history.",
)


@register_view
def add(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """A new entry."""
    method, wanted = method_named(key), _kind(kind)
    fields = (*fields_of(wanted), *HAND_FIELDS)
    form = Form(method, _title(ADD, wanted), fields, {})
    if request.method != "POST":
        return form_page(request, form)
    now = moment_now()
    form.answers = unflatten(request.POST, fields)
    try:
        if "save" not in request.POST:
            plan = planning.plan_entry(method, wanted, form.answers, local_day(now))
            form.preview = preview_of(method, plan)
            return form_page(request, form)
        change = actions.add_entry(method.pk, wanted, form.answers, by=person_of(request), now=now)
    except NotRecorded as refused:
        form.faults = refused.faults
        return form_page(request, form)
    except PermissionError as refused:
        raise PermissionDenied from refused
    told(request, change.cases)
    return redirect("secretariat:method", key=key)


@register_view
def change(request: HttpRequest, key: str, kind: str, entry: str) -> HttpResponse:
    """A new version of an entry, or its end."""
    method, wanted = method_named(key), _kind(kind)
    row = _row(method, wanted, entry)
    fields = (*fields_of(wanted), *HAND_FIELDS)
    form = Form(
        method,
        _title(CHANGE, wanted),
        fields,
        answers_of(row),
        version=row.version,
        introduction=ENDING,
    )
    if request.method != "POST":
        return form_page(request, form)
    now, seen = moment_now(), version_in(request)
    form.answers, form.version = unflatten(request.POST, fields), seen
    try:
        if seen != row.version:
            raise ChangedMeanwhile
        if "save" not in request.POST:
            plan = planning.plan_version(row, form.answers, local_day(now))
            form.preview = preview_of(method, plan)
            return form_page(request, form)
        done = actions.replace_entry(
            method.pk, wanted, entry, seen, form.answers, by=person_of(request), now=now
        )
    except NotRecorded as refused:
        form.faults = refused.faults
        return form_page(request, form)
    except ChangedMeanwhile as overtaken:
        return _overtaken(request, form, overtaken, _row(method_named(key), wanted, entry))
    except PermissionError as refused:
        raise PermissionDenied from refused
    told(request, done.cases)
    return redirect("secretariat:method", key=key)


@register_view
def strike(request: HttpRequest, key: str, kind: str, entry: str) -> HttpResponse:
    """An entry that was recorded by mistake is taken out; its versions stay."""
    method, wanted = method_named(key), _kind(kind)
    row = _row(method, wanted, entry)
    form = Form(method, _title(STRIKE, wanted), HAND_FIELDS, {}, version=row.version, danger=True)
    if request.method != "POST":
        return form_page(request, form)
    now, seen = moment_now(), version_in(request)
    form.answers = unflatten(request.POST, HAND_FIELDS)
    try:
        if seen != row.version:
            raise ChangedMeanwhile
        if "save" not in request.POST:
            plan = planning.plan_striking(row, form.answers, local_day(now))
            form.preview = preview_of(method, plan)
            return form_page(request, form)
        done = actions.strike_entry(
            method.pk, wanted, entry, seen, form.answers, by=person_of(request), now=now
        )
    except NotRecorded as refused:
        form.faults = refused.faults
        return form_page(request, form)
    except ChangedMeanwhile as overtaken:
        return _overtaken(request, form, overtaken, row)
    except PermissionError as refused:
        raise PermissionDenied from refused
    told(request, done.cases)
    return redirect("secretariat:method", key=key)


def _overtaken(
    request: HttpRequest, form: Form, overtaken: ChangedMeanwhile, row: RegisterEntry
) -> HttpResponse:
    """What was typed, beside what stands now; saved again, it takes the place of that."""
    form.changed_meanwhile = overtaken.message
    form.stands = answers_of(row)
    form.version = row.version
    return form_page(request, form)


def _kind(kind: str) -> EntryKind:
    try:
        return EntryKind(kind)
    except ValueError as unknown:
        raise Http404 from unknown


def _row(method: Method, kind: EntryKind, key: str) -> RegisterEntry:
    found = next((row for row in method.entries.all() if row.kind == kind and row.key == key), None)
    if found is None:
        raise Http404
    found.method = method
    return found


def _title(words: Text, kind: EntryKind) -> Text:
    label = KIND_LABELS[kind]
    return Text(
        words.nb.format(kind=label.nb.lower()),
        words.nn.format(kind=label.nn.lower()),
        words.en.format(kind=label.en.lower()),
    )
