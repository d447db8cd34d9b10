"""What remains after decisions, for the one who looks: overdue first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.cases.views.common import actor_of, case_view, moment_now
from likeverd.core.access import AccessKind
from likeverd.core.packet import ITEM_LABELS, STANDING_LABELS, Item, Standing
from likeverd.core.workdays import local_day
from likeverd.packet import selectors
from likeverd.packet.views.packet import TONES


@require_safe
@case_view
def waiting(request: HttpRequest) -> HttpResponse:
    """Every item that is the person's, in the order of its day."""
    now = moment_now()
    actor, today = actor_of(request, now), local_day(now)
    rows = list(selectors.waiting_items(actor))
    for case in {row.case_id: row.case for row in rows}.values():
        serve_case(actor, case, AccessKind.LIST, (SUMMARY,))
    context = {
        "rows": [
            {
                "case": row.case,
                "label": ITEM_LABELS[Item(row.item)],
                "standing": STANDING_LABELS[Standing(row.standing)],
                "tone": TONES[Standing(row.standing)],
                "due_on": row.due_on,
                "late": row.due_on < today,
            }
            for row in rows
        ],
        "late": sum(row.due_on < today for row in rows),
        "most": len(rows) == selectors.MOST_WAITING,
        "tab": "after",
    }
    return render(request, "packet/waiting.html", context)
