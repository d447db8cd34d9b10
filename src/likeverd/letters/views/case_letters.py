"""The letters of a case: read, downloaded, given to the patient, corrected."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from likeverd.cases import selectors as case_selectors
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import IDENTITY, serve_case
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.access import AccessKind
from likeverd.core.forms.model import Field
from likeverd.core.forms.reading import Fault, parse_date
from likeverd.core.letters import LETTER_ENDS, LETTER_KINDS, LetterKind
from likeverd.core.patient_view import Part, ReleaseWanted, outcome_opens_at
from likeverd.core.timing.patient_days import PlannedContact
from likeverd.core.vocabulary import State
from likeverd.letters import actions, policy, selectors
from likeverd.letters.models import Letter
from likeverd.letters.refused import NotGiven
from likeverd.letters.views.files import pdf_answer
from likeverd.letters.views.giving_fields import CORRECTION_FIELDS, fields_for_giving
from likeverd.letters.views.rows import letter_row
from likeverd.patients.actions import NotReleased
from likeverd.patients.selectors import releases_of
from likeverd.web.form_post import unflatten
from likeverd.web.formats import moment
from likeverd.web.templatetags.likeverd_ui import reader_language


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def letters(request: HttpRequest, number: str) -> HttpResponse:
    """The letters, and the form that gives the patient one; posted, give it."""
    case = case_selectors.case_for(actor_of(request, moment_now()), number)
    if request.method != "POST":
        return _page(request, case)
    given = unflatten(request.POST, _fields(case))
    wanted = ReleaseWanted(
        part=Part.OUTCOME,
        shown=True,
        conversation_on=parse_date(given.get("conversation_on") or ""),
        contact=PlannedContact(
            str(given.get("contact_who") or ""), parse_date(given.get("contact_on") or "")
        ),
    )
    try:
        actions.give_to_patient(
            number,
            str(given.get("language") or ""),
            wanted,
            by=person_of(request),
            now=moment_now(),
        )
    except (NotGiven, NotReleased) as refused:
        return _page(request, case, given, refused.faults)
    except PermissionError as refused:
        raise PermissionDenied from refused
    messages.success(request, _given_words(case))
    return redirect("letters:letters", number=number)


def _fields(case: Case) -> tuple[Field, ...]:
    return fields_for_giving(State(case.state), answer_shown=actions.answer_is_shown(case))


def _given_words(case: Case) -> str:
    opens = outcome_opens_at(releases_of(case.pk))
    if opens is None or opens <= moment_now():
        return _("Pasienten kan lese brevet fra nå.")
    when = moment(opens, reader_language())
    return _("Pasienten kan lese brevet fra %(when)s.") % {"when": when}


def _page(
    request: HttpRequest,
    case: Case,
    given: dict[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    actor = actor_of(request, moment_now())
    state = State(case.state)
    rows = selectors.letters_of(case)
    shown = [letter_row(row) for row in rows if policy.may_read(actor, case, LetterKind(row.kind))]
    fields = _fields(case)
    context = {
        "case": case,
        "letters": list(reversed(shown)),
        "hidden": len(shown) < len(rows),
        "ended": state in LETTER_ENDS,
        "may_make": state in LETTER_ENDS
        and not rows
        and any(policy.may_correct(actor, case, kind) for kind in LetterKind),
        "may_give": bool(rows) and state in LETTER_ENDS and policy.may_give(actor, case),
        "given_letter": selectors.given_letter(case),
        "opens_at": outcome_opens_at(releases_of(case.pk)),
        "now": moment_now(),
        "fields": fields,
        "answers": given if given is not None else {"language": case.trust.language},
        "faults": faults,
    }
    serve_case(actor, case, AccessKind.READ, ("letter",))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "letters/letters.html", context, status=status)


@case_view
@require_POST
def make(request: HttpRequest, number: str) -> HttpResponse:
    """Make the letters of a case that ended before there were letters."""
    try:
        actions.make_missing(number, by=person_of(request), now=moment_now())
    except PermissionError as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Brevene er laget."))
    return redirect("letters:letters", number=number)


@case_view
@require_POST
def received(request: HttpRequest, number: str) -> HttpResponse:
    """The patient has got the letter."""
    try:
        done = actions.confirm_received(number, by=person_of(request), now=moment_now())
    except PermissionError as refused:
        raise PermissionDenied from refused
    if done:
        messages.success(request, _("Det er notert at pasienten har fått brevet."))
    return redirect("letters:letters", number=number)


def _found(request: HttpRequest, number: str, letter: int) -> tuple[Case, Letter]:
    """The case and a letter of it that the person may read; otherwise ``CaseNotFound``. Noted in the access log."""
    actor = actor_of(request, moment_now())
    case = case_selectors.case_for(actor, number)
    row = selectors.letter_of(case, letter)
    if row is None or not policy.may_read(actor, case, LetterKind(row.kind)):
        raise CaseNotFound(number)
    identity = {IDENTITY} if row.kind == LetterKind.PATIENT else set()
    serve_case(actor, case, AccessKind.READ, {"letter"} | identity)
    actions.note_opened(actor, case, row, now=moment_now())
    return case, row


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def letter(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """One letter as text; posted, corrected."""
    case, row = _found(request, number, letter)
    if request.method != "POST":
        return _letter_page(request, case, row)
    given = unflatten(request.POST, CORRECTION_FIELDS)
    try:
        corrected = actions.correct(
            number,
            letter,
            str(given.get("what") or ""),
            by=person_of(request),
            now=moment_now(),
        )
    except NotGiven as refused:
        return _letter_page(request, case, row, given, refused.faults)
    except PermissionError as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Det rettede brevet er laget. Det forrige blir stående."))
    return redirect("letters:letter", number=number, letter=corrected.pk)


def _letter_page(
    request: HttpRequest,
    case: Case,
    row: Letter,
    given: dict[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    kind = LetterKind(row.kind)
    actor = actor_of(request, moment_now())
    newest = not hasattr(row, "replaced_by") and row.end == case.state
    context = {
        "case": case,
        "letter": letter_row(row),
        "kind_label": LETTER_KINDS[kind],
        "words": selectors.content_of(row),
        # What was typed stays on the page also where another was faster.
        "may_correct": (newest or bool(faults)) and policy.may_correct(actor, case, kind),
        "fields": CORRECTION_FIELDS,
        "answers": given or {},
        "faults": faults,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "letters/letter.html", context, status=status)


@require_safe
@case_view
def file(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """The PDF file of a letter."""
    _case, row = _found(request, number, letter)
    return pdf_answer(selectors.file_of(row), f"{number}-{row.kind}-{row.pk}")
