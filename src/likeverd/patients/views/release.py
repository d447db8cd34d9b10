"""What the patient sees of a case: shown and stopped part by part, by the doctor who applied."""

from dataclasses import dataclass
from datetime import date, datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.cases import selectors as case_selectors
from likeverd.cases.models import Case
from likeverd.cases.records import facts_of
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.forms.reading import Fault, parse_date
from likeverd.core.patient_view import (
    PART_LABELS,
    Part,
    ReleaseWanted,
    may_release,
    needs_conversation,
    outcome_opens_on,
    shown_parts,
    why_not_yet,
)
from likeverd.core.text import Text
from likeverd.core.vocabulary import State
from likeverd.patients import selectors
from likeverd.patients.actions import NotReleased, set_release
from likeverd.patients.models import Release
from likeverd.web.templatetags.likeverd_ui import in_words


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as the page shows it."""

    key: str
    label: Text
    shown: bool
    not_yet: Text | None
    asks_day: bool
    opens_on: date | None
    button: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the register, for the timeline."""

    at: datetime
    title: str
    by: str


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def release(request: HttpRequest, number: str) -> HttpResponse:
    """See what is shown, show a part, or stop showing it. Those who may not are led back to the case."""
    actor = actor_of(request, moment_now())
    case = case_selectors.case_for(actor, number)
    if not may_release(actor, facts_of(case)):
        return redirect("cases:case", number=number)
    if request.method != "POST":
        return _page(request, case)
    typed = request.POST.get("conversation_on", "")
    wanted = ReleaseWanted(
        part=request.POST.get("part", ""),
        shown=request.POST.get("shown") == "1",
        conversation_on=parse_date(typed),
    )
    try:
        set_release(number, wanted, by=person_of(request), now=moment_now())
    except NotReleased as refused:
        return _page(request, case, refused.faults, typed)
    messages.success(
        request, _("Pasienten ser dette fra nå.") if wanted.shown else _("Vises ikke lenger.")
    )
    return redirect("patients:release", number=number)


def _page(
    request: HttpRequest, case: Case, faults: tuple[Fault, ...] = (), typed_day: str = ""
) -> HttpResponse:
    released = selectors.releases_of(case.pk)
    state, shown = State(case.state), shown_parts(released)
    parts = [
        PartView(
            key=part.value,
            label=PART_LABELS[part],
            shown=part in shown,
            not_yet=why_not_yet(part, state, shown),
            asks_day=part is Part.OUTCOME and needs_conversation(state),
            opens_on=outcome_opens_on(released) if part is Part.OUTCOME else None,
            button=_("Slutt å vise dette") if part in shown else _("Vis dette for pasienten"),
        )
        for part in Part
    ]
    context = {
        "case": case,
        "parts": parts,
        "faults": faults,
        "day_fault": next((f.message for f in faults if f.field == "conversation_on"), None),
        "typed_day": typed_day,
        "last_seen": selectors.last_seen_by_patient(case.pk),
        "history": [_entry(row) for row in selectors.release_rows(case.pk)],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "patients/release.html", context, status=status)


def _entry(row: Release) -> Entry:
    label = in_words(PART_LABELS[Part(row.part)])
    title = _("Vist: %(part)s") if row.shown else _("Ikke vist lenger: %(part)s")
    by = row.by.name
    if row.deputy_for is not None:
        by = _("%(name)s, stedfortreder for %(other)s") % {"name": by, "other": row.deputy_for.name}
    return Entry(row.at, title % {"part": label}, by)
