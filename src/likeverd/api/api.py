"""The REST API: the same selectors, actions and policy as the pages, and no rules of its own."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja import Header, NinjaAPI, Query, Status
from ninja.security import HttpBearer

from likeverd.accounts.selectors import last_authenticated, person_for_token
from likeverd.api import problems
from likeverd.api.presenting import (
    case_list,
    case_out,
    faults_out,
    field_out,
    like_cases_out,
    method_out,
)
from likeverd.api.shapes import (
    ActionIn,
    CaseOut,
    CaseRows,
    DepartmentOut,
    DraftIn,
    FormOut,
    LikeCasesOut,
    MethodOut,
    NewCaseIn,
    SavedOut,
    SectionOut,
    StepOut,
)
from likeverd.cases import actions, lists, policy, selectors
from likeverd.cases.actions import NewCase
from likeverd.cases.like_cases import AT_THE_MOMENT_OF, like_cases, with_pattern
from likeverd.cases.lists import Filters
from likeverd.cases.records import ruleset_of
from likeverd.cases.refused import CaseNotFound
from likeverd.core.case import Actor, Command
from likeverd.core.forms.register import current
from likeverd.core.fresh_sign_in import is_fresh, needs_fresh_sign_in
from likeverd.core.vocabulary import Action
from likeverd.core.workdays import local_day
from likeverd.methods import selectors as methods
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

LONGEST_KEY = 80
SYNTHETIC_PEOPLE = not settings.PRODUCTION


class PersonalToken(HttpBearer):
    """A personal token carries the person's own rights, no more."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        person = person_for_token(token, timezone.now())
        if person is not None and "Accept-Language" not in request.headers:
            translation.activate(person.language)
        if person is not None:
            now = timezone.now()
            request.actor = actor_for(person, local_day(now))  # type: ignore[attr-defined]
        return person


api = NinjaAPI(
    title="Likeverd",
    version="1",
    description="Cases of exceptional access to treatment. "
    "Problems are application/problem+json with a code.",
    auth=PersonalToken(),
    docs_url=None,
    urls_namespace="api",
)
problems.register(api)


def _person(request: HttpRequest) -> Person:
    person = request.auth  # type: ignore[attr-defined]  # set by ninja from PersonalToken
    if not isinstance(person, Person):
        raise TypeError("the API was reached without a token")
    return person


def _actor(request: HttpRequest) -> Actor:
    actor = request.actor  # type: ignore[attr-defined]  # set by PersonalToken, with the database's context
    if not isinstance(actor, Actor):
        raise TypeError("the API was reached without a token")
    return actor


@api.get("/methods", response=list[MethodOut], summary="Search the register of methods")
def search_methods(request: HttpRequest, q: str = Query("", max_length=100)) -> list[MethodOut]:
    """By name, substance, ATC code, indication or method ID."""
    return [method_out(found) for found in methods.search(q, demonstration=SYNTHETIC_PEOPLE)]


@api.get("/departments", response=list[DepartmentOut], summary="Where I may write applications")
def my_departments(request: HttpRequest) -> list[DepartmentOut]:
    """Departments where the person holds a role that writes applications."""
    now = timezone.now()
    return [
        DepartmentOut(id=unit.pk, name=unit.name, trust=unit.trust.short_name)
        for unit in selectors.departments_to_write_for(_actor(request), now)
    ]


@api.get("/forms/{scheme}", response=FormOut, summary="The current form of a scheme")
def form(request: HttpRequest, scheme: str) -> FormOut:
    """All fields of the form in which new cases of the scheme are written."""
    language = translation.get_language()
    try:
        found = current(scheme, local_day(timezone.now()))
    except LookupError as unknown:
        raise CaseNotFound(scheme) from unknown
    return FormOut(
        scheme=found.scheme,
        version=found.version,
        sections=[
            SectionOut(
                key=section.key,
                title=section.title.in_language(language),
                fields=[field_out(field, language) for field in section.fields],
            )
            for section in found.sections
        ],
    )


@api.get("/tasks", response=CaseRows, summary="What waits for me")
def tasks(request: HttpRequest, urgent: bool = False, after: str = "") -> CaseRows:
    """Urgent on top, then the oldest promise first."""
    actor = _actor(request)
    return case_list(lists.waiting(actor, Filters(urgent=urgent), after))


@api.get("/cases", response=CaseRows, summary="The cases that I may see")
def cases(
    request: HttpRequest, state: list[str] = Query([]), urgent: bool = False, after: str = ""
) -> CaseRows:
    """Newest first; ``state`` may be given several times, or be ``open`` or ``ended``."""
    actor = _actor(request)
    filters = Filters(states=lists.parse_states(state), urgent=urgent)
    return case_list(lists.of_my_units(actor, filters, after))


@api.post("/cases", response={201: CaseOut}, summary="Begin an application")
def begin_case(
    request: HttpRequest,
    payload: NewCaseIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=LONGEST_KEY),
) -> Status[CaseOut]:
    """As the treating consultant, or as a helper for the one that ``applicant`` names."""
    now = timezone.now()
    person = _person(request)
    applicant = person.pk
    if payload.applicant:
        named = Person.objects.filter(username=payload.applicant).first()
        applicant = named.pk if named else 0
    wanted = NewCase(
        department=payload.department,
        method=payload.method,
        identity_number=payload.identity_number,
        patient_name=payload.patient_name,
        applicant=applicant,
        paper_received=payload.paper_received,
        renews=payload.renews,
        why_new=payload.why_new,
        route_answers=tuple(payload.route_answers.items()),
        route_reason=payload.route_reason,
    )
    case = actions.begin(
        wanted,
        by=person,
        now=now,
        synthetic_allowed=SYNTHETIC_PEOPLE,
        key=idempotency_key,
    )
    page = selectors.case_page(_actor(request), case.number, now)
    return Status(201, case_out(page, translation.get_language()))


@api.get("/cases/{number}", response=CaseOut, summary="A case with its events and my actions")
def case(request: HttpRequest, number: str) -> CaseOut:
    """The whole case, as the person may see it."""
    now = timezone.now()
    page = selectors.case_page(_actor(request), number, now)
    if any(row.action in AT_THE_MOMENT_OF for row in page.actions):
        page = replace(page, facts=with_pattern(page.case, page.facts))
    return case_out(page, translation.get_language())


@api.get(
    "/cases/{number}/like-cases", response=LikeCasesOut, summary="Like cases, and how many others"
)
def case_like_cases(request: HttpRequest, number: str) -> LikeCasesOut:
    """For the applicant and those who assess. De-identified; small groups show outcome and reasons alone."""
    actor = _actor(request)
    page = selectors.case_page(actor, number, timezone.now())
    if not policy.sees_like_cases(actor, page.case):
        raise CaseNotFound(number)
    found = like_cases(page.case, [item.recorded for item in page.timeline])
    return like_cases_out(found, translation.get_language())


@api.put("/cases/{number}/draft", response=SavedOut, summary="Save answers in an application")
def save_draft(request: HttpRequest, number: str, payload: DraftIn) -> SavedOut:
    """Keys that are left out stay as they are; nothing that was saved by others is lost."""
    now = timezone.now()
    saved = actions.save_draft(
        number,
        payload.answers,
        by=_person(request),
        now=now,
        seen_revision=payload.revision,
    )
    lacking = selectors.form_faults(saved.case, ruleset_of(saved.case, now))
    return SavedOut(
        number=saved.case.number,
        revision=saved.case.draft_revision,
        answers=saved.case.answers,
        set_aside=dict(saved.set_aside),
        faults=faults_out(lacking, translation.get_language()),
    )


@api.post("/cases/{number}/actions/{action}", response=StepOut, summary="Take a step")
def act(
    request: HttpRequest,
    number: str,
    action: str,
    payload: ActionIn,
    idempotency_key: str = Header("", alias="Idempotency-Key", max_length=LONGEST_KEY),
) -> StepOut:
    """Carry out one of the actions that the case offers.

    ``version`` is the one that was seen. The same ``Idempotency-Key`` with the same request
    is one step, however often it is sent. Answers where the case is now; read it for more.

    A decision asks that the token's owner has signed in to the pages within the last hour.
    """
    if action not in set(Action):
        raise CaseNotFound(number)
    person, wanted, now = _person(request), Action(action), timezone.now()
    if needs_fresh_sign_in(wanted) and not is_fresh(last_authenticated(person, now), now):
        # A case that may not be seen does not exist.
        selectors.case_row(actor_for(person, local_day(now)), number)
        raise problems.FreshSignInNeeded
    done = actions.take_step(
        number,
        Command(wanted, payload.version, payload.answers),
        by=person,
        now=now,
        key=idempotency_key,
        seen_revision=payload.revision,
    )
    return StepOut(number=done.number, state=done.state, version=done.version, due_on=done.due_on)
