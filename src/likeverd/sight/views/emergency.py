"""Opening a case in an emergency: which, why and for how long; and those that are open."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.forms.reading import Fault
from likeverd.core.sight import EMERGENCY_REASONS, HOURS, LONGEST_WORDS, EmergencyWanted
from likeverd.core.text import Text
from likeverd.sight import actions, selectors
from likeverd.sight.actions import NotGiven

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
        "reason",
        Kind.CHOICE,
        Text("Grunn", "Grunn", "Reason"),
        Text("Den som passer best.", "Den som passar best.", "The one that fits best."),
        "I",
        options=tuple(Option(code.value, words) for code, words in EMERGENCY_REASONS.items()),
    ),
    Field(
        "words",
        Kind.TEXT,
        Text(
            "Hvorfor trenger du innsyn nå?",
            "Kvifor treng du innsyn no?",
            "Why do you need to see it now?",
        ),
        Text(
            "Pasienten, lederen og loggkontrolløren kan lese dette.",
            "Pasienten, leiaren og loggkontrolløren kan lese dette.",
            "The patient, the leader and the log reviewer can read this.",
        ),
        "I",
        longest=LONGEST_WORDS,
    ),
    Field(
        "hours",
        Kind.CHOICE,
        Text("Hvor lenge?", "Kor lenge?", "For how long?"),
        Text(
            "Ikke lenger enn du trenger.", "Ikkje lenger enn du treng.", "No longer than you need."
        ),
        "I",
        options=tuple(
            Option(
                str(hours),
                Text("1 time", "1 time", "1 hour")
                if hours == 1
                else Text(f"{hours} timer", f"{hours} timar", f"{hours} hours"),
            )
            for hours in HOURS
        ),
    ),
)


@case_view
def emergency(request: HttpRequest) -> HttpResponse:
    """Open a case in an emergency, or end one that is open."""
    if request.method != "POST":
        return _page(request)
    now, person = moment_now(), person_of(request)
    if "end" in request.POST:
        typed = request.POST["end"]
        if (
            typed.isdecimal()
            and len(typed) < 18
            and actions.end_emergency(int(typed), by=person, now=now)
        ):
            messages.success(request, _("Nødinnsynet er avsluttet."))
        return redirect("sight:emergency")
    given = {field.key: request.POST.get(field.key, "") for field in FIELDS}
    hours = given["hours"]
    wanted = EmergencyWanted(
        given["reason"], given["words"], int(hours) if hours.isdecimal() and len(hours) < 4 else 0
    )
    try:
        actions.open_emergency(given["number"], wanted, by=person, now=now)
    except NotGiven as refused:
        return _page(request, given, refused.faults)
    return redirect("cases:case", number=given["number"].strip().upper())


def _page(
    request: HttpRequest, given: Mapping[str, object] | None = None, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    context = {
        "fields": FIELDS,
        "answers": given or {},
        "faults": faults,
        "open": selectors.open_sights(person_of(request), moment_now()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "sight/emergency.html", context, status=status)
