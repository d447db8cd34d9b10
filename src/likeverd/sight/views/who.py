"""Who could see a case on a day: an answer for the patient, the ombudsman, or a supervisory authority."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.access import GROUND_LABELS
from likeverd.core.forms.faults import DATE_IN_FUTURE
from likeverd.core.forms.model import Field, Kind, When
from likeverd.core.forms.reading import Fault, parse_date
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.sight import selectors
from likeverd.sight.actions.emergencies import NO_SUCH_CASE
from likeverd.sight.views.grants import managed_trust

FIELDS = (
    Field(
        "number",
        Kind.LINE,
        Text("Saksnummer", "Saksnummer", "Case number"),
        Text(
            "For eksempel SI-2026-000123.",
            "Til dømes SI-2026-000123.",
            "For example SI-2026-000123.",
        ),
        "I",
    ),
    Field(
        "day",
        Kind.DATE,
        Text("Dag", "Dag", "Day"),
        Text("I dag eller tidligere.", "I dag eller tidlegare.", "Today or earlier."),
        "I",
        when=When.PAST,
    ),
)


@case_view
def who_could_see(request: HttpRequest) -> HttpResponse:
    """Posted, so that no address tells which case somebody asks about."""
    trust = managed_trust(request)
    given = {field.key: request.POST.get(field.key, "") for field in FIELDS}
    people, faults = None, []
    if request.method == "POST":
        day = parse_date(given["day"])
        if day is None:
            faults.append(Fault("day", FIELDS[1].why))
        elif day > local_day(moment_now()):
            faults.append(Fault("day", DATE_IN_FUTURE))
        else:
            people = selectors.could_see(
                person_of(request), trust, given["number"], day, moment_now()
            )
            if people is None:
                faults.append(Fault("number", NO_SUCH_CASE))
    rows = [
        (each.name, ROLE_LABELS[each.role] if each.role else "", GROUND_LABELS[each.ground])
        for each in people or []
    ]
    context = {
        "fields": FIELDS,
        "answers": given,
        "faults": tuple(faults),
        "asked": people is not None,
        "rows": rows,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "sight/who.html", context, status=status)
