"""The packet of a case: what must come out of it, the texts to paste, whose each item is, and how far it has come."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.cases import selectors as cases
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_case
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.access import AccessKind
from likeverd.core.forms.reading import Fault, parse_date
from likeverd.core.labels import ROLE_LABELS
from likeverd.core.packet import (
    ITEM_LABELS,
    STANDING_LABELS,
    Item,
    Standing,
    can_be_sent,
    moves_from,
)
from likeverd.core.packet.items import MOVED_BY_OTHERS
from likeverd.core.packet.required import WHY
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.documents.actions import content_disposition
from likeverd.packet import actions, selectors
from likeverd.packet.actions import Mark, NotMarked
from likeverd.packet.models import CLOSED, PacketItem, PacketMark
from likeverd.packet.policy import can_mark
from likeverd.packet.selectors import PacketOfACase
from likeverd.typesetting import Paper, Paragraph, typeset
from likeverd.verification.selectors import checks_of, code_of
from likeverd.web.formats import day

PACKET = "packet"
TONES = {
    Standing.DUE: "warning",
    Standing.MADE: "info",
    Standing.SENT: "info",
    Standing.CONFIRMED: "success",
    Standing.FAILED: "danger",
    Standing.SET_ASIDE: "neutral",
}
BUTTONS = {
    Standing.SENT: Text("Det er sendt", "Det er sendt", "It is sent"),
    Standing.CONFIRMED: Text("Det er gjort", "Det er gjort", "It is done"),
    Standing.FAILED: Text("Det gikk ikke", "Det gjekk ikkje", "It failed"),
}
# Where a move is more than a mark, the item has its own form or page.
OWN_FORM = (Item.PROJECT_NUMBER,)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the page shows it."""

    item: Item
    label: Text
    why: Text
    source: str
    owner: Text
    due_on: date
    late: bool
    standing: Standing
    standing_label: Text
    tone: str
    text: str
    mine: bool
    moves: tuple[tuple[Standing, Text], ...]
    marks: tuple[PacketMark, ...]
    note: str
    fault: Text | None

    @property
    def can_fail(self) -> bool:
        """Whether the person can say that it went wrong, and so must be able to say how."""
        return any(standing is Standing.FAILED for standing, _ in self.moves)


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def show(request: HttpRequest, number: str) -> HttpResponse:
    """See the packet; posted, move one of its items."""
    if request.method != "POST":
        return _page(request, number)
    try:
        _do(request, number)
    except NotMarked as refused:
        return _page(request, number, refused.faults)
    messages.success(request, _("Det er registrert."))
    return redirect("packet:packet", number=number)


def _do(request: HttpRequest, number: str) -> None:
    posted, by, now = request.POST, person_of(request), moment_now()
    item, seen, wanted = posted.get("item"), posted.get("seen"), posted.get("standing")
    if item not in set(Item) or seen not in set(Standing):
        raise CaseNotFound(number)
    if posted.get("do") == "project":
        project = posted.get("project", "")[:200]
        actions.register_project(number, project, Standing(seen), by=by, now=now)
    elif posted.get("do") == "compensation":
        digits = "".join(posted.get("amount", "").split())
        amount = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 12 else None
        on = parse_date(posted.get("on", ""))
        actions.apply_for_compensation(number, amount, on, posted.get("note", ""), by=by, now=now)
    elif wanted in set(Standing):
        note = posted.get("note", "")
        actions.mark(
            number, Mark(Item(item), Standing(seen), Standing(wanted), note), by=by, now=now
        )
    else:
        raise CaseNotFound(number)


def _page(request: HttpRequest, number: str, faults: tuple[Fault, ...] = ()) -> HttpResponse:
    now = moment_now()
    actor = actor_of(request, now)
    case = cases.case_for(actor, number)
    found = selectors.packet_of(case)
    serve_case(actor, case, AccessKind.READ, (PACKET,))
    at = {fault.field: fault.message for fault in faults}
    entries = [
        _entry(
            row,
            found,
            mine=can_mark(actor, case, Role(row.owner)) is not None,
            faults=at,
            today=local_day(now),
        )
        for row in found.items
    ]
    settings = found.items[0].settings if found.items else None
    context = {
        "case": case,
        "entries": entries,
        "complete": found.complete,
        "left": sum(entry.standing not in CLOSED for entry in entries),
        "pharmacies": settings.document.get("recommended_pharmacies", "") if settings else "",
        "version": settings,
        "spellings": [each.words for each in found.two_spellings],
        "project_number": found.project_number,
        "compensation": [row for row in found.marks if "compensation" in row.details],
        "compensation_fault": at.get("compensation"),
        "typed": {key: request.POST.get(key, "") for key in ("project", "amount", "on", "note")},
        "typed_item": request.POST.get("item", ""),
        "trust": case.trust,
        "code": code_of(case) if found.items else None,
        "checks": checks_of(case),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faults else HTTPStatus.OK
    return render(request, "packet/packet.html", context, status=status)


def _entry(
    row: PacketItem, found: PacketOfACase, *, mine: bool, faults: dict[str, Text], today: date
) -> Entry:
    item, standing = Item(row.item), Standing(row.standing)
    why, source = WHY[item]
    text = found.texts.get(item, "")
    by_hand = mine and item not in (*MOVED_BY_OTHERS, *OWN_FORM)
    moves = moves_from(item, standing, has_text=can_be_sent(item, standing, text))
    marks = tuple(mark for mark in found.marks if mark.item_id == row.pk)
    return Entry(
        item=item,
        label=ITEM_LABELS[item],
        why=why,
        source=source,
        owner=ROLE_LABELS[Role(row.owner)],
        due_on=row.due_on,
        late=standing not in CLOSED and row.due_on < today,
        standing=standing,
        standing_label=STANDING_LABELS[standing],
        tone=TONES[standing],
        text=text,
        mine=mine,
        moves=tuple((each, BUTTONS[each]) for each in moves) if by_hand else (),
        marks=marks,
        note=marks[-1].note if marks else "",
        fault=faults.get(item.value),
    )


@require_safe
@case_view
def order(request: HttpRequest, number: str) -> HttpResponse:
    """The basis of the order from the hospital pharmacy, as a file that can be sent and kept."""
    now = moment_now()
    actor = actor_of(request, now)
    case = cases.case_for(actor, number)
    text = selectors.packet_of(case).texts.get(Item.PHARMACY_ORDER)
    if text is None:
        raise CaseNotFound(number)
    serve_case(actor, case, AccessKind.PRINT, (PACKET,))
    name, label = f"{case.number}.pdf", ITEM_LABELS[Item.PHARMACY_ORDER]
    return pdf_of(case, label, text, name=name, reference=case.number)


def pdf_of(
    case: Case, title: Text, text: str, *, name: str, reference: str, receiver: str = ""
) -> HttpResponse:
    """A text of the packet as a PDF file in the trust's language, for download."""
    now = moment_now()
    language = case.trust.language
    paper = Paper(
        title=title.in_language(language),
        language=language,
        blocks=tuple(Paragraph(part) for part in text.split("\n\n")),
        made_at=now,
        sender=case.trust.name,
        reference=reference,
        day=day(now),
        receiver=(receiver,) if receiver else (),
    )
    answer = HttpResponse(typeset(paper), content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition(name)
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
