"""My work, what I have sent, what my unit has, and search."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from likeverd.cases import lists, policy
from likeverd.cases.lists import BrokenCursor, CaseList, Filters
from likeverd.cases.views.common import actor_of, case_view, moment_now
from likeverd.core.case import Actor
from likeverd.core.labels import STATE_LABELS
from likeverd.core.method_register.closing import CLOSABLE
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day

Source = Callable[[Actor, Filters, str], CaseList]


@case_view
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for me: urgent on top, oldest promise first."""
    return _list(request, lists.waiting, "waiting", _("Venter på meg"))


@case_view
def sent(request: HttpRequest) -> HttpResponse:
    """My own applications that have been sent."""
    return _list(request, lists.sent, "sent", _("Sendt av meg"))


@case_view
def of_my_units(request: HttpRequest) -> HttpResponse:
    """Every case that my roles let me see."""
    return _list(request, lists.of_my_units, "unit", _("Enheten min"))


def _list(request: HttpRequest, source: Source, tab: str, title: str) -> HttpResponse:
    now = moment_now()
    chosen = request.GET.getlist("state")
    filters = Filters(states=lists.parse_states(chosen), urgent=request.GET.get("urgent") == "1")
    try:
        found = source(actor_of(request, now), filters, request.GET.get("after", ""))
    except BrokenCursor as broken:
        raise Http404 from broken
    keep = [("state", name) for name in chosen]
    keep += [("urgent", "1")] if filters.urgent else []
    older = "?" + urlencode([*keep, ("after", found.following)]) if found.following else ""
    newer = "?" + urlencode(keep) if request.GET.get("after") else ""
    context = {
        "title": title,
        "tab": tab,
        "found": found,
        "today": local_day(now),
        "ended_here": tab == "waiting"
        and any(row.case.route_ended and State(row.case.state) in CLOSABLE for row in found.rows),
        "chosen": chosen,
        "urgent": filters.urgent,
        "older": older,
        "newer": newer,
        "state_choices": [(state.value, STATE_LABELS[state].staff) for state in State],
    }
    return render(request, "cases/work_list.html", context)


@case_view
def search(request: HttpRequest) -> HttpResponse:
    """Search by case number, patient or method. Posted, so that no address holds a number."""
    now = moment_now()
    words = request.POST.get("words", "")[:200]
    actor = actor_of(request, now)
    context = {
        "words": words,
        "rows": lists.search(actor, words) if request.method == "POST" else None,
        "today": local_day(now),
        "may_search_like_cases": policy.may_search_like_cases(actor),
    }
    return render(request, "cases/search.html", context)
