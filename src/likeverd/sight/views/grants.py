"""The register of roles, for a trust's access managers: who has which, granting, ending, and who could see what."""

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.forms.model import Field
from likeverd.core.forms.reading import Fault, parse_date
from likeverd.core.granting import GrantWanted
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations import actions
from likeverd.organisations.actions import NewPerson, NotGranted
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import register_of
from likeverd.sight import selectors
from likeverd.sight.views.grant_fields import GRANT_KEYS, PERSON_FIELDS, grant_fields

MOST_ROWS = 300


@case_view
def grants(request: HttpRequest) -> HttpResponse:
    """The register; a role is granted or ended, and a person entered."""
    trust = managed_trust(request)
    if request.method != "POST":
        return _page(request, trust)
    if "end" in request.POST:
        return _end(request, trust)
    if "enter" in request.POST:
        return _enter(request, trust)
    return _grant(request, trust)


def managed_trust(request: HttpRequest) -> int:
    """The trust whose register the person keeps; others are refused. With several, the one that was chosen."""
    trusts = selectors.managed_trusts(person_of(request), moment_now())
    if not trusts:
        raise PermissionDenied
    chosen = number(request.POST.get("trust") or request.GET.get("trust") or "")
    return chosen if chosen in trusts else trusts[0]


def _grant(request: HttpRequest, trust: int) -> HttpResponse:
    given = {key: request.POST.get(key, "") for key in GRANT_KEYS}
    now, today = moment_now(), local_day(moment_now())
    person = Person.objects.filter(username=given["username"].strip().lower()).first()
    first, last = parse_date(given["first_day"]), parse_date(given["last_day"])
    fields = grant_fields(trust, today)
    faults = [
        Fault(field.key, field.why)
        for field in fields
        if (field.key == "role" and given["role"] not in set(Role))
        or (field.key == "first_day" and first is None)
        or (field.key == "last_day" and last is None and given["last_day"].strip())
    ]
    if not faults:
        wanted = GrantWanted(
            person=person.pk if person else 0,
            role=Role(given["role"]),
            unit=number(given["unit"]) or None,
            first=first or date.max,
            last=last,
            reason=given["reason"],
        )
        try:
            actions.grant_role(trust, wanted, by=person_of(request), now=now)
        except NotGranted as refused:
            faults = [_at_username(fault) for fault in refused.faults]
    if faults:
        return _page(request, trust, given, tuple(faults))
    messages.success(request, _("Rollen er gitt."))
    return redirect("sight:grants")


def _at_username(fault: Fault) -> Fault:
    return Fault("username", fault.message) if fault.field == "person" else fault


def _end(request: HttpRequest, trust: int) -> HttpResponse:
    membership = number(request.POST["end"])
    reason = request.POST.get(f"end_reason_{membership}", "")
    try:
        if actions.end_role(membership, reason, by=person_of(request), now=moment_now()):
            messages.success(request, _("Rollen er avsluttet. Den åpner ingenting lenger."))
    except NotGranted as refused:
        return _page(request, trust, end_faults=refused.faults, ending=membership)
    except PermissionError as refused:
        raise PermissionDenied from refused
    return redirect("sight:grants")


def _enter(request: HttpRequest, trust: int) -> HttpResponse:
    given = {field.key: request.POST.get(field.key, "") for field in PERSON_FIELDS}
    try:
        person = actions.enter_person(
            trust,
            NewPerson(
                username=given["new_username"],
                name=given["new_name"],
                email=given["new_email"],
                title=given["new_title"],
                hpr_number=given["new_hpr_number"],
            ),
            by=person_of(request),
            now=moment_now(),
        )
    except NotGranted as refused:
        faults = tuple(Fault(f"new_{fault.field}", fault.message) for fault in refused.faults)
        return _page(request, trust, given, person_faults=faults)
    messages.success(
        request, _("%(name)s er registrert, uten noen rolle ennå.") % {"name": person.name}
    )
    return redirect("sight:grants")


def _page(
    request: HttpRequest,
    trust: int,
    given: Mapping[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
    *,
    person_faults: tuple[Fault, ...] = (),
    end_faults: tuple[Fault, ...] = (),
    ending: int = 0,
) -> HttpResponse:
    today = local_day(moment_now())
    fields: Sequence[Field] = grant_fields(trust, today)
    rows = list(register_of([trust])[: MOST_ROWS + 1])
    context = {
        "fields": fields,
        "person_fields": PERSON_FIELDS,
        "answers": given or {},
        "faults": faults,
        "person_faults": person_faults,
        "end_faults": end_faults,
        "ending": ending,
        "rows": rows[:MOST_ROWS],
        "more": len(rows) > MOST_ROWS,
        "today": today,
        "trust": trust,
    }
    failed = faults or person_faults or end_faults
    status = HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    return render(request, "sight/grants.html", context, status=status)


def number(typed: str) -> int:
    """A number as posted; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 18 else 0
