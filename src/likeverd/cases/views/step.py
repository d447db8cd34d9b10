"""One step of the procedure: its questions, its button, and what to do when it is refused."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from likeverd.accounts.entrance import authenticated_at
from likeverd.cases import actions, selectors
from likeverd.cases.like_cases import AT_THE_MOMENT_OF, like_cases, with_pattern
from likeverd.cases.models import Case
from likeverd.cases.reason_files import documents_named
from likeverd.cases.records import facts_of, ruleset_of
from likeverd.cases.refused import KeyUsedForSomethingElse, NotCarriedOut
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.cases.views.presentation import (
    DANGER,
    assessments,
    done_words,
    question_by_question,
)
from likeverd.core.case import CaseFacts, Command
from likeverd.core.decide import OUTCOME_OF
from likeverd.core.events import QuestionsAsked
from likeverd.core.forms.model import Field
from likeverd.core.forms.reading import Fault
from likeverd.core.fresh_sign_in import may_take
from likeverd.core.labels import ACTION_LABELS
from likeverd.core.letters.kinds import END_OF_ACTION
from likeverd.core.lifecycle import transition
from likeverd.core.reasons.model import Outcome
from likeverd.core.reasons.not_permitted import NotPermitted, not_permitted_for
from likeverd.core.refusals import AnswersIncomplete, FormIncomplete, Refusal, Stale
from likeverd.core.sources import SOURCES
from likeverd.core.step_questions.shared import DOCUMENTS
from likeverd.core.text import Text
from likeverd.core.vocabulary import Action, State
from likeverd.web.form_post import changes_rows, unflatten
from likeverd.web.templatetags.likeverd_ui import in_words
from likeverd.web.typed_text import Why, typed_text_kept


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
    actor = actor_of(request, now)
    case = selectors.case_row(actor, number)
    facts, ruleset = _with_pattern(case, facts_of(case), action), ruleset_of(case, now)
    if DOCUMENTS in request.POST:
        facts = replace(facts, documents=documents_named(actor, case))
    seen_state = facts.state
    posted_state = request.POST.get("state", "")
    if posted_state in set(State):
        seen_state = State(posted_state)
    row = transition(seen_state, action)
    fields = row.questions(_facts_seen(case, facts, action), ruleset) if row else ()
    given = unflatten(request.POST, fields)
    if changes_rows(request.POST, fields):
        return _page(request, number, action, typed=given)
    if not may_take(action, authenticated_at(request), now):
        return typed_text_kept(request, Why.CONFIRM)
    command = Command(action, _version(request), given)
    try:
        case = actions.take_step(
            number,
            command,
            by=person_of(request),
            now=now,
            key=request.POST.get("key", ""),
            seen_changes=request.POST.get("changes", "").split(),
        )
    except NotCarriedOut as refused:
        return _page(request, number, action, typed=given, refusal=refused.refusals[0])
    except KeyUsedForSomethingElse:
        return _page(
            request,
            number,
            action,
            typed=given,
            refusal=Stale(facts.version, facts.state),
        )
    done = in_words(done_words(action, applicant=False))
    messages.success(request, f"{case.number}: {done}.")
    if action is Action.DECLARE_CONFLICT:
        return redirect("cases:work_list")
    return redirect("cases:case", number=number)


def _with_pattern(case: Case, facts: CaseFacts, action: Action) -> CaseFacts:
    """The facts; where like cases count, together with how those were decided."""
    return with_pattern(case, facts) if action in AT_THE_MOMENT_OF else facts


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def _facts_seen(case: Case, facts: CaseFacts, action: Action) -> CaseFacts:
    """The case, with the questions that an answer was written to, also when they are settled."""
    if action is not Action.ANSWER or facts.questions:
        return facts
    rounds = [
        item.recorded.event.questions
        for item in selectors.events_after(case, 0)
        if isinstance(item.recorded.event, QuestionsAsked)
    ]
    return replace(facts, questions=rounds[-1]) if rounds else facts


def _answers_so_far(
    page: selectors.CasePage, action: Action, fields: tuple[Field, ...]
) -> Mapping[str, object]:
    """What stands in the application, where an answer may change it; otherwise nothing."""
    if action is not Action.ANSWER:
        return {}
    keys = {field.key for field in fields}
    return {key: value for key, value in page.case.answers.items() if key in keys}


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
        if typed is None:
            return redirect("cases:case", number=number)
        refusal = Stale(page.case.version, State(page.case.state))
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
    facts = _with_pattern(page.case, _facts_seen(page.case, page.facts, action), action)
    fields = known.questions(facts, page.ruleset) if known else ()
    given = typed if typed is not None else _answers_so_far(page, action, fields)
    context = {
        "page": page,
        "case": page.case,
        "action": action,
        "label": ACTION_LABELS[action].staff,
        "fields": fields,
        "answers": given,
        "questions": question_by_question(facts.questions, fields)
        if action is Action.ANSWER
        else (),
        "faults": faults,
        "refusal": refusal,
        "news": [item for item in page.timeline if item.recorded.sequence > max(seen, 0)]
        if isinstance(refusal, Stale)
        else [],
        "allowed": row is not None,
        "confirm_first": not may_take(action, authenticated_at(request), now),
        "danger": action in DANGER,
        "letters_follow": action in END_OF_ACTION,
        "not_permitted": _not_permitted(action),
        # A row more or less is no look at what is new: the version that was seen stays.
        "version": page.case.version if typed is None or refusal else _version(request),
        "state": known.state if known else page.case.state,
        "changes": " ".join(page.facts.method_changes),
        "key": request.POST.get("key") if isinstance(refusal, AnswersIncomplete) else None,
        "new_key": uuid.uuid4().hex,
        "assessments": assessments(page, applicant=page.case.applicant_id == person_of(request).pk),
        "sees_identity": page.sees_identity,
        "like": like_cases(page.case, [item.recorded for item in page.timeline])
        if action in AT_THE_MOMENT_OF
        else None,
    }
    status = HTTPStatus.OK
    if isinstance(refusal, Stale):
        status = HTTPStatus.CONFLICT
    elif refusal is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "cases/step.html", context, status=status)


def _not_permitted(action: Action) -> list[tuple[NotPermitted, Text]]:
    """What may not be a reason here, each with the short name of its source."""
    outcomes = tuple(Outcome) if action is Action.RECOMMEND else (OUTCOME_OF.get(action, ""),)
    found = {each.code: each for outcome in outcomes for each in not_permitted_for(outcome)}
    return [(each, SOURCES[each.source].short) for each in found.values()]
