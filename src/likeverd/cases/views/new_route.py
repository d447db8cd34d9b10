"""The way in, asked before anybody writes: the guide's answer for this method, and the choice that a person makes."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from likeverd.cases.views.common import case_view, moment_now, synthetic_people
from likeverd.cases.views.new_case import ROUTE_REASON, ask_for_patient, way_given
from likeverd.core.routing import (
    Route,
    Verdict,
    departs,
    facts_with_answers,
    is_reason,
    route,
)
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.guide.presenting import shown
from likeverd.guide.questions_form import questions
from likeverd.methods import selectors as methods
from likeverd.methods.routing_facts import facts_for

REASON_NEEDED = Text(
    "Skriv minst 20 tegn om hvorfor du velger denne veien likevel. Grunnen blir tatt vare på og talt.",
    "Skriv minst 20 teikn om kvifor du vel denne vegen likevel. Grunnen blir teken vare på og talt.",
    "Write at least 20 characters on why you choose this way all the same. The reason is kept and counted.",
)


@case_view
def choose_way(request: HttpRequest, method: int) -> HttpResponse:
    """Questions and answer; "continue" leads on to the patient, with a reason where the advice is left."""
    chosen = methods.method(method, demonstration=synthetic_people())
    if chosen is None:
        raise Http404
    known = facts_for(chosen, local_day(moment_now()))
    given = {name: str(words) for name, words in request.POST.items()}
    facts = facts_with_answers(known, given)
    answer = route(facts)
    leaves_advice = departs(answer, Route.INDIVIDUAL_EXCEPTION)
    fault = None
    if "continue" in request.POST:
        if not leaves_advice or is_reason(given.get(ROUTE_REASON, "")):
            return ask_for_patient(request, chosen)
        fault = REASON_NEEDED
    asked = questions(known, given)
    own = answer.of(Route.INDIVIDUAL_EXCEPTION)
    context = {
        "method": chosen,
        "questions": asked,
        "unanswered": sum(1 for each in asked if each.choices[-1].chosen),
        "answer": shown(answer),
        "own": next(way for way in shown(answer).all if way.key == own.route.value),
        "is_open": own.verdict is Verdict.OPEN,
        "departs": leaves_advice,
        "way": {name: words for name, words in way_given(request).items() if name != ROUTE_REASON},
        "route_reason": given.get(ROUTE_REASON, ""),
        "fault": fault,
        "language": get_language(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "cases/new_route.html", context, status=status)
