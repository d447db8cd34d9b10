"""What the letters would say, with what is typed into the decision now. Nothing is kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from likeverd.cases import policy as case_policy
from likeverd.cases import selectors as case_selectors
from likeverd.cases.models import Case
from likeverd.cases.records import facts_of, ruleset_of
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.letters import LETTER_KINDS, LetterKind, Rendered
from likeverd.core.letters import render as rendered
from likeverd.core.letters.kinds import END_OF_ACTION
from likeverd.core.lifecycle import transition
from likeverd.core.vocabulary import Action, State
from likeverd.core.workdays import local_day
from likeverd.letters import policy
from likeverd.letters.records import decided_by, facts_from
from likeverd.letters.texts import text_in_force
from likeverd.web.form_post import unflatten


@case_view
@require_POST
def preview(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Both letters, for one who may take the step. Opened beside the decision, which stays as it is."""
    if action not in set(Action) or Action(action) not in END_OF_ACTION:
        raise Http404
    wanted, now = Action(action), moment_now()
    actor = actor_of(request, now)
    case = case_selectors.case_for(actor, number)
    row = transition(State(case.state), wanted)
    if row is None or not case_policy.can(actor, wanted, case):
        return redirect("cases:case", number=number)
    given = unflatten(request.POST, row.questions(facts_of(case), ruleset_of(case, now)))
    letters = [
        (LETTER_KINDS[kind], _letter(request, case, kind, wanted, given))
        for kind in LetterKind
        if policy.may_read(actor, case, kind)
    ]
    return render(request, "letters/preview.html", {"case": case, "letters": letters})


def _letter(
    request: HttpRequest, case: Case, kind: LetterKind, action: Action, given: dict[str, object]
) -> Rendered:
    now, end = moment_now(), END_OF_ACTION[action]
    of_patient = kind is LetterKind.PATIENT
    language = case.trust.language if of_patient else case.applicant.language
    signed = decided_by(case, person_of(request).pk, State(case.state), language)
    facts = facts_from(case, end, given, decided_by=signed, at=now)
    text = text_in_force(case.trust_id, kind, end, language)
    return rendered(text.text, kind, facts, language, local_day(now))
