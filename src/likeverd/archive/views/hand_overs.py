"""Hand-overs to the archive: which failed and why, and another try. By case number; no patient, no word of a case."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.archive import policy, selectors
from likeverd.archive.actions.mending import try_again
from likeverd.archive.refused import NoSuchHandOver
from likeverd.archive.wording import line_of
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.archive.steps import STATE_WORDS, StepState

ON_A_PAGE = 50
LONGEST_WORDS = 24


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def hand_overs(request: HttpRequest) -> HttpResponse:
    """The list, failed ones first; or another try of one of them."""
    actor = actor_of(request, moment_now())
    if not policy.may_see(actor):
        raise PermissionDenied
    if request.method == "POST":
        return _try_again(request)
    state = request.GET.get("stilling", "")
    chosen = StepState(state) if state in {each.value for each in StepState} else None
    words = request.GET.get("sak", "").strip()[:LONGEST_WORDS]
    page = _number(request.GET.get("side", ""))
    found = selectors.hand_overs(actor, chosen, words, first=page * ON_A_PAGE, most=ON_A_PAGE + 1)
    counts = selectors.counts(actor)
    context = {
        "lines": [line_of(each) for each in found[:ON_A_PAGE]],
        "counts": [(each.value, STATE_WORDS[each], counts[each]) for each in StepState],
        "chosen": chosen.value if chosen else "",
        "words": words,
        "newer": _address(state, words, page - 1) if page else "",
        "older": _address(state, words, page + 1) if len(found) > ON_A_PAGE else "",
    }
    return render(request, "archive/hand_overs.html", context)


def _try_again(request: HttpRequest) -> HttpResponse:
    try:
        tried = try_again(
            _number(request.POST.get("hand_over", "")), by=person_of(request), now=moment_now()
        )
    except NoSuchHandOver as missing:
        raise Http404 from missing
    if tried:
        messages.success(request, _("Overføringen prøves igjen om litt."))
    else:
        messages.info(request, _("Overføringen er alt kommet fram."))
    return redirect("archive:hand_overs")


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


def _address(state: str, words: str, page: int) -> str:
    asked = {"stilling": state, "sak": words, "side": str(page) if page else ""}
    given = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse('archive:hand_overs')}?{given}"
