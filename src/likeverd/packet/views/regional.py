"""The copy without identity: read by a person, with what was taken out marked, before it leaves the trust."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from likeverd.cases import selectors as cases
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import ASSESSMENTS, serve_case
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.cases.wordings import chosen_words
from likeverd.core.access import AccessKind
from likeverd.core.deidentify import REMOVED_WORDS
from likeverd.core.packet import ITEM_LABELS, Item, Standing
from likeverd.core.vocabulary import Role
from likeverd.packet import selectors
from likeverd.packet.actions import NotMarked, confirm_copy
from likeverd.packet.models import PacketItem
from likeverd.packet.policy import can_mark
from likeverd.packet.regional import look
from likeverd.packet.views.packet import PACKET, pdf_of


@require_http_methods(["GET", "HEAD", "POST"])
@case_view
def show(request: HttpRequest, number: str) -> HttpResponse:
    """Look at the copy; posted, take more words out, or keep it as it was read."""
    now = moment_now()
    actor = actor_of(request, now)
    case = cases.case_for(actor, number)
    row = selectors.item_of(case, Item.REGIONAL_COPY)
    if row is None or can_mark(actor, case, Role(row.owner)) is None:
        raise CaseNotFound(number)
    typed = request.POST.get("chosen", "").replace("\x00", "")[:4000]
    changed = False
    if request.POST.get("do") == "confirm":
        done = _confirm(request, number, typed)
        if done:
            messages.success(request, _("Kopien er laget. Last den ned og send den."))
            return redirect("packet:packet", number=number)
        changed = True
    looked = look(case, row.decision, chosen_words(typed))
    serve_case(actor, case, AccessKind.READ, (ASSESSMENTS,))
    context = {
        "case": case,
        "looked": looked,
        "pieces": [
            (piece.text, REMOVED_WORDS[piece.removed] if piece.removed else None)
            for piece in looked.pieces
        ],
        "row": row,
        "receiver": _receiver(row),
        "made": row.standing not in (Standing.DUE, Standing.FAILED),
        "chosen": typed,
        "changed": changed,
    }
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    return render(request, "packet/regional.html", context, status=status)


def _confirm(request: HttpRequest, number: str, typed: str) -> bool:
    seen, digest = request.POST.get("seen", ""), request.POST.get("digest", "")
    if seen not in set(Standing):
        return False
    try:
        return confirm_copy(
            number,
            chosen_words(typed),
            digest,
            Standing(seen),
            by=person_of(request),
            now=moment_now(),
        )
    except NotMarked:
        return False


@require_safe
@case_view
def download(request: HttpRequest, number: str) -> HttpResponse:
    """The copy that was read and kept, as a file. It names no case."""
    actor = actor_of(request, moment_now())
    case = cases.case_for(actor, number)
    row = selectors.item_of(case, Item.REGIONAL_COPY)
    if row is None or can_mark(actor, case, Role(row.owner)) is None:
        raise CaseNotFound(number)
    text = _kept(row)
    if not text:
        raise CaseNotFound(number)
    serve_case(actor, case, AccessKind.PRINT, (PACKET,))
    return pdf_of(
        case,
        ITEM_LABELS[Item.REGIONAL_COPY],
        text,
        name="kopi-uten-identitet.pdf",
        reference="",
        receiver=_receiver(row),
    )


def _receiver(row: PacketItem) -> str:
    """Who at the regional authority gets the copy, by the settings that held; empty where they do not say."""
    return str(row.settings.document.get("regional_receiver", "")) if row.settings else ""


def _kept(row: PacketItem) -> str:
    return next((mark.text for mark in row.marks.order_by("-pk") if mark.text), "")
