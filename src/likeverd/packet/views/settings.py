"""A trust's own codes, addresses and texts: seen with their effect, and published as a new version."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.cases.views.which_trust import TrustChoice
from likeverd.core.forms.individual_exception.place import SUPPLIES
from likeverd.core.forms.reading import Fault, read_completely
from likeverd.core.packet import BrokenPacketSettings, parse
from likeverd.core.packet.form import ALL_FIELDS, DAYS, answers_of, document_of
from likeverd.core.packet.preview import invented_case
from likeverd.core.packet.settings import PLACEHOLDERS
from likeverd.core.packet.texts import finance_texts
from likeverd.core.workdays import local_day
from likeverd.packet import selectors
from likeverd.packet.actions import NotPublished, publish_settings
from likeverd.packet.policy import kept_trusts
from likeverd.web.form_post import unflatten


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def edit(request: HttpRequest) -> HttpResponse:
    """See the settings in force and their texts; posted, see them with changes, or publish."""
    trusts = TrustChoice.of(request, kept_trusts(actor_of(request, moment_now())))
    trust = trusts.chosen
    in_force = selectors.document_in_force(trust, local_day(moment_now())) or {}
    if request.method != "POST":
        return _page(request, trusts, answers_of(in_force), document=in_force)
    typed = unflatten(request.POST, ALL_FIELDS)
    reading = read_completely(ALL_FIELDS, typed, local_day(moment_now()))
    document = document_of(reading.answers)
    faults = reading.faults or _faults_of(document)
    if faults or request.POST.get("do") != "publish":
        return _page(request, trusts, typed, faults, document)
    seen = request.POST.get("version", "")
    try:
        published = publish_settings(
            trust.pk,
            document,
            request.POST.get("why", ""),
            int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
            by=person_of(request),
            now=moment_now(),
        )
    except NotPublished as refused:
        return _page(request, trusts, typed, _at_their_fields(refused.faults), document)
    messages.success(
        request,
        _("Versjon %(version)s gjelder for saker som avsluttes fra nå.")
        % {"version": published.version},
    )
    return trusts.back_to("packet:settings")


def _faults_of(document: dict[str, Any]) -> tuple[Fault, ...]:
    try:
        parse(document)
    except BrokenPacketSettings as broken:
        return _at_their_fields(broken.faults)
    return ()


def _at_their_fields(faults: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """The document's faults at the questions of the page."""
    return tuple(
        Fault(fault.field.replace("working_days.", DAYS), fault.message) for fault in faults
    )


def _page(
    request: HttpRequest,
    trusts: TrustChoice,
    answers: dict[str, Any],
    faults: tuple[Fault, ...] = (),
    document: dict[str, Any] | None = None,
) -> HttpResponse:
    preview, spellings = [], []
    if not faults and document:
        settings = parse(document)
        texts = finance_texts(invented_case(local_day(moment_now())), settings)
        preview = [
            (option.label, texts[route]) for option, route in zip(SUPPLIES, texts, strict=True)
        ]
        spellings = [each.words for each in settings.two_spellings]
    context = {
        "trusts": trusts,
        "fields": ALL_FIELDS,
        "answers": answers,
        "faults": faults,
        "preview": preview,
        "spellings": spellings,
        "placeholders": list(PLACEHOLDERS.items()),
        "versions": selectors.settings_versions(trusts.chosen.pk),
        "seen": request.POST.get("version")
        or getattr(selectors.newest_settings(trusts.chosen.pk), "version", 0),
        "why": request.POST.get("why", ""),
        "changed": request.method == "POST" and not faults,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "packet/settings.html", context, status=status)
