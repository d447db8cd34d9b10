"""The letter on the patient's own pages: to read, and to save. There exactly as long as the answer may be seen."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.core.access import AccessKind
from likeverd.letters import selectors
from likeverd.letters.models import Letter
from likeverd.letters.views.files import pdf_answer
from likeverd.patients.selectors import released_case, sees_the_answer, serve_own
from likeverd.patients.session import context_of, patient_view


@require_safe
@patient_view
def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The newest letter that was given, as text."""
    case, row = _given(request, number)
    context = {
        "case": case,
        "words": selectors.content_of(row),
        "given_at": row.release.at,
        "corrects": bool(row.correction),
    }
    return render(request, "letters/own_letter.html", context)


@require_safe
@patient_view
def file(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a PDF file."""
    _case, row = _given(request, number)
    return pdf_answer(selectors.file_of(row), number)


def _given(request: HttpRequest, number: str) -> tuple[Case, Letter]:
    try:
        case = released_case(context_of(request), number)
    except CaseNotFound as missing:
        raise Http404 from missing
    row = selectors.given_letter(case) if sees_the_answer(case, timezone.now()) else None
    if row is None:
        raise Http404
    serve_own(case, AccessKind.READ, "letter")
    return case, row
