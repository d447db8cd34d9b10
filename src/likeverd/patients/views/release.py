"""What the patient sees of a case: shown and stopped part by part, by the doctor who applied."""

from dataclasses import dataclass
from datetime import datetime
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
    outcome_opens_at,
    shown_parts,
    why_not_yet,
)
from likeverd.core.text import Text
from likeverd.core.timing.patient_days import PlannedContact, is_good_day_for_news
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.patients import selectors
from likeverd.patients.actions import NotReleased, set_release
from likeverd.patients.models import Release
from likeverd.web.formats import moment
from likeverd.web.templatetags.likeverd_ui import in_words, reader_language


@dataclass(frozen=True, slots=True)
class PartView:
    """One part as the page shows it."""

    key: str
    label: Text
    shown: bool
    not_yet: Text | None
    asks_day: bool
    asks_contact: bool
    opens_at: datetime | None
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
    wanted = ReleaseWanted(
        part=request.POST.get("part", ""),
        shown=request.POST.get("shown") == "1",
        conversation_on=parse_date(request.POST.get("conversation_on", "")),
        contact=PlannedContact(
            request.POST.get("contact_who", ""), parse_date(request.POST.get("contact_on", ""))
        ),
    )
    try:
        released = set_release(number, wanted, by=person_of(request), now=moment_now())
    except NotReleased as refused:
        return _page(request, case, refused.faults)
    messages.success(request, _done(released))
    return redirect("patients:release", number=number)


def _done(release: Release) -> str:
    if not release.shown:
        return _("Vises ikke lenger.")
    if release.opens_at is None:
        return _("Pasienten ser dette fra nå.")
    when = moment(release.opens_at, reader_language())
    return _("Pasienten ser dette fra %(when)s.") % {"when": when}


TYPED = ("conversation_on", "contact_who", "contact_on")


def _page(request: HttpRequest, case: Case, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    released = selectors.releases_of(case.pk)
    state, shown = State(case.state), shown_parts(released)
    asked = {fault.field for fault in faults} & {"contact_who", "contact_on"}
    eve = not is_good_day_for_news(local_day(moment_now()))
    parts = [
        PartView(
            key=part.value,
            label=PART_LABELS[part],
            shown=part in shown,
            not_yet=why_not_yet(part, state, shown),
            asks_day=part is Part.OUTCOME and needs_conversation(state),
            asks_contact=part is Part.OUTCOME and (eve or needs_conversation(state) or bool(asked)),
            opens_at=outcome_opens_at(released) if part is Part.OUTCOME else None,
            button=_("Slutt å vise dette") if part in shown else _("Vis dette for pasienten"),
        )
        for part in Part
    ]
    context = {
        "case": case,
        "parts": parts,
        "faults": faults,
        "fault_at": {fault.field: fault.message for fault in faults},
        "typed": {name: request.POST.get(name, "") for name in TYPED},
        "eve": eve,
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
