"""The committee's first page, planning a meeting, and the meeting itself."""

from collections.abc import Mapping
from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from likeverd.cases.views.common import actor_of, moment_now, person_of
from likeverd.committee import actions, selectors
from likeverd.committee.refused import NoSuchThing, NotDone, NotFilledIn
from likeverd.committee.views.common import answer, committee_view, number
from likeverd.core.committee.vocabulary import (
    ACTION_LABELS,
    FORM_LABELS,
    MeetingAction,
    MeetingForm,
    Presence,
)
from likeverd.core.forms.model import Field, Kind, Option, When
from likeverd.core.forms.reading import Fault, parse_date, read_completely
from likeverd.core.refusals import Refusal
from likeverd.core.text import Text
from likeverd.core.workdays import OSLO, local_day
from likeverd.organisations.models import Person
from likeverd.web.form_post import unflatten

PLAN_FIELDS = (
    Field(
        "form",
        Kind.CHOICE,
        Text("Hvordan møtes dere?", "Korleis møtest de?", "How do you meet?"),
        Text(
            "Skriftlig behandling følger de samme trinnene.",
            "Skriftleg behandling følgjer dei same trinna.",
            "A written procedure follows the same steps.",
        ),
        "I",
        options=tuple(Option(form.value, label) for form, label in FORM_LABELS.items()),
    ),
    Field(
        "place",
        Kind.LINE,
        Text("Sted", "Stad", "Place"),
        Text(
            "Rom, eller lenke til videomøtet.",
            "Rom, eller lenkje til videomøtet.",
            "A room, or the link of the video meeting.",
        ),
        "I",
        required=False,
    ),
    Field(
        "day",
        Kind.DATE,
        Text("Dag", "Dag", "Day"),
        Text("Fram i tid.", "Fram i tid.", "In the future."),
        "I",
        when=When.FUTURE,
    ),
    Field(
        "clock",
        Kind.LINE,
        Text("Klokkeslett", "Klokkeslett", "Time"),
        Text("For eksempel 09.30.", "Til dømes 09.30.", "For example 09.30."),
        "I",
        longest=5,
    ),
)
NO_CLOCK = Text(
    "Skriv timer og minutter, for eksempel 09.30.",
    "Skriv timar og minutt, til dømes 09.30.",
    "Write hours and minutes, for example 09.30.",
)
DONE = {
    MeetingAction.FREEZE: Text("Papirene er sendt.", "Papira er sende.", "The papers are sent."),
    MeetingAction.OPEN: Text("Møtet er åpent.", "Møtet er ope.", "The meeting is open."),
    MeetingAction.CLOSE: Text(
        "Møtet er hevet. Referatet er laget.",
        "Møtet er heva. Referatet er laga.",
        "The meeting is closed. The minutes are made.",
    ),
    MeetingAction.APPROVE: Text(
        "Referatet er godkjent.", "Referatet er godkjent.", "The minutes are approved."
    ),
    MeetingAction.CANCEL: Text("Møtet er avlyst.", "Møtet er avlyst.", "The meeting is cancelled."),
}


@committee_view
def overview(request: HttpRequest) -> HttpResponse:
    """What waits for a member: declarations, then meetings."""
    now = moment_now()
    page = selectors.overview(actor_of(request, now), now)
    return answer(request, "committee/overview.html", {"page": page})


@committee_view
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting; its agenda is drawn at once from what waits."""
    now = moment_now()
    page = selectors.overview(actor_of(request, now), now)
    seat = next((seat for seat in page.seats if seat.seat in selectors.ARRANGING), None)
    if seat is None:
        raise NoSuchThing
    context: dict[str, object] = {"fields": PLAN_FIELDS, "answers": {}, "waiting": page.waiting}
    if request.method != "POST":
        return answer(request, "committee/plan.html", context)
    given = context["answers"] = unflatten(request.POST, PLAN_FIELDS)
    try:
        wanted = _wanted(given, now)
        meeting = actions.plan(seat.trust_id, wanted, by=person_of(request), now=now)
    except NotFilledIn as faulty:
        context["faults"] = faulty.faults
        return answer(request, "committee/plan.html", context, faulty=True)
    messages.success(
        request, _("Møtet er planlagt, og sakslisten er hentet. Medlemmene får melding på e-post.")
    )
    return redirect("committee:meeting", meeting=meeting.pk)


def _wanted(given: Mapping[str, object], now: datetime) -> actions.MeetingWanted:
    reading = read_completely(PLAN_FIELDS, given, local_day(now))
    faults = list(reading.faults)
    clock = _clock(str(given.get("clock", "")))
    if clock is None and not any(fault.field == "clock" for fault in faults):
        faults.append(Fault("clock", NO_CLOCK))
    day = parse_date(given.get("day"))
    if faults or clock is None or day is None:
        raise NotFilledIn(*faults)
    return actions.MeetingWanted(
        MeetingForm(str(reading.answers["form"])),
        str(reading.answers.get("place", "")),
        datetime.combine(day, clock, OSLO),
    )


def _clock(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed.strip().replace(".", ":").zfill(5))
    except ValueError:
        return None


@committee_view
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """The meeting: agenda, who is there, and its next step."""
    if request.method != "POST":
        return _page(request, meeting)
    now, by = moment_now(), person_of(request)
    try:
        done = _posted(request, meeting, now, by)
    except NotDone as refused:
        return _page(request, meeting, refusal=refused.refusal)
    except NotFilledIn as faulty:
        return _page(request, meeting, faults=faulty.faults)
    if done:
        messages.success(request, done)
    return redirect("committee:meeting", meeting=meeting)


def _posted(request: HttpRequest, meeting: int, now: datetime, by: Person) -> str:
    """Do what was asked for; answers what to say of it."""
    post = request.POST
    if "move" in post and post["move"] in set(MeetingAction):
        action = MeetingAction(post["move"])
        actions.move_meeting(meeting, action, by=by, now=now)
        return DONE[action].in_language(request.LANGUAGE_CODE)
    if "attend" in post:
        actions.attend(meeting, _presences(request), by=by, now=now)
        return _("Oppmøtet er lagret.")
    if "add" in post:
        actions.add_item(
            meeting, post.get("number", ""), post.get("add_reason", ""), by=by, now=now
        )
        return _("Saken er satt på sakslisten.")
    if "remove" in post:
        item = number(post["remove"])
        actions.remove_item(item, post.get(f"reason_{item}", ""), by=by, now=now)
        return _("Saken er tatt av sakslisten.")
    return ""


def _presences(request: HttpRequest) -> dict[int, Presence | None]:
    found: dict[int, Presence | None] = {}
    for key, value in request.POST.items():
        person = number(key.removeprefix("presence-")) if key.startswith("presence-") else 0
        if person and value in set(Presence):
            found[person] = Presence(value)
    return found


def _page(
    request: HttpRequest,
    meeting: int,
    *,
    refusal: Refusal | None = None,
    faults: tuple[Fault, ...] = (),
) -> HttpResponse:
    now = moment_now()
    page = selectors.meeting_page(actor_of(request, now), meeting, now)
    context: dict[str, object] = {
        "page": page,
        "meeting": page.meeting,
        "moves": [(row.action.value, ACTION_LABELS[row.action]) for row in page.moves],
        "members": [(m, page.presence.get(m.person_id, "")) for m in page.committee],
        "faults": faults,
        "removing": number(request.POST.get("remove", "")),
        "typed_reason": request.POST.get(f"reason_{request.POST.get('remove', '')}", ""),
        "typed_number": request.POST.get("number", ""),
        "typed_add_reason": request.POST.get("add_reason", ""),
    }
    return answer(request, "committee/meeting.html", context, refusal=refusal, faulty=bool(faults))
