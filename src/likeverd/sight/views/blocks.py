"""Blocks of a trust: set, seen and lifted by its access managers, who see no case."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text, unchanged
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import colleagues
from likeverd.sight import actions, selectors
from likeverd.sight.actions import BlockWanted, NotGiven


@case_view
def blocks(request: HttpRequest) -> HttpResponse:
    """See, set and lift blocks."""
    trusts = selectors.managed_trusts(person_of(request), moment_now())
    if not trusts:
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, trusts)
    now, person = moment_now(), person_of(request)
    if "lift" in request.POST:
        return _lift(request, trusts)
    fields = _fields(person, trusts)
    given = {field.key: request.POST.get(field.key, "") for field in fields}
    wanted = BlockWanted(
        identity_number=given["identity_number"],
        number=given["number"],
        document=_number(given["document"]),
        person=_number(given["person"]),
        reason=given["reason"],
    )
    trust = _number(given["trust"]) if "trust" in given else trusts[0]
    try:
        actions.set_block(trust, wanted, by=person, now=now)
    except NotGiven as refused:
        return _page(request, trusts, given, refused.faults)
    except PermissionError as refused:
        raise PermissionDenied from refused
    messages.success(request, _("Sperringen gjelder fra nå."))
    return redirect("sight:blocks")


def _lift(request: HttpRequest, trusts: Sequence[int]) -> HttpResponse:
    number = _number(request.POST["lift"])
    reason = request.POST.get(f"lift_reason_{number}", "")
    try:
        if actions.lift_block(number, reason, by=person_of(request), now=moment_now()):
            messages.success(request, _("Sperringen er opphevet."))
    except NotGiven as refused:
        return _page(request, trusts, lift_faults=refused.faults, lifting=number)
    return redirect("sight:blocks")


def _page(
    request: HttpRequest,
    trusts: Sequence[int],
    given: Mapping[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
    lift_faults: tuple[Fault, ...] = (),
    lifting: int = 0,
) -> HttpResponse:
    context = {
        "fields": _fields(person_of(request), trusts),
        "answers": given or {},
        "faults": faults,
        "lift_faults": lift_faults,
        "lifting": lifting,
        "blocks": list(selectors.blocks_of(trusts)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults or lift_faults else HTTPStatus.OK
    return render(request, "sight/blocks.html", context, status=status)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0


def _fields(person: Person, trusts: Sequence[int]) -> tuple[Field, ...]:
    people = colleagues(person, trusts, local_day(moment_now()))
    return (
        Field(
            "identity_number",
            Kind.LINE,
            Text(
                "Pasientens fødselsnummer",
                "Pasientens fødselsnummer",
                "The patient's identity number",
            ),
            Text(
                "Sperrer alle sakene til pasienten, også nye. La stå tomt for å sperre én sak.",
                "Sperrar alle sakene til pasienten, også nye. La stå tomt for å sperre éi sak.",
                "Closes all the patient's cases, new ones too. Leave empty to close one case.",
            ),
            "I",
            required=False,
        ),
        Field(
            "number",
            Kind.LINE,
            Text("Eller saksnummer", "Eller saksnummer", "Or a case number"),
            Text(
                "For eksempel SI-2026-000123.",
                "Til dømes SI-2026-000123.",
                "For example SI-2026-000123.",
            ),
            "I",
            required=False,
        ),
        Field(
            "document",
            Kind.LINE,
            Text("Filnummer", "Filnummer", "File number"),
            Text(
                "Bare for å sperre én fil. Står sist i adressen til filen.",
                "Berre for å sperre éi fil. Står sist i adressa til fila.",
                "Only to close one file. It stands last in the file's address.",
            ),
            "I",
            required=False,
        ),
        Field(
            "person",
            Kind.CHOICE,
            Text("Sperres for", "Blir sperra for", "Closed to"),
            Text(
                "Alle, eller en bestemt person.",
                "Alle, eller ein bestemt person.",
                "Everybody, or one person.",
            ),
            "I",
            options=(
                Option("0", Text("Alle", "Alle", "Everybody")),
                *(Option(str(each.pk), unchanged(each.name)) for each in people),
            ),
        ),
        Field(
            "reason",
            Kind.LINE,
            Text(
                "Hvorfor, og hvem har bedt om det?",
                "Kvifor, og kven har bede om det?",
                "Why, and who has asked for it?",
            ),
            Text("Står i loggen.", "Står i loggen.", "Stands in the log."),
            "I",
        ),
    )
