"""Making an export, seeing one's own, fetching and deleting them."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.exporting import COLUMNS, LONGEST_PURPOSE
from likeverd.core.forms.model import Field, Kind
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.exports import actions, selectors
from likeverd.exports.actions import NotExported

FIELDS = (
    Field(
        "purpose",
        Kind.LINE,
        Text(
            "Hva skal uttrekket brukes til?",
            "Kva skal uttrekket brukast til?",
            "What is the export for?",
        ),
        Text("Står i loggen.", "Står i loggen.", "Stands in the log."),
        "I",
        longest=LONGEST_PURPOSE,
    ),
)


@case_view
def exports(request: HttpRequest) -> HttpResponse:
    """My exports, and a new one."""
    trusts = actions.trusts_to_export(actor_of(request, moment_now()))
    if not trusts:
        raise PermissionDenied
    if request.method != "POST":
        return _page(request)
    posted = request.POST.get("trust", "")
    trust = int(posted) if posted.isdecimal() and len(posted) < 18 else trusts[0]
    try:
        actions.export_cases(
            trust,
            request.POST.get("purpose", ""),
            get_language() or "nb",
            by=person_of(request),
            now=moment_now(),
        )
    except NotExported as refused:
        return _page(request, refused.faults)
    except PermissionError as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Uttrekket er klart."))
    return redirect("exports:exports")


def _page(request: HttpRequest, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    context = {
        "fields": FIELDS,
        "answers": {"purpose": request.POST.get("purpose", "")},
        "faults": faults,
        "columns": list(COLUMNS.values()),
        "exports": selectors.exports_of(person_of(request)),
        "now": moment_now(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "exports/exports.html", context, status=status)


@case_view
def fetch(request: HttpRequest, export: int) -> HttpResponse:
    """The file of an own export."""
    content = selectors.file_of(export, person_of(request), moment_now())
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="likeverd-{export}.csv"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@case_view
@require_POST
def end(request: HttpRequest, export: int) -> HttpResponse:
    """Delete the file of an own export."""
    if actions.end_export(export, by=person_of(request), now=moment_now()):
        messages.success(request, _("Filen er slettet. Registreringen står."))
    return redirect("exports:exports")
