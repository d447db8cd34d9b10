"""One step of the procedure: its questions, its button, and what to do when it is refused."""

import uuid
from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from likeverd.cases import actions, selectors
from likeverd.cases.refused import CaseNotFound, KeyUsedForSomethingElse, NotCarriedOut
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.cases.views.presentation import assessments
from likeverd.core.case import Command
from likeverd.core.forms.reading import Fault
from likeverd.core.labels import ACTION_LABELS
from likeverd.core.lifecycle import transition
from likeverd.core.refusals import AnswersIncomplete, FormIncomplete, Refusal, Stale
from likeverd.core.vocabulary import Action, State
from likeverd.web.form_post import changes_rows, unflatten
from likeverd.web.templatetags.likeverd_ui import in_words


@case_view
def take(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Show the step; posted, carry it out."""
    if action not in set(Action):
        raise Http404
    wanted = Action(action)
    if request.method != "POST":
        return _page(request, number, wanted)
    return _carry_out(request, number, wanted)


def _carry_out(request: HttpRequest, number: str, action: Action) -> HttpResponse:
    now = moment_now()
    page = selectors.case_page(actor_of(request, now), number, now)
    seen_state = State(page.case.state)
    posted_state = request.POST.get("state", "")
    if posted_state in set(State):
        seen_state = State(posted_state)
    row = transition(seen_state, action)
    fields = row.questions(page.facts, page.ruleset) if row else ()
    given = unflatten(request.POST, fields)
    if changes_rows(request.POST, fields):
        return _page(request, number, action, typed=given)
    command = Command(action, _version(request), given)
    try:
        case = actions.take_step(
            number,
            command,
            by=person_of(request),
            now=now,
            key=request.POST.get("key", ""),
        )
    except NotCarriedOut as refused:
        return _page(request, number, action, typed=given, refusal=refused.refusals[0])
    except KeyUsedForSomethingElse:
        return _page(
            request,
            number,
            action,
            typed=given,
            refusal=Stale(page.case.version, State(page.case.state)),
        )
    messages.success(request, f"{case.number}: {in_words(ACTION_LABELS[action].applicant)}.")
    try:
        selectors.case_for(actor_of(request, now), number)
    except CaseNotFound:
        return redirect("cases:work_list")
    return redirect("cases:case", number=number)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def _page(
    request: HttpRequest,
    number: str,
    action: Action,
    *,
    typed: Mapping[str, object] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    now = moment_now()
    page = selectors.case_page(actor_of(request, now), number, now)
    row = next((found for found in page.actions if found.action is action), None)
    if row is None and refusal is None:
        return redirect("cases:case", number=number)
    known = row or transition(State(page.case.state), action)
    posted = request.POST.get("state", "")
    if known is None and posted in set(State):
        known = transition(State(posted), action)
    faults: tuple[Fault, ...] = ()
    if isinstance(refusal, AnswersIncomplete):
        faults = refusal.faults
    elif isinstance(refusal, FormIncomplete):
        faults = refusal.missing
    seen = _version(request) if isinstance(refusal, Stale) else page.case.version
    context = {
        "page": page,
        "case": page.case,
        "action": action,
        "label": ACTION_LABELS[action].staff,
        "fields": known.questions(page.facts, page.ruleset) if known else (),
        "answers": typed if typed is not None else {},
        "faults": faults,
        "refusal": refusal,
        "news": [item for item in page.timeline if item.recorded.sequence > max(seen, 0)]
        if isinstance(refusal, Stale)
        else [],
        "allowed": row is not None,
        "state": known.state if known else page.case.state,
        "key": request.POST.get("key") if isinstance(refusal, AnswersIncomplete) else None,
        "new_key": uuid.uuid4().hex,
        "assessments": assessments(page),
        "sees_identity": page.sees_identity,
    }
    status = HTTPStatus.OK
    if isinstance(refusal, Stale):
        status = HTTPStatus.CONFLICT
    elif refusal is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "cases/step.html", context, status=status)
