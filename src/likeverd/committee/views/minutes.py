"""The minutes: to read and print, to correct part by part, and to approve from the page of the meeting."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from likeverd.cases.views.common import actor_of, moment_now, person_of
from likeverd.committee import actions, selectors
from likeverd.committee.refused import NotDone, NotFilledIn
from likeverd.committee.selectors import MinutesPage
from likeverd.committee.views.common import answer, committee_view, number
from likeverd.core.committee.minutes import LONGEST_PART
from likeverd.core.forms.reading import Fault
from likeverd.core.refusals import Refusal


@committee_view
def read(request: HttpRequest, meeting: int) -> HttpResponse:
    """The minutes as they stand, with every version that was before."""
    now = moment_now()
    page = selectors.minutes_page(actor_of(request, now), meeting, now)
    return answer(request, "committee/minutes.html", {"page": page, "meeting": page.meeting})


@committee_view
def correct(request: HttpRequest, meeting: int) -> HttpResponse:
    """Correct the parts; the text before stays."""
    now = moment_now()
    page = selectors.minutes_page(actor_of(request, now), meeting, now)
    if request.method != "POST":
        if not page.may_correct:
            return redirect("committee:minutes", meeting=meeting)
        return _form(request, page, {})
    typed = {
        part.key: request.POST.get(part.key, "") for part in page.parts if part.key in request.POST
    }
    try:
        actions.correct(
            meeting,
            typed,
            request.POST.get("reason", ""),
            seen_version=number(request.POST.get("version", "")),
            by=person_of(request),
            now=now,
        )
    except NotFilledIn as faulty:
        return _form(request, page, typed, faults=faulty.faults)
    except NotDone as refused:
        return _form(request, page, typed, refusal=refused.refusal)
    messages.success(request, _("Rettelsen er lagret. Teksten før er tatt vare på."))
    return redirect("committee:minutes", meeting=meeting)


def _form(
    request: HttpRequest,
    page: MinutesPage,
    typed: Mapping[str, str],
    *,
    faults: tuple[Fault, ...] = (),
    refusal: Refusal | None = None,
) -> HttpResponse:
    told = {fault.field: fault.message for fault in faults}
    rows = [
        (part, heading, typed.get(part.key, words), told.get(part.key))
        for part, heading, words in page.texts
    ]
    context: dict[str, object] = {
        "page": page,
        "meeting": page.meeting,
        "rows": rows,
        "faults": faults,
        "reason": request.POST.get("reason", ""),
        "reason_fault": told.get("reason"),
        "version": page.newest.version,
        "longest": LONGEST_PART,
    }
    return answer(request, "committee/correct.html", context, refusal=refusal, faulty=bool(faults))
