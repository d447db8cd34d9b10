"""What changed in the register of methods during a week, and which of my cases it touches."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases import lists
from likeverd.cases.views.common import actor_of, case_view, moment_now
from likeverd.core.workdays import local_day

DAYS = 7


@case_view
def touched(request: HttpRequest) -> HttpResponse:
    """The changes of the last seven days that mean something, each with the cases that I can see."""
    now = moment_now()
    found = lists.touched(actor_of(request, now), now - timedelta(days=DAYS))
    context = {"found": found, "today": local_day(now), "tab": "touched"}
    return render(request, "cases/touched.html", context)
