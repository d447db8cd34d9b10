"""Before the case is seen: is there a conflict of interest? And the leader alone, where no meeting is in time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from likeverd.cases.records import facts_of, ruleset_of
from likeverd.cases.refused import NotCarriedOut
from likeverd.cases.views.common import actor_of, moment_now, person_of
from likeverd.committee import actions, selectors
from likeverd.committee.actions.concluding import alone_case
from likeverd.committee.refused import NotDone
from likeverd.committee.views.common import answer, committee_view
from likeverd.core.committee.agenda import treat_by
from likeverd.core.forms.model import Condition, Field, Kind, Option
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.refusals import AnswersIncomplete, Refusal
from likeverd.core.step_questions import recommend
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.web.form_post import unflatten

FIELDS = (
    Field(
        "conflict",
        Kind.CHOICE,
        Text(
            "Er du inhabil i saken?", "Er du inhabil i saka?", "Do you have a conflict of interest?"
        ),
        Text(
            "Svar før du ser saken. Svarer du ja, blir saken lukket for deg, og det står i referatet.",
            "Svar før du ser saka. Svarer du ja, blir saka lukka for deg, og det står i referatet.",
            "Answer before you see the case. With a yes the case is closed to you, and the minutes say so.",
        ),
        "P154c",
        options=(
            Option("no", Text("Nei, jeg er habil", "Nei, eg er habil", "No, I have none")),
            Option("yes", Text("Ja, jeg er inhabil", "Ja, eg er inhabil", "Yes, I have one")),
        ),
    ),
    Field(
        "explanation",
        Kind.TEXT,
        Text("Hva gjør deg inhabil?", "Kva gjer deg inhabil?", "What is the conflict?"),
        Text(
            "Står i sakens logg, ikke i referatet.",
            "Står i loggen til saka, ikkje i referatet.",
            "Stands in the case's log, not in the minutes.",
        ),
        "P154c",
        asked_when=Condition("conflict", ("yes",)),
        longest=1000,
    ),
)


@committee_view
def declare(request: HttpRequest, number: str) -> HttpResponse:
    """The stub of a case, and the question."""
    now = moment_now()
    case = selectors.stub_for(actor_of(request, now), number)
    context: dict[str, object] = {
        "case": case,
        "treat_by": treat_by(case.start_by, case.due_on),
        "fields": FIELDS,
        "answers": {},
    }
    if request.method != "POST":
        return answer(request, "committee/declare.html", context)
    given = context["answers"] = unflatten(request.POST, FIELDS)
    reading = read_completely(FIELDS, given, local_day(now))
    if reading.faults:
        context["faults"] = reading.faults
        return answer(request, "committee/declare.html", context, faulty=True)
    conflict = reading.answers["conflict"] == "yes"
    words = str(reading.answers.get("explanation", ""))
    actions.declare(number, conflict=conflict, explanation=words, by=person_of(request), now=now)
    if conflict:
        messages.success(request, _("%(number)s er lukket for deg.") % {"number": number})
        return redirect("committee:overview")
    messages.success(request, _("%(number)s er åpnet for deg.") % {"number": number})
    return redirect("cases:case", number=number)


@committee_view
def alone(request: HttpRequest, number: str) -> HttpResponse:
    """The leader alone gives the recommendation in an urgent case; the next meeting is told."""
    now, by = moment_now(), person_of(request)
    try:
        case = alone_case(number, by=by, now=now)
    except NotDone as refused:
        return answer(request, "committee/not_alone.html", {}, refusal=refused.refusal)
    fields = recommend(facts_of(case), ruleset_of(case, now))
    context: dict[str, object] = {
        "case": case,
        "treat_by": treat_by(case.start_by, case.due_on),
        "next_meeting": selectors.next_meeting_day(case.trust_id, now),
        "fields": [field for field in fields if field.key != "dissent"],
        "answers": {},
    }
    if request.method != "POST":
        return answer(request, "committee/alone.html", context)
    given = context["answers"] = unflatten(request.POST, fields)
    try:
        actions.conclude_alone(number, given, by=by, now=now)
    except NotDone as refused:
        return answer(request, "committee/alone.html", context, refusal=refused.refusal)
    except NotCarriedOut as refused:
        return _refused(request, context, refused.refusals[0])
    messages.success(
        request, _("Tilrådingen er sendt til direktøren. Neste møte får det til orientering.")
    )
    return redirect("committee:overview")


def _refused(request: HttpRequest, context: dict[str, object], refusal: Refusal) -> HttpResponse:
    faults: tuple[Fault, ...] = refusal.faults if isinstance(refusal, AnswersIncomplete) else ()
    context["faults"] = faults
    if faults:
        return answer(request, "committee/alone.html", context, faulty=True)
    return answer(request, "committee/alone.html", context, refusal=refusal)
