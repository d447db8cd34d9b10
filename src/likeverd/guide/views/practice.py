"""An application without a patient: the same form and the same checks, and nothing is kept or counted."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.core.forms.individual_exception import SCHEME
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.forms.register import current
from likeverd.core.forms.specimen import specimen
from likeverd.core.workdays import local_day
from likeverd.guide.views.common import guide_page
from likeverd.web.form_post import changes_rows, unflatten

WEEKS_TO_START = 8


@require_http_methods(["GET", "HEAD", "POST"])
@guide_page
def practice(request: HttpRequest, language: str) -> HttpResponse:
    """Write, have it checked, and see what would happen. "Fill in an example" shows how it can be done."""
    today = local_day(timezone.now())
    form = current(SCHEME, today)
    answers: dict[str, object] = {}
    faults: tuple[Fault, ...] = ()
    complete = False
    if "example" in request.POST:
        answers = specimen(
            "Demolimab",
            "G70.0",
            "Myasthenia gravis",
            written_on=today,
            start_by=today + timedelta(weeks=WEEKS_TO_START),
            applicant_name=_("Oppdiktet Overlege"),
        )
    elif request.method == "POST":
        answers = unflatten(request.POST, form.fields)
        if not changes_rows(request.POST, form.fields):
            reading = read_completely(form.fields, answers, today)
            faults, complete = reading.faults, not reading.faults
    context = {"form": form, "answers": answers, "faults": faults, "complete": complete}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "guide/practice.html", context, status=status)
