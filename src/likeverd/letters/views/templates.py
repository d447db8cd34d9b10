"""The texts that letters are written from: listed, written, looked at with an invented case, published."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.letters import (
    LETTER_ENDS,
    LETTER_KINDS,
    LONGEST,
    LetterKind,
    Rendered,
    TemplateFault,
    allowed,
    default_template,
    faults_of,
    required,
    specimen_facts,
)
from likeverd.core.letters import render as rendered
from likeverd.core.letters.kinds import END_LABELS
from likeverd.core.text import LANGUAGES, Text
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.letters import actions, policy, selectors
from likeverd.letters.actions.writing import Which
from likeverd.letters.models import LetterTemplate
from likeverd.letters.records import paper_of
from likeverd.letters.refused import NotPublished, TextChangedMeanwhile
from likeverd.letters.texts import text_in_force
from likeverd.letters.views.files import pdf_answer
from likeverd.organisations.models import HospitalTrust
from likeverd.typesetting import typeset
from likeverd.web.languages import LANGUAGE_NAMES

NATIONAL = "nasjonal"


@dataclass(slots=True)
class Page:
    """The page of one text: what is written, its faults, and what it would become."""

    which: Which
    trust: HospitalTrust
    text: str
    versions: Sequence[LetterTemplate]
    seen: int
    faults: tuple[TemplateFault, ...] = ()
    preview: Rendered | None = None
    overtaken: Text | None = None
    status: int = field(default=HTTPStatus.OK)


@require_safe
@case_view
def texts(request: HttpRequest) -> HttpResponse:
    """Every letter of the trusts whose texts the person keeps."""
    kept = policy.trusts_kept(actor_of(request, moment_now()))
    if not kept:
        raise PermissionDenied
    trusts = [
        (trust, [_listed(row) for row in selectors.text_rows(trust.pk)])
        for trust in HospitalTrust.objects.filter(pk__in=kept).order_by("name")
    ]
    return render(request, "letters/texts.html", {"trusts": trusts})


def _listed(row: selectors.TextRow) -> dict[str, object]:
    which = row.which
    return {
        "row": row,
        "kind": LETTER_KINDS[which.kind],
        "end": END_LABELS[which.end],
        "language": dict(LANGUAGE_NAMES)[which.language],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def text(request: HttpRequest, trust: str, kind: str, end: str, language: str) -> HttpResponse:
    """One text; posted: kept as a draft and looked at, made into a file, or published."""
    page = _page_of(request, trust, kind, end, language)
    if request.method != "POST":
        if NATIONAL in request.GET:
            page.text = default_template(page.which.kind, page.which.end, language)
        elif page.versions:
            page.text = page.versions[0].text
        return _answer(request, page)
    page.text = request.POST.get("text", "").replace("\r\n", "\n")
    page.seen = _number(request.POST.get("seen", ""))
    wanted = request.POST.get("do", "")
    if wanted == "file":
        return _file(request, page)
    try:
        return _save(request, page, publishing=wanted == "publish")
    except NotPublished as refused:
        page.faults, page.status = refused.faults, HTTPStatus.UNPROCESSABLE_ENTITY
    except TextChangedMeanwhile as overtaken:
        page.overtaken, page.status = overtaken.message, HTTPStatus.CONFLICT
        page.versions = list(selectors.versions_of(page.which))
        page.seen = page.versions[0].version
    except PermissionError as refused:
        raise PermissionDenied from refused
    return _answer(request, page)


def _save(request: HttpRequest, page: Page, *, publishing: bool) -> HttpResponse:
    save = actions.publish if publishing else actions.save_draft
    save(page.which, page.text, page.seen, by=person_of(request), now=moment_now())
    if publishing:
        messages.success(request, _("Teksten gjelder fra nå, for brev som lages heretter."))
    else:
        messages.success(request, _("Utkastet er lagret. Slik blir brevet."))
    return redirect(request.path)


def _file(request: HttpRequest, page: Page) -> HttpResponse:
    """The PDF file of what is written, with an invented case; nothing is kept."""
    found = _rendered(page)
    if found is None:
        page.faults = faults_of(page.text, page.which.kind, page.which.end)
        page.status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _answer(request, page)
    which = page.which
    name = f"{_('forhandsvisning')}-{which.kind}-{which.end}-{which.language}"
    return pdf_answer(typeset(paper_of(found, moment_now())), name)


def _rendered(page: Page) -> Rendered | None:
    """The letter of an invented case; None where the text has faults."""
    which = page.which
    if faults_of(page.text, which.kind, which.end):
        return None
    facts = specimen_facts(which.end, page.trust.name)
    return rendered(page.text, which.kind, facts, which.language, local_day(moment_now()))


def _page_of(request: HttpRequest, trust: str, kind: str, end: str, language: str) -> Page:
    kept = policy.trusts_kept(actor_of(request, moment_now()))
    if not kept:
        raise PermissionDenied
    found = HospitalTrust.objects.filter(pk__in=kept, code=trust).first()
    known = kind in set(LetterKind) and end in LETTER_ENDS and language in LANGUAGES
    if found is None or not known:
        raise Http404
    which = Which(found.pk, LetterKind(kind), State(end), language)
    versions = list(selectors.versions_of(which))
    return Page(
        which,
        found,
        default_template(which.kind, which.end, language),
        versions,
        versions[0].version if versions else 0,
    )


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    which = page.which
    page.preview = _rendered(page)
    if not page.faults:
        page.faults = faults_of(page.text, which.kind, which.end)
    needed = {each.name for each in required(which.kind, which.end)}
    context = {
        "page": page,
        "which": which,
        "kind": LETTER_KINDS[which.kind],
        "end": END_LABELS[which.end],
        "language_name": dict(LANGUAGE_NAMES)[which.language],
        "placeholders": [(each, each.name in needed) for each in allowed(which.kind, which.end)],
        "in_force": text_in_force(which.trust, which.kind, which.end, which.language),
        "longest": LONGEST,
    }
    return render(request, "letters/text.html", context, status=page.status)


@require_safe
@case_view
def version(
    request: HttpRequest, trust: str, kind: str, end: str, language: str, version: int
) -> HttpResponse:
    """One version, and what it changed in the one before."""
    page = _page_of(request, trust, kind, end, language)
    row = next((each for each in page.versions if each.version == version), None)
    if row is None:
        raise Http404
    context = {
        "page": page,
        "row": row,
        "kind": LETTER_KINDS[page.which.kind],
        "end": END_LABELS[page.which.end],
        "language_name": dict(LANGUAGE_NAMES)[language],
        "differences": selectors.differences(row, page.versions),
    }
    return render(request, "letters/text_version.html", context)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else -1
