"""Writing the application: saved while it is written, sent when it is complete."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from likeverd.cases import actions, policy, selectors
from likeverd.cases.models import Case
from likeverd.cases.records import ruleset_of
from likeverd.cases.refused import NotCarriedOut
from likeverd.cases.views.at_a_glance import messages_to_writer
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.case import Command
from likeverd.core.forms.model import Definition, Field, Kind, Section
from likeverd.core.forms.reading import Fault, read
from likeverd.core.refusals import FormIncomplete, Refusal, Stale
from likeverd.core.vocabulary import Action, State
from likeverd.web.form_post import changes_rows, unflatten


@case_view
def write(request: HttpRequest, number: str) -> HttpResponse:
    """The application as a form. Posted: saved, and sent when the send button was pressed."""
    if request.method != "POST":
        return _page(request, number)
    case = selectors.case_row(actor_of(request, moment_now()), number)
    fields = ruleset_of(case, moment_now()).form.fields
    given = _given(request, fields)
    try:
        saved = actions.save_draft(
            number,
            given,
            by=person_of(request),
            now=moment_now(),
            seen_revision=_revision(request),
        )
    except NotCarriedOut as refused:
        return _page(request, number, typed=given, refusal=refused.refusals[0])
    if saved.set_aside:
        return _page(request, number, set_aside=saved.set_aside)
    if changes_rows(request.POST, fields):
        return _page(request, number, typed=unflatten(request.POST, fields), changing=True)
    if "send" in request.POST:
        if case.draft_revision != _revision(request):
            # Somebody else has written since: what is sent must have been seen.
            return _page(request, number, refusal=Stale(case.version, State(case.state)))
        return _send(request, saved.case)
    messages.success(request, _("Utkastet er lagret."))
    return redirect("cases:application", number=number)


def _send(request: HttpRequest, case: Case) -> HttpResponse:
    action = Action.SUBMIT if case.state == State.DRAFT else Action.RESUBMIT
    try:
        actions.take_step(
            case.number,
            Command(action, _version(request)),
            by=person_of(request),
            now=moment_now(),
            key=request.POST.get("key", ""),
            seen_revision=case.draft_revision,
        )
    except NotCarriedOut as refused:
        return _page(request, case.number, refusal=refused.refusals[0])
    messages.success(request, _("Søknaden er sendt."))
    return redirect("cases:case", number=case.number)


@case_view
@require_POST
def autosave(request: HttpRequest, number: str) -> HttpResponse:
    """Save while the person writes; answers with the words and numbers that changed."""
    now = moment_now()
    case = selectors.case_row(actor_of(request, now), number)
    ruleset = ruleset_of(case, now)
    try:
        saved = actions.save_draft(
            number,
            _given(request, ruleset.form.fields),
            by=person_of(request),
            now=now,
            seen_revision=_revision(request),
        )
    except NotCarriedOut as refused:
        message = {"message": refused.refusals[0].message}
        return render(request, "cases/_not_saved.html", message, status=HTTPStatus.CONFLICT)
    if saved.set_aside:
        fields = [field for field in ruleset.form.fields if field.key in saved.set_aside]
        return render(
            request, "cases/_set_aside.html", {"fields": fields}, status=HTTPStatus.CONFLICT
        )
    lacking = selectors.form_faults(saved.case, ruleset)
    context = {
        "case": saved.case,
        "now": now,
        "form": ruleset.form,
        **_meter(ruleset.form, saved.case, lacking),
    }
    return render(request, "cases/_saved.html", context)


def _given(request: HttpRequest, fields: tuple[Field, ...]) -> dict[str, object]:
    """Every field of the form, emptied ones as None: a page posts the whole form."""
    posted = unflatten(request.POST, fields)
    given = {field.key: posted.get(field.key) for field in fields}
    for field in fields:
        rows = given.get(field.key)
        if field.kind is Kind.ROWS and isinstance(rows, list):
            given[field.key] = [row for row in rows if row]
    return given


def _revision(request: HttpRequest) -> int:
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the application, and how many of its questions still lack an answer."""

    section: Section
    lacking: int


def _meter(form: Definition, case: Case, lacking: tuple[Fault, ...]) -> dict[str, object]:
    asked = [field for field in form.fields if field.required and field.is_asked(case.answers)]
    wanting = {fault.field.split(".")[0] for fault in lacking}
    return {
        "done": sum(1 for field in asked if field.key not in wanting),
        "total": len(asked),
        "lacking": lacking,
        "parts": [
            Part(section, sum(1 for field in section.fields if field.key in wanting))
            for section in form.sections
        ],
    }


def _page(
    request: HttpRequest,
    number: str,
    *,
    typed: Mapping[str, object] | None = None,
    refusal: Refusal | None = None,
    set_aside: Mapping[str, object] | None = None,
    changing: bool = False,
) -> HttpResponse:
    now = moment_now()
    actor = actor_of(request, now)
    case = selectors.case_for(actor, number)
    if request.method != "POST" and not policy.may_write(actor, case):
        return redirect("cases:case", number=number)
    ruleset = ruleset_of(case, now)
    fields = ruleset.form.fields
    answers = typed if typed is not None else case.answers
    lacking = selectors.form_faults(case, ruleset)
    if isinstance(refusal, FormIncomplete):
        faults = refusal.missing
    else:
        faults = read(fields, answers, ruleset.today, keep_unasked=True).faults
    context = {
        "case": case,
        "form": ruleset.form,
        "answers": answers,
        "faults": () if changing else faults,
        "refusal": refusal,
        "set_aside": set_aside or {},
        "set_aside_fields": [field for field in fields if field.key in (set_aside or {})],
        "last_saved": selectors.last_saved(case),
        "requests": list(messages_to_writer(selectors.events_after(case, 0))),
        "may_send": policy.can(actor, Action.SUBMIT, case)
        or policy.can(actor, Action.RESUBMIT, case),
        "may_hand_over": policy.can(actor, Action.HAND_TO_CONSULTANT, case),
        "sees_identity": policy.sees_identity(actor, case),
        "may_write": policy.may_write(actor, case),
        **_meter(ruleset.form, case, lacking),
    }
    status = HTTPStatus.OK
    if refusal is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif set_aside:
        status = HTTPStatus.CONFLICT
    return render(request, "cases/application.html", context, status=status)
