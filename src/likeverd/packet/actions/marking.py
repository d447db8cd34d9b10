"""Moving one item of a packet: made, sent, confirmed or failed, by the one whose it is."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.selectors import case_for
from likeverd.cases.serving import serve_change
from likeverd.core.case import Actor
from likeverd.core.forms.reading import Fault
from likeverd.core.packet import Item, Standing, can_be_sent, moves_from
from likeverd.core.packet.items import MOVED_BY_OTHERS
from likeverd.core.packet.texts import BEARS_THE_PROJECT, plain
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.packet.actions.settling import one_at_a_time, tell_if_settled
from likeverd.packet.models import PacketItem, PacketMark
from likeverd.packet.policy import can_mark
from likeverd.packet.selectors import project_number_of, texts_of

LONGEST_NOTE: Final = 400
LONGEST_PROJECT: Final = 40
PROJECT, COMPENSATION = "project_number", "compensation"

NOT_YOURS: Final = Text(
    "Dette er ikke din oppgave i denne saken.",
    "Dette er ikkje di oppgåve i denne saka.",
    "This is not your task in this case.",
)
MOVED_MEANWHILE: Final = Text(
    "Noen andre har endret dette siden du åpnet siden. Se hva som er nytt, og prøv igjen.",
    "Nokon andre har endra dette sidan du opna sida. Sjå kva som er nytt, og prøv igjen.",
    "Somebody else has changed this since you opened the page. See what is new, and try again.",
)
NOT_FROM_HERE: Final = Text(
    "Dette kan ikke gjøres slik det står nå.",
    "Dette kan ikkje gjerast slik det står no.",
    "This cannot be done as it stands now.",
)
SAY_WHY: Final = Text(
    "Skriv hva som gikk galt, så den som retter det, forstår det.",
    "Skriv kva som gjekk gale, så den som rettar det, forstår det.",
    "Write what went wrong, so that whoever mends it understands.",
)
SAY_THE_NUMBER: Final = Text(
    f"Skriv prosjektnummeret, høyst {LONGEST_PROJECT} tegn.",
    f"Skriv prosjektnummeret, høgst {LONGEST_PROJECT} teikn.",
    f"Write the project number, at most {LONGEST_PROJECT} characters.",
)
SAY_THE_AMOUNT: Final = Text(
    "Skriv beløpet i hele kroner.", "Skriv beløpet i heile kroner.", "Write the amount in kroner."
)
SAY_THE_DAY: Final = Text(
    "Skriv dagen, ikke fram i tid.", "Skriv dagen, ikkje fram i tid.", "Write the day, not ahead."
)


class NotMarked(Exception):
    """The item was not moved; carries what to mend, at its field."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.message.en for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person says of an item. ``seen``: how it stood on the screen."""

    item: Item
    seen: Standing
    standing: Standing
    note: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def mark(number: str, wanted: Mark, *, by: Person, now: datetime) -> None:
    """Move an item. Raises ``CaseNotFound`` and ``NotMarked``."""
    if wanted.standing is Standing.FAILED and not wanted.note.strip():
        raise NotMarked(Fault(wanted.item.value, SAY_WHY))
    with transaction.atomic():
        case, row, actor = locked_item(number, wanted, by, now)
        written = _text(case, row)
        has_text = can_be_sent(wanted.item, wanted.seen, written)
        moves = moves_from(wanted.item, wanted.seen, has_text=has_text)
        if wanted.item in (*MOVED_BY_OTHERS, Item.PROJECT_NUMBER) or wanted.standing not in moves:
            raise NotMarked(Fault(wanted.item.value, NOT_FROM_HERE))
        move(case, row, wanted, actor, now, text=written)


def register_project(
    number: str, project: str, seen: Standing, *, by: Person, now: datetime
) -> None:
    """Register the exception's own project number; what bears it can then be made. Raises as ``mark``."""
    project = " ".join(plain(project).split())
    if not 1 <= len(project) <= LONGEST_PROJECT:
        raise NotMarked(Fault(Item.PROJECT_NUMBER.value, SAY_THE_NUMBER))
    wanted = Mark(Item.PROJECT_NUMBER, seen, Standing.CONFIRMED, details={PROJECT: project})
    with transaction.atomic():
        case, row, actor = locked_item(number, wanted, by, now)
        move(case, row, wanted, actor, now)
        bearers = _items(case).filter(item__in=[item.value for item in BEARS_THE_PROJECT])
        for bearer in bearers.select_for_update(of=("self",)).order_by("pk"):
            # What has gone out with another number must be done again: it is made anew, and stands so.
            remade = Mark(Item(bearer.item), Standing(bearer.standing), Standing.MADE)
            move(case, bearer, remade, actor, now, text=_text(case, bearer))


def apply_for_compensation(
    number: str, amount: int | None, on: date | None, note: str, *, by: Person, now: datetime
) -> None:
    """Write down that compensation was applied for, or what was answered. Raises as ``mark``."""
    if amount is None or amount < 0:
        raise NotMarked(Fault(COMPENSATION, SAY_THE_AMOUNT))
    if on is None or on > local_day(now):
        raise NotMarked(Fault(COMPENSATION, SAY_THE_DAY))
    with transaction.atomic():
        wanted = Mark(Item.PROJECT_NUMBER, Standing.CONFIRMED, Standing.CONFIRMED, note=note)
        case, row, actor = locked_item(number, wanted, by, now)
        found = {"amount": amount, "on": on.isoformat(), "note": note.strip()[:LONGEST_NOTE]}
        _write(case, row, wanted, actor, now, details={COMPENSATION: found})


def locked_item(
    number: str, wanted: Mark, by: Person, now: datetime
) -> tuple[Case, PacketItem, Actor]:
    """The case and the item, locked, and the person; refuses one whose it is not, and one who saw something else."""
    actor = actor_for(by, local_day(now))
    case = case_for(actor, number)
    one_at_a_time(case.pk)
    row = _items(case).select_for_update(of=("self",)).filter(item=wanted.item.value).first()
    if row is None:
        raise CaseNotFound(number)
    if can_mark(actor, case, Role(row.owner)) is None:
        raise NotMarked(Fault(wanted.item.value, NOT_YOURS))
    if row.standing != wanted.seen:
        raise NotMarked(Fault(wanted.item.value, MOVED_MEANWHILE))
    return case, row, actor


def _items(case: Case) -> Any:
    """The items of the case's newest decision that stand."""
    rows = PacketItem.objects.filter(case=case).exclude(standing=Standing.SET_ASIDE)
    newest = rows.order_by("-decision").values_list("decision", flat=True)[:1]
    return rows.filter(decision__in=list(newest)).select_related("settings")


def _text(case: Case, row: PacketItem) -> str:
    return texts_of(case, [row], project_number_of(case, row.decision)).get(Item(row.item), "")


def move(
    case: Case, row: PacketItem, wanted: Mark, actor: Actor, now: datetime, text: str = ""
) -> None:
    """Move an item that ``locked_item`` gave, and keep who did it; ``text`` is what was sent or kept."""
    row.standing, row.since = wanted.standing.value, now
    row.save(update_fields=["standing", "since"])
    _write(case, row, wanted, actor, now, text=text, details=wanted.details)


def _write(
    case: Case,
    row: PacketItem,
    wanted: Mark,
    actor: Actor,
    now: datetime,
    *,
    text: str = "",
    details: dict[str, Any],
) -> None:
    grant = can_mark(actor, case, Role(row.owner))
    PacketMark.objects.create(
        case=case,
        item=row,
        standing=wanted.standing.value,
        at=now,
        by_id=actor.person,
        role=grant.role.value if grant else "",
        note=plain(wanted.note)[:LONGEST_NOTE],
        text=text,
        details=details,
    )
    serve_change(actor, case)
    tell_if_settled(case, row.decision, now=now)
