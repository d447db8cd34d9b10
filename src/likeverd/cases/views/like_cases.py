"""Like cases beside a case, a search in their reasoning, and the look at a reasoning before others may find it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from likeverd.cases import policy, selectors
from likeverd.cases.actions.wordings import approve_reasoning, withdraw_reasoning
from likeverd.cases.like_cases import like_cases, shown
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import ASSESSMENTS, serve_case
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.cases.wordings import chosen_words, wording_of
from likeverd.core.access import AccessKind
from likeverd.core.deidentify import REMOVED_WORDS
from likeverd.precedents import selectors as precedents

LONGEST_SEARCH = 200


@case_view
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The cases nearest to this one, and how many others there are."""
    now = moment_now()
    actor = actor_of(request, now)
    page = selectors.case_page(actor, number, now)
    if not policy.sees_like_cases(actor, page.case):
        raise CaseNotFound(number)
    context = {
        "page": page,
        "case": page.case,
        "like": like_cases(page.case, [item.recorded for item in page.timeline]),
        "may_read_drafts": policy.may_read_group_drafts(actor),
        "may_approve": policy.may_approve_reasoning(actor, page.case),
    }
    return render(request, "cases/like_cases.html", context)


@case_view
def search(request: HttpRequest) -> HttpResponse:
    """Search in approved reasoning. Posted, so that no address holds what was written."""
    if not policy.may_search_like_cases(actor_of(request, moment_now())):
        raise PermissionDenied
    words = request.POST.get("words", "").replace("\x00", "")[:LONGEST_SEARCH].strip()
    methods = precedents.methods_with_wordings()
    chosen = next((each for each in methods if str(each.pk) == request.POST.get("method")), None)
    found = None
    if words:
        found = [
            shown(each)
            for each in precedents.search(words, chosen.pk if chosen else None)
            # A word found in a small group would tell of the reasoning, which is not shown.
            if each.shown.details
        ]
    context = {
        "words": words,
        "methods": methods,
        "chosen": chosen,
        "found": found,
        "nothing_typed": request.method == "POST" and not words,
    }
    return render(request, "cases/search_like_cases.html", context)


@case_view
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Look at the cleaned reasoning; posted, take more words out, let others find it, or take it back."""
    now = moment_now()
    actor = actor_of(request, now)
    case = selectors.case_for(actor, number)
    if not policy.may_approve_reasoning(actor, case):
        raise CaseNotFound(number)
    typed = request.POST.get("chosen", "").replace("\x00", "")[:4000]
    wanted = request.POST.get("do", "")
    if wanted == "withdraw":
        withdraw_reasoning(number, by=person_of(request), now=now)
        messages.success(request, _("Andre finner ikke begrunnelsen lenger."))
        return redirect("cases:approve_reasoning", number=number)
    changed = False
    if wanted == "approve":
        seen = request.POST.get("digest", "")
        if approve_reasoning(number, chosen_words(typed), seen, by=person_of(request), now=now):
            messages.success(request, _("Andre kan nå finne den rensede begrunnelsen."))
            return redirect("cases:approve_reasoning", number=number)
        changed = True
    wording = wording_of(case, chosen_words(typed))
    serve_case(actor, case, AccessKind.READ, (ASSESSMENTS,))
    context = {
        "case": case,
        "wording": wording,
        "pieces": [
            (piece.text, REMOVED_WORDS[piece.removed] if piece.removed else None)
            for piece in (wording.cleaned.pieces if wording else ())
        ],
        "chosen": typed,
        "changed": changed,
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    return render(request, "cases/approve_reasoning.html", context, status=status)
