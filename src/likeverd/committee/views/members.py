"""The register of the committee's members, kept by the trust's access manager."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from likeverd.cases.views.common import actor_of, moment_now, person_of
from likeverd.cases.views.which_trust import TrustChoice
from likeverd.committee import actions, policy, selectors
from likeverd.committee.refused import NotFilledIn
from likeverd.committee.views.common import answer, committee_view, number
from likeverd.core.committee.vocabulary import (
    PROFESSION_LABELS,
    SEAT_LABELS,
    Profession,
    Seat,
)
from likeverd.core.forms.model import Field, Kind, Option
from likeverd.core.forms.reading import Fault, parse_date, read_completely
from likeverd.core.text import Text
from likeverd.core.workdays import local_day

FIELDS = (
    Field(
        "username",
        Kind.LINE,
        Text("Brukernavn", "Brukarnamn", "User name"),
        Text(
            "Personen må ha rollen vurderingskomité.",
            "Personen må ha rolla vurderingskomité.",
            "The person must hold the role of the assessment committee.",
        ),
        "I",
    ),
    Field(
        "seat",
        Kind.CHOICE,
        Text("Plass i komiteen", "Plass i komiteen", "Seat in the committee"),
        Text("Velg én.", "Vel éin.", "Choose one."),
        "I",
        options=tuple(Option(seat.value, label) for seat, label in SEAT_LABELS.items()),
    ),
    Field(
        "profession",
        Kind.CHOICE,
        Text("Faglig bakgrunn", "Fagleg bakgrunn", "Profession"),
        Text(
            "Sykehuset kan kreve at noen bakgrunner er til stede.",
            "Sjukehuset kan krevje at nokre bakgrunnar er til stades.",
            "The trust may ask that some professions are present.",
        ),
        "I",
        options=tuple(Option(each.value, label) for each, label in PROFESSION_LABELS.items()),
    ),
    Field(
        "first_day",
        Kind.DATE,
        Text("Første dag", "Første dag", "First day"),
        Text("Dagen plassen gjelder fra.", "Dagen plassen gjeld frå.", "The day it begins."),
        "I",
    ),
    Field(
        "last_day",
        Kind.DATE,
        Text("Siste dag", "Siste dag", "Last day"),
        Text(
            "La stå tomt hvis den ikke er bestemt.",
            "La stå tomt om han ikkje er bestemt.",
            "Leave empty where it is not settled.",
        ),
        "I",
        required=False,
    ),
    Field(
        "reason",
        Kind.LINE,
        Text("Hvorfor?", "Kvifor?", "Why?"),
        Text("Står i registeret.", "Står i registeret.", "Stands in the register."),
        "I",
    ),
)


@committee_view
def register(request: HttpRequest) -> HttpResponse:
    """Who sits in the committee; somebody is seated, or a seat ended."""
    trusts = TrustChoice.of(request, policy.registers_members(actor_of(request, moment_now())))
    if request.method != "POST":
        return _page(request, trusts, {})
    if "end" in request.POST:
        return _end(request, trusts)
    return _seat(request, trusts)


def _seat(request: HttpRequest, trusts: TrustChoice) -> HttpResponse:
    given = {field.key: request.POST.get(field.key, "") for field in FIELDS}
    now = moment_now()
    reading = read_completely(FIELDS, given, local_day(now))
    if reading.faults:
        return _page(request, trusts, given, faults=reading.faults)
    wanted = actions.MemberWanted(
        username=given["username"],
        seat=Seat(given["seat"]),
        profession=Profession(given["profession"]),
        first=parse_date(given["first_day"]) or local_day(now),
        last=parse_date(given["last_day"]),
        reason=given["reason"],
    )
    try:
        actions.register_member(trusts.chosen.pk, wanted, by=person_of(request), now=now)
    except NotFilledIn as faulty:
        return _page(request, trusts, given, faults=faulty.faults)
    messages.success(request, _("Plassen i komiteen er registrert."))
    return trusts.back_to("committee:members")


def _end(request: HttpRequest, trusts: TrustChoice) -> HttpResponse:
    member = number(request.POST["end"])
    reason = request.POST.get(f"end_reason_{member}", "")
    try:
        if actions.end_member(member, reason, by=person_of(request), now=moment_now()):
            messages.success(request, _("Plassen i komiteen er avsluttet."))
    except NotFilledIn as faulty:
        return _page(request, trusts, {}, end_faults=faulty.faults, ending=member)
    return trusts.back_to("committee:members")


def _page(
    request: HttpRequest,
    trusts: TrustChoice,
    given: Mapping[str, object],
    *,
    faults: tuple[Fault, ...] = (),
    end_faults: tuple[Fault, ...] = (),
    ending: int = 0,
) -> HttpResponse:
    context: dict[str, object] = {
        "fields": FIELDS,
        "answers": given,
        "faults": faults,
        "end_faults": end_faults,
        "ending": ending,
        "rows": selectors.register_of(trusts.chosen.pk),
        "trusts": trusts,
        "today": local_day(moment_now()),
    }
    return answer(
        request, "committee/members.html", context, faulty=bool(faults) or bool(end_faults)
    )
