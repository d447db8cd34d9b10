"""The case page: where is it, what is missing, who has it, what do I do."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from likeverd.cases import policy, selectors
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import FILES, serve_case
from likeverd.cases.views.at_a_glance import glance
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.cases.views.presentation import assessments, buttons, timeline_entries, way
from likeverd.cases.views.time_facts import pause_rows, role_rows, way_rows
from likeverd.core.access import AccessKind
from likeverd.core.labels import STATE_LABELS
from likeverd.core.vocabulary import ENDED_STATES, State
from likeverd.core.workdays import local_day
from likeverd.documents import actions as documents
from likeverd.documents.actions import NotAccepted
from likeverd.documents.selectors import document_of
from likeverd.documents.storing import ContentDamaged, StorageAway
from likeverd.documents.storing.reading import content_of
from likeverd.web.errors import unavailable
from likeverd.web.templatetags.likeverd_ui import in_words


@case_view
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The same page for every level."""
    return _page(request, number)


def _page(request: HttpRequest, number: str, file_fault: str = "") -> HttpResponse:
    now = moment_now()
    page = selectors.case_page(actor_of(request, now), number, now)
    state = State(page.case.state)
    mine = page.case.applicant_id == person_of(request).pk
    labels = STATE_LABELS[state]
    written = assessments(page, applicant=mine)
    actor = actor_of(request, now)
    context = {
        "page": page,
        "case": page.case,
        "sees_like_cases": policy.sees_like_cases(actor, page.case),
        "may_approve": policy.may_approve_reasoning(actor, page.case),
        "state_label": labels.applicant if mine else labels.staff,
        "way": way(page),
        "glance": glance(
            page,
            written,
            person_of(request),
            local_day(now),
            outside=page.case.trust_id not in {grant.trust for grant in actor.grants},
        ),
        "assessments": written,
        "timeline": timeline_entries(page, applicant=mine),
        "buttons": buttons(page),
        "ended": state in ENDED_STATES,
        "file_fault": file_fault,
        "ways_to_meet": way_rows(page.time.ways),
        "role_times": role_rows(page),
        "pauses": pause_rows(page),
        "lacking_count": len({fault.field.split(".")[0] for fault in page.lacking}),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if file_fault else HTTPStatus.OK
    return render(request, "cases/case.html", context, status=status)


@case_view
@require_POST
def attach(request: HttpRequest, number: str) -> HttpResponse:
    """Add a file: the scanned application, or an attachment."""
    uploaded = request.FILES.get("file")
    if uploaded is None:
        return _page(request, number, _("Velg en fil først."))
    try:
        documents.attach(
            number,
            name=uploaded.name or "",
            content=uploaded.read(documents.LARGEST + 1),
            by=person_of(request),
            now=moment_now(),
        )
    except NotAccepted as refused:
        return _page(request, number, in_words(refused.message))
    messages.success(request, _("Filen er lagt til saken."))
    return redirect("cases:case", number=number)


@case_view
def download(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """A file of the case, always as a download and never run by the browser."""
    now = moment_now()
    actor = actor_of(request, now)
    case = selectors.case_row(actor, number)
    found = document_of(
        case,
        document,
        sees_identity=policy.sees_identity(actor, case),
        blocked=actor.blocked_documents,
    )
    if found is None:
        raise CaseNotFound(number)
    try:
        content = content_of(found)
    except ContentDamaged:
        context = {"case": case, "document": found}
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return render(request, "cases/file_damaged.html", context, status=status)
    except StorageAway:
        return unavailable(request)
    serve_case(actor, case, AccessKind.READ, (FILES,), found.pk)
    answer = HttpResponse(content, content_type=found.media_type)
    answer["Content-Disposition"] = documents.content_disposition(found.name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
