"""Addresses of the service and one page more: every component, drawn with real questions."""

from datetime import UTC, date, datetime

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path
from tests.web.sample_fields import one_of_each, same

from likeverd.accounts.sign_in import signed_in
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.forms.reading import missing, read
from likeverd.urls import handler400, handler403, handler404, handler500
from likeverd.urls import urlpatterns as project_urls
from likeverd.web.form_post import changes_rows, unflatten

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

TODAY = date(2026, 11, 23)


@signed_in
def gallery(request: HttpRequest) -> HttpResponse:
    """A form with one field of each kind, which answers the way the service's forms do."""
    fields = one_of_each()
    given: dict[str, object] = {}
    faults: tuple[object, ...] = ()
    status = 200
    if request.method == "POST":
        given = unflatten(request.POST, fields)
        if not changes_rows(request.POST, fields):
            reading = read(fields, given, TODAY)
            faults = (*reading.faults, *missing(fields, reading.answers))
            status = 422 if faults else 200
            given = {**given, **reading.answers}
    context = {"fields": fields, "answers": given, "faults": faults}
    return HttpResponse(Template(PAGE).render(_context(request, context)), status=status)


def reading_page(request: HttpRequest) -> HttpResponse:
    """The components for reading."""
    moment = datetime(2026, 11, 3, 13, 5, tzinfo=UTC)
    entries = [
        {"at": moment, "title": same("Søknaden er sendt"), "by": "Kari Nordmann"},
        {"at": moment, "title": same("Stilt spørsmål"), "text": "Hva er dosen?", "tone": "warning"},
        {"title": same("Hos fagdirektør"), "is_now": True},
    ]
    answers: dict[str, object] = {
        "line": "Ett svar",
        "text": "Første linje\nAndre linje",
        "choice": "code_1",
        "choices": ["code_1", "code_2"],
        "day": "2026-11-23",
        "price": 1_200_000,
        "rows": [{"name": "Dáža", "start": "2025-03", "result": "code_2"}],
        "sure": True,
    }
    context = {
        "fields": one_of_each(),
        "answers": answers,
        "entries": entries,
        "pairs": [("Saksnummer", "SI-2026-0001"), ("Pasient", "82-åring")],
    }
    return HttpResponse(Template(READING).render(_context(request, context)))


def application(request: HttpRequest) -> HttpResponse:
    """The application's own questions, empty."""
    context = {"definition": DEFINITION, "answers": {}, "faults": ()}
    return HttpResponse(Template(APPLICATION).render(_context(request, context)))


def broken(request: HttpRequest) -> HttpResponse:
    """A page that fails."""
    raise RuntimeError("meant to fail")


def _context(request: HttpRequest, values: dict[str, object]) -> RequestContext:
    return RequestContext(request, values)


HEAD = "{% extends 'base.html' %}{% load likeverd_ui %}{% block title %}Galleri{% endblock %}"
PAGE = (
    HEAD
    + """{% block content %}<h1 class="ds-heading" data-size="md">Galleri</h1>
<form method="post" novalidate>{% form_start default_button="save" %}{% error_summary faults fields %}
{% fields fields answers faults %}
<div class="lv-buttons"><button class="ds-button" type="submit" name="save" value="1">Lagre</button></div></form>
{% endblock %}"""
)
READING = (
    HEAD
    + """{% block content %}<div class="lv-two-columns"><div><h1 class="ds-heading" data-size="md">Sak</h1>
{% tag "Utkast" %} {% tag "Haster" "warning" %} {% notice "Noe å vite" "info" heading="Merk" %}
<h2 class="ds-heading" data-size="sm">Søknaden</h2>{% answers fields answers %}
{% pagination newer="?after=1" older="?before=9" %}
<ul class="lv-work-list"><li><a class="lv-work-title" href="#a">SI-2026-0001</a>
<p class="lv-work-facts">Venter på deg</p>
<div class="lv-work-side">{% tag "Faglig vurdering" "info" %}<p class="lv-overdue">Frist i går</p></div></li></ul></div>
<aside aria-label="Om saken">{% definition_list pairs %}{% meter 12 16 "Besvart" %}
<h2 class="ds-heading" data-size="xs">Hendelser</h2>{% timeline entries %}</aside></div>{% endblock %}"""
)
APPLICATION = (
    HEAD
    + """{% block content %}<h1 class="ds-heading" data-size="md">Ny søknad</h1><form method="post" novalidate>
{% form_start default_button="save" %}{% for section in definition.sections %}<section class="lv-section">
<h2 class="ds-heading" data-size="sm">{{ section.title|text }}</h2><p>{{ section.introduction|text }}</p>
{% fields section.fields answers faults %}</section>{% endfor %}</form>{% endblock %}"""
)

urlpatterns = [
    path("gallery/", gallery),
    path("gallery/reading/", reading_page),
    path("gallery/application/", application),
    path("gallery/broken/", broken),
    *project_urls,
]
