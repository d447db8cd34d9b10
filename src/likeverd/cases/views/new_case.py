"""Before writing: choose the method, say who the patient is, and see the way ahead."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from likeverd.cases import actions, beginning, selectors
from likeverd.cases.actions import NewCase
from likeverd.cases.refused import KeyUsedForSomethingElse, NotCarriedOut
from likeverd.cases.views import new_fields
from likeverd.cases.views.common import (
    actor_of,
    case_view,
    moment_now,
    person_of,
    synthetic_people,
)
from likeverd.core.case import Actor
from likeverd.core.forms.individual_exception import SCHEME
from likeverd.core.forms.model import Answers, Field
from likeverd.core.forms.reading import parse_date, read_completely
from likeverd.core.forms.register import current
from likeverd.core.labels import STATE_LABELS
from likeverd.core.refusals import AnotherWay, AnswersIncomplete, EarlierCase, Refusal
from likeverd.core.routing import LONGEST_REASON, Fact
from likeverd.core.vocabulary import OPEN_STATES, Role
from likeverd.core.workdays import local_day
from likeverd.methods import selectors as methods
from likeverd.methods.models import Method
from likeverd.organisations.models import Unit
from likeverd.web.form_post import unflatten

ROUTE_REASON = "route_reason"


@case_view
def choose_method(request: HttpRequest) -> HttpResponse:
    """Search the register of methods by name, substance, ATC code or method ID."""
    words_searched = request.GET.get("q", "")[:100]
    found = methods.search(words_searched, demonstration=synthetic_people())
    context = {
        "words": words_searched,
        "found": found,
        "writers": _may_write_somewhere(request),
    }
    part = request.headers.get("HX-Target") == "methods"
    template = "cases/_method_list.html" if part else "cases/new_method.html"
    return render(request, template, context)


def _may_write_somewhere(request: HttpRequest) -> bool:
    actor = actor_of(request, moment_now())
    return any(grant.role in (Role.TREATING_CONSULTANT, Role.HELPER) for grant in actor.grants)


@case_view
def describe(request: HttpRequest, method: int) -> HttpResponse:
    """Patient, department and consultant; then what lies ahead; then the draft is begun."""
    now = moment_now()
    chosen = methods.method(method, demonstration=synthetic_people())
    if chosen is None:
        raise Http404
    start = _start(request, chosen, now)
    if request.method != "POST" or "change" in request.POST:
        return _ask(request, start)
    reading = read_completely(start.fields, start.typed, local_day(now))
    if reading.faults:
        return _ask(request, start, AnswersIncomplete(reading.faults))
    wanted = _wanted(request, chosen, reading.answers)
    try:
        checked = beginning.check(
            wanted, start.actor, local_day(now), synthetic_allowed=synthetic_people()
        )
        if "begin" in request.POST or "renew" in request.POST:
            return _begin(request, wanted, now)
    except NotCarriedOut as refused:
        refusal = refused.refusals[0]
        if isinstance(refusal, EarlierCase):
            return _show_ahead(request, start, checked.department, wanted, now, refusal)
        return _ask(request, start, refusal)
    return _show_ahead(request, start, checked.department, wanted, now)


@dataclass(frozen=True, slots=True)
class Start:
    """What is asked before a draft is begun, and what was typed so far."""

    method: Method
    actor: Actor
    fields: tuple[Field, ...]
    typed: dict[str, object]
    way: dict[str, str]  # what the guide was answered, and why its advice is left


def _start(request: HttpRequest, method: Method, now: datetime) -> Start:
    actor = actor_of(request, now)
    units = selectors.departments_to_write_for(actor, now)
    typed: dict[str, object] = {}
    if len(units) == 1:
        typed["department"] = str(units[0].pk)
    fields: tuple[Field, ...] = (new_fields.department(units),)
    if not _is_consultant(actor):
        people = {
            person.pk: person for unit in units for person in selectors.consultants(unit, now)
        }
        fields = (*fields, new_fields.consultant(list(people.values())), *new_fields.ON_PAPER)
    fields = (*fields, *new_fields.PATIENT)
    typed |= unflatten(request.POST, fields)
    return Start(method, actor, fields, typed, way_given(request))


def way_given(request: HttpRequest) -> dict[str, str]:
    """What was answered on the page about the way in, to be carried along until the draft is begun."""
    names = (*(fact.value for fact in Fact), ROUTE_REASON)
    return {name: request.POST[name] for name in names if request.POST.get(name)}


def ask_for_patient(request: HttpRequest, method: Method) -> HttpResponse:
    """The page after the way is chosen: patient, department and consultant."""
    return _ask(request, _start(request, method, moment_now()))


def _ask(request: HttpRequest, start: Start, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "method": start.method,
        "fields": start.fields,
        "answers": start.typed,
        "way": _hidden(start, refusal),
        "another_way": refusal if isinstance(refusal, AnotherWay) else None,
        "route_reason": start.way.get(ROUTE_REASON, ""),
        "refusal": refusal,
        "faults": refusal.faults if isinstance(refusal, AnswersIncomplete) else (),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "cases/new_patient.html", context, status=status)


def _hidden(start: Start, refusal: Refusal | None = None) -> dict[str, str]:
    """What is carried along unseen; the reason is seen where it is asked for."""
    seen = isinstance(refusal, AnotherWay)
    return {name: words for name, words in start.way.items() if not seen or name != ROUTE_REASON}


def _begin(request: HttpRequest, wanted: NewCase, now: datetime) -> HttpResponse:
    person, synthetic = person_of(request), synthetic_people()
    try:
        key = request.POST.get("key", "")
        case = actions.begin(wanted, by=person, now=now, synthetic_allowed=synthetic, key=key)
    except KeyUsedForSomethingElse:
        # The page was gone back to and filled in for another patient: that is a new draft.
        case = actions.begin(wanted, by=person, now=now, synthetic_allowed=synthetic)
    messages.success(request, _("Utkastet %(number)s er opprettet.") % {"number": case.number})
    return redirect("cases:application", number=case.number)


def _show_ahead(
    request: HttpRequest,
    start: Start,
    department: Unit,
    wanted: NewCase,
    now: datetime,
    refusal: Refusal | None = None,
) -> HttpResponse:
    ahead = selectors.before_writing(
        start.actor,
        department,
        start.method,
        wanted.identity_number,
        wanted.patient_name,
        wanted.applicant,
        now,
    )
    context = {
        "method": start.method,
        "ahead": ahead,
        "department": department,
        "typed": start.typed | start.way,
        "wanted": wanted,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "refusal": refusal,
        "open_states": OPEN_STATES,
        "state_labels": STATE_LABELS,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "cases/before_writing.html", context, status=status)


def _wanted(request: HttpRequest, method: Method, answers: Answers) -> NewCase:
    applicant = answers.get("applicant")
    return NewCase(
        department=int(str(answers["department"])),
        method=method.pk,
        identity_number=str(answers["identity_number"]),
        patient_name=str(answers["patient_name"]),
        applicant=int(str(applicant)) if applicant else person_of(request).pk,
        paper_received=parse_date(answers.get("paper_received")),
        renews=request.POST.get("renew", "")[:24],
        why_new=request.POST.get("why_new", "").strip()[:1000],
        route_answers=tuple(
            (name, words) for name, words in way_given(request).items() if name != ROUTE_REASON
        ),
        route_reason=request.POST.get(ROUTE_REASON, "")[:LONGEST_REASON],
    )


def _is_consultant(actor: Actor) -> bool:
    return any(
        grant.role is Role.TREATING_CONSULTANT and grant.deputy_for is None
        for grant in actor.grants
    )


def empty_form(request: HttpRequest) -> HttpResponse:
    """The current form as empty paper, for the day when the portal cannot be reached."""
    form = current(SCHEME, local_day(moment_now()))
    return render(request, "cases/empty_form.html", {"form": form})
