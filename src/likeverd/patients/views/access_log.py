"""Who has seen what: a page, a file, and a page for paper. Each look at it is logged itself."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from likeverd.core.access import AccessKind
from likeverd.core.exporting import as_csv
from likeverd.patients import access_log
from likeverd.patients.access_log import ALL, MOST_ON_PAPER, PAGE, Look, Opened
from likeverd.patients.session import context_of, patient_view
from likeverd.web.formats import moment
from likeverd.web.templatetags.likeverd_ui import in_words, reader_language

FILE: Final = "hvem-har-sett.csv"


@require_safe
@patient_view
def who_has_seen(request: HttpRequest) -> HttpResponse:
    """The newest rows; older ones by ``?before=``, the number of the last row on the page before."""
    typed = request.GET.get("before", "")
    before = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else ALL
    patient = context_of(request)
    found = access_log.looks(patient, before=before, most=PAGE + 1)
    access_log.note_that_it_was_read(patient, AccessKind.READ)
    context = {
        "looks": found[:PAGE],
        "opened": access_log.opened_in_emergency(patient),
        "older": f"?before={found[PAGE - 1].pk}" if len(found) > PAGE else "",
        "from_start": before == ALL,
    }
    return render(request, "patients/who_has_seen.html", context)


@require_safe
@patient_view
def on_paper(request: HttpRequest) -> HttpResponse:
    """All of it on one page, to print."""
    patient = context_of(request)
    found = access_log.looks(patient, most=MOST_ON_PAPER + 1)
    access_log.note_that_it_was_read(patient, AccessKind.PRINT)
    context = {
        "looks": found[:MOST_ON_PAPER],
        "opened": access_log.opened_in_emergency(patient),
        "more": len(found) > MOST_ON_PAPER,
        "paper": True,
        "from_start": True,
    }
    return render(request, "patients/who_has_seen.html", context)


@require_safe
@patient_view
def as_file(request: HttpRequest) -> HttpResponse:
    """All of it as a file for spreadsheets; made now and kept nowhere."""
    patient = context_of(request)
    heads = [_("Når"), _("Hvem"), _("Rolle"), _("Sykehus"), _("Sak")]
    heads += [_("Gjorde"), _("Så"), _("Hvorfor")]
    rows = [_opened(opened) for opened in access_log.opened_in_emergency(patient)]
    rows += [_cells(look) for look in access_log.looks(patient, most=ALL)]
    access_log.note_that_it_was_read(patient, AccessKind.EXPORT)
    answer = HttpResponse(as_csv(heads, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{FILE}"'
    return answer


def _opened(opened: Opened) -> list[str]:
    reason = f"{in_words(opened.reason)}: {opened.words}"
    if opened.blocked:
        reason = f"{_('Saken var sperret.')} {reason}"
    return [
        moment(opened.at, reader_language()),
        opened.who,
        "",
        opened.hospital,
        opened.number,
        _("Åpnet med nødinnsyn"),
        "",
        reason,
    ]


def _cells(look: Look) -> list[str]:
    return [
        moment(look.at, reader_language()),
        in_words(look.who),
        in_words(look.role),
        look.hospital,
        look.number,
        in_words(look.did),
        ", ".join(in_words(part) for part in look.what),
        in_words(look.why),
    ]
