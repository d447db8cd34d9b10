"""My deputies: who takes my place, in which role, when and why; and whose place I take."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from likeverd.cases.views.common import case_view, moment_now, person_of
from likeverd.core.deputising import Period
from likeverd.core.forms.model import Field, Kind, Option, When
from likeverd.core.forms.reading import Fault, parse_date, read_completely
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.text import Text, unchanged
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations import actions, selectors
from likeverd.organisations.actions import DeputyNotRegistered
from likeverd.organisations.models import Membership, Person
from likeverd.web.form_post import unflatten


@case_view
def deputies(request: HttpRequest) -> HttpResponse:
    """See, register and end deputies of one's own."""
    if request.method != "POST":
        return _page(request)
    now = moment_now()
    if "end" in request.POST:
        typed = request.POST["end"]
        number = int(typed) if typed.isdecimal() and len(typed) < 18 else 0
        if actions.end_deputy(number, by=person_of(request), now=now):
            messages.success(request, _("Stedfortrederen er avsluttet."))
        return redirect("cases:deputies")
    given = unflatten(request.POST, _fields(person_of(request)))
    reading = read_completely(_fields(person_of(request)), given, local_day(now))
    if reading.faults:
        return _page(request, given, reading.faults)
    first, last = (parse_date(reading.answers[key]) for key in ("first_day", "last_day"))
    if first is None or last is None:
        return _page(request, given)
    try:
        registered = actions.register_deputy(
            int(str(reading.answers["role"])),
            int(str(reading.answers["deputy"])),
            Period(first, last),
            str(reading.answers["reason"]),
            by=person_of(request),
            now=now,
        )
    except DeputyNotRegistered as refused:
        return _page(request, given, refused.faults)
    messages.success(
        request, _("%(name)s er registrert som stedfortreder.") % {"name": registered.person.name}
    )
    return redirect("cases:deputies")


def _page(
    request: HttpRequest,
    given: Mapping[str, object] | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    person = person_of(request)
    today = local_day(moment_now())
    context = {
        "fields": _fields(person),
        "answers": given or {},
        "faults": faults,
        "mine": selectors.deputies_of(person)[:50],
        "others": selectors.deputy_for(person, today),
        "today": today,
        "role_labels": ROLE_LABELS,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "cases/deputies.html", context, status=status)


def _fields(person: Person) -> tuple[Field, ...]:
    today = local_day(moment_now())
    roles = list(selectors.roles_of(person, today))
    people = list(selectors.colleagues(person, {role.trust_id for role in roles}, today))
    return (_role(roles), _deputy(people), *PERIOD, REASON)


def _role(roles: Sequence[Membership]) -> Field:
    def words(role: Membership) -> Text:
        label = ROLE_LABELS[Role(role.role)]
        place = role.unit.name if role.unit else role.trust.short_name
        return Text(*(f"{label.in_language(name)}, {place}" for name in ("nb", "nn", "en")))

    return Field(
        "role",
        Kind.CHOICE,
        Text("I hvilken rolle?", "I kva rolle?", "In which role?"),
        Text(
            "Stedfortrederen får denne rollen i perioden, og ingen andre.",
            "Stedfortredaren får denne rolla i perioden, og ingen andre.",
            "The deputy gets this role in the period, and no other.",
        ),
        "S4",
        options=tuple(Option(str(role.pk), words(role)) for role in roles),
    )


def _deputy(people: Sequence[Person]) -> Field:
    return Field(
        "deputy",
        Kind.CHOICE,
        Text("Hvem er stedfortreder?", "Kven er stedfortredar?", "Who is the deputy?"),
        Text(
            "En som har en rolle ved sykehuset. Ingen kan avgjøre en søknad de selv har sendt.",
            "Ein som har ei rolle ved sjukehuset. Ingen kan avgjere ein søknad dei sjølv har sendt.",
            "Someone with a role at the trust. Nobody can decide an application of their own.",
        ),
        "S4",
        options=tuple(
            Option(
                str(person.pk),
                unchanged(f"{person.name}, {person.title}" if person.title else person.name),
            )
            for person in people
        ),
    )


PERIOD = (
    Field(
        "first_day",
        Kind.DATE,
        Text("Første dag", "Første dag", "First day"),
        Text("I dag eller senere.", "I dag eller seinare.", "Today or later."),
        "I",
        when=When.FUTURE,
    ),
    Field(
        "last_day",
        Kind.DATE,
        Text("Siste dag", "Siste dag", "Last day"),
        Text("Høyst ett år fram.", "Høgst eitt år fram.", "At most a year ahead."),
        "I",
        when=When.FUTURE,
    ),
)
REASON = Field(
    "reason",
    Kind.LINE,
    Text("Hvorfor?", "Kvifor?", "Why?"),
    Text(
        "For eksempel ferie eller permisjon. Står i loggen.",
        "Til dømes ferie eller permisjon. Står i loggen.",
        "For example holiday or leave. Stands in the log.",
    ),
    "I",
)
