"""When I am away, and who takes each of my roles meanwhile: registered once."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.cases.views.deputies import PERIOD
from likeverd.core.deputising import Period, why_not_qualified
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.forms.reading import Fault, parse_date, read_completely
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations import actions, presence, selectors
from likeverd.organisations.actions import AbsenceNotRegistered
from likeverd.organisations.models import Membership, Person
from likeverd.web.form_post import unflatten

PREFIX = "deputy_"


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def absences(request: HttpRequest) -> HttpResponse:
    """See, register and end absences of one's own."""
    if request.method != "POST":
        return _page(request)
    now = moment_now()
    if "end" in request.POST:
        typed = request.POST["end"]
        number = int(typed) if typed.isdecimal() and len(typed) < 18 else 0
        if actions.end_absence(number, by=person_of(request), now=now):
            messages.success(request, _("Fraværet er avsluttet, og du har sakene dine igjen."))
        return redirect("timing:absences")
    fields = _fields(person_of(request))
    given = unflatten(request.POST, fields)
    reading = read_completely(fields, given, local_day(now))
    first, last = (parse_date(reading.answers.get(key)) for key in ("first_day", "last_day"))
    if reading.faults or first is None or last is None:
        return _page(request, given, reading.faults)
    deputies = {
        int(key.removeprefix(PREFIX)): int(str(value))
        for key, value in reading.answers.items()
        if key.startswith(PREFIX) and value
    }
    try:
        actions.register_absence(Period(first, last), deputies, by=person_of(request), now=now)
    except AbsenceNotRegistered as refused:
        return _page(request, given, refused.faults)
    messages.success(request, _("Fraværet er registrert."))
    return redirect("timing:absences")


def _page(
    request: HttpRequest,
    given: Mapping[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    person = person_of(request)
    context = {
        "fields": _fields(person),
        "answers": given or {},
        "faults": faults,
        "mine": presence.absences_of(person)[:50],
        "today": local_day(moment_now()),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "timing/absences.html", context, status=status)


def _fields(person: Person) -> tuple[Field, ...]:
    today = local_day(moment_now())
    roles = list(selectors.roles_of(person, today))
    people = list(selectors.colleagues(person, {role.trust_id for role in roles}, today))
    held = presence.roles_by_person([one.pk for one in people], today)
    return (*PERIOD, *(_deputy(role, people, held) for role in roles))


def _deputy(
    membership: Membership, people: list[Person], held: Mapping[int, set[tuple[int, Role]]]
) -> Field:
    """Who takes this role: those who may, at the same trust."""
    role, trust = Role(membership.role), membership.trust_id
    place = membership.unit.name if membership.unit else membership.trust.short_name
    name = ROLE_LABELS[role]

    def asks(template: str, language: str) -> str:
        return template.format(role=name.in_language(language).lower(), place=place)

    roles_at = {
        person.pk: {each for at, each in held.get(person.pk, set()) if at == trust}
        for person in people
    }
    return Field(
        f"{PREFIX}{membership.pk}",
        Kind.CHOICE,
        Text(
            asks("Hvem er {role} for deg ({place})?", "nb"),
            asks("Kven er {role} for deg ({place})?", "nn"),
            asks("Who is {role} in your place ({place})?", "en"),
        ),
        Text(
            "La det stå tomt hvis andre med samme rolle tar sakene.",
            "La det stå tomt om andre med same rolla tek sakene.",
            "Leave it empty where others with the same role take the cases.",
        ),
        "S4",
        options=tuple(
            Option(str(one.pk), unchanged(f"{one.name}, {one.title}" if one.title else one.name))
            for one in people
            if roles_at[one.pk] and why_not_qualified(role, roles_at[one.pk]) is None
        ),
        required=False,
    )
