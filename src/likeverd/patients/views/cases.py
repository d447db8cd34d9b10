"""The patient's own cases, one of them, and the patient's rights."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.cases.refused import CaseNotFound
from likeverd.core.forms.reading import Fault
from likeverd.core.patient_rights import CONTACTS, RIGHTS
from likeverd.core.patient_view import LONGEST_STATEMENT
from likeverd.patients import selectors
from likeverd.patients.actions import NotStated, write_statement
from likeverd.patients.session import context_of, patient_view, session_of

SENT = "statement_sent"


@require_safe
@patient_view
def own_cases(request: HttpRequest) -> HttpResponse:
    """The cases that are released to the patient, at all trusts."""
    found = selectors.own_cases(context_of(request), timezone.now())
    return render(request, "patients/cases.html", {"cases": found})


@require_http_methods(["GET", "HEAD", "POST"])
@patient_view
def show(request: HttpRequest, number: str) -> HttpResponse:
    """One case; posted, the patient's statement to it."""
    if request.method != "POST":
        return _page(request, number)
    words = request.POST.get("statement", "")
    try:
        write_statement(number, words, by=context_of(request), now=timezone.now())
    except CaseNotFound as missing:
        raise Http404 from missing
    except NotStated as refused:
        return _page(request, number, words, refused.faults)
    session_of(request)[SENT] = True
    return redirect("patients:case", number=number)


def _page(
    request: HttpRequest, number: str, words: str = "", faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    session = session_of(request)
    try:
        page = selectors.own_case_page(context_of(request), number, timezone.now())
    except CaseNotFound as missing:
        raise Http404 from missing
    context = {
        "page": page,
        "words": words,
        "fault": faults[0].message if faults else None,
        "longest": LONGEST_STATEMENT,
        "sent": session.pop(SENT, False) if SENT in session else False,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "patients/case.html", context, status=status)


@require_safe
@patient_view
def rights(request: HttpRequest) -> HttpResponse:
    """What the patient has a right to, and who to call."""
    return render(request, "patients/rights.html", {"rights": RIGHTS, "contacts": CONTACTS})
