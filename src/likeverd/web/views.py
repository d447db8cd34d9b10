"""Pages for everybody: what Likeverd is, and which sources its questions rest on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from likeverd.core.sources import SOURCES


def front_page(request: HttpRequest) -> HttpResponse:
    """People who are signed in go to their work list; others read what this is."""
    if request.user.is_authenticated:
        return redirect("cases:work_list")
    return render(request, "web/front_page.html")


def sources(request: HttpRequest) -> HttpResponse:
    """Every source that a question, a reason or a register names, with an anchor for each."""
    return render(request, "web/sources.html", {"sources": SOURCES.values()})
