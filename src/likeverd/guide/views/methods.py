"""Finding a method, and the way in for it: for one patient or a group, on a day, with the answers that were given."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.core.forms.reading import parse_date
from likeverd.core.method_events import EVENT_LABELS, EventKind
from likeverd.core.method_register import inferred, opening_on
from likeverd.core.routing import (
    BEGINNING,
    STATUS_LABELS,
    Scope,
    Status,
    answers_in,
    facts_with_answers,
    route,
    standing_of,
)
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.guide.presenting import shown
from likeverd.guide.questions_form import questions
from likeverd.guide.registered import parts_of
from likeverd.guide.selectors import usual_days
from likeverd.guide.views.common import guide_address, guide_page, with_demonstration
from likeverd.methods import selectors
from likeverd.methods.models import Method, MethodEvent
from likeverd.methods.records import record_of
from likeverd.methods.routing_facts import facts_for

MOST_METHODS = 50
LONGEST_SEARCH = 120


@dataclass(frozen=True, slots=True)
class Found:
    """A method in the list, and where it stands today."""

    method: Method
    status: Text
    open_for_exceptions: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """A dated event, for the timeline. ``later``: it lies after the day that is asked about."""

    at: date
    title: Text
    in_force: date | None
    scope: str
    remark: str
    source: str
    later: bool


@require_safe
@guide_page
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Methods by name, substance, ATC code, indication or ID. A method's name is nothing about a patient."""
    words = request.GET.get("sok", "")[:LONGEST_SEARCH].replace("\x00", "")
    rows = selectors.search(words, demonstration=with_demonstration(), limit=MOST_METHODS)
    today = local_day(timezone.now())
    context = {"words": words, "found": [_found(row, today) for row in rows], "most": MOST_METHODS}
    return render(request, "guide/search.html", context)


def _found(method: Method, today: date) -> Found:
    facts = facts_for(method, today)
    where = standing_of(facts.method, today) if facts.method else None
    status = where.status if where else Status.NOT_KNOWN
    return Found(method, STATUS_LABELS[status], bool(where and where.exceptions_open))


@require_http_methods(["GET", "HEAD", "POST"])
@guide_page
def one_patient(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The way in for one patient."""
    return _page(request, language, key, Scope.INDIVIDUAL)


@require_http_methods(["GET", "HEAD", "POST"])
@guide_page
def group(request: HttpRequest, language: str, key: str) -> HttpResponse:
    """The way in for a group."""
    return _page(request, language, key, Scope.GROUP)


@require_http_methods(["GET", "HEAD", "POST"])
@guide_page
def unknown(request: HttpRequest, language: str) -> HttpResponse:
    """A method that Nye metoder does not know."""
    return _page(request, language, "", Scope.INDIVIDUAL)


@require_http_methods(["GET", "HEAD", "POST"])
@guide_page
def unknown_group(request: HttpRequest, language: str) -> HttpResponse:
    """The same for a group."""
    return _page(request, language, "", Scope.GROUP)


def _page(request: HttpRequest, language: str, key: str, scope: Scope) -> HttpResponse:
    method = _method(key) if key else None
    typed = request.GET.get("dag", "")
    day, fault = _day(typed)
    known = facts_for(method, day, scope)
    given = {name: str(value) for name, value in request.POST.items()}
    facts = facts_with_answers(known, given)
    asked = questions(known, given)
    context = {
        "method": method,
        "answer": shown(route(facts)),
        "usual_days": usual_days(),
        "questions": asked,
        "unanswered": sum(1 for each in asked if each.choices[-1].chosen),
        "answered": request.method == "POST",
        "given": answers_in(facts).items(),
        "timeline": _timeline(method, day) if method else [],
        **_registered(method, day),
        "day": day,
        "typed_day": typed,
        "day_fault": fault,
        "is_today": day == local_day(timezone.now()),
        "group": scope is Scope.GROUP,
        "one_patient_address": guide_address("method", language, key=key)
        if key
        else guide_address("unknown", language),
        "group_address": guide_address("group", language, key=key)
        if key
        else guide_address("unknown_group", language),
    }
    return render(request, "guide/method.html", context)


def _registered(method: Method | None, day: date) -> dict[str, object]:
    """What the register holds beside the events, and why the method has a status that no event gives it."""
    if method is None:
        return {"parts": [], "inferred": None}
    record = record_of(method)
    opened = opening_on(record, day)
    rows = [row for row in method.events.all() if opened and row.date == opened.day]
    source = next((row.source for row in rows if row.event == EventKind.EXCEPTIONS_OPENED), "")
    return {"parts": parts_of(record, day, source), "inferred": inferred(record, day)}


def _method(key: str) -> Method:
    found = selectors.method_by_key(key, demonstration=with_demonstration())
    if found is None:
        raise Http404
    return found


def _day(typed: str) -> tuple[date, Text | None]:
    """The day that is asked about: today, unless an earlier or later one is written."""
    today = local_day(timezone.now())
    if not typed.strip():
        return today, None
    day = parse_date(typed)
    if day is None or day < BEGINNING:
        return today, DAY_FAULT
    return day, None


DAY_FAULT = Text(
    "Skriv datoen som dd.mm.åååå, fra 01.01.2013. Nå vises i dag.",
    "Skriv datoen som dd.mm.åååå, frå 01.01.2013. No blir i dag vist.",
    "Write the date as dd.mm.yyyy, from 01.01.2013. Today is shown.",
)


def _timeline(method: Method, day: date) -> list[Happened]:
    rows: list[MethodEvent] = sorted(method.events.all(), key=lambda row: row.date, reverse=True)
    return [
        Happened(
            row.date,
            EVENT_LABELS[EventKind(row.event)],
            row.in_force,
            row.scope,
            row.remark,
            row.source,
            row.date > day,
        )
        for row in rows
    ]
