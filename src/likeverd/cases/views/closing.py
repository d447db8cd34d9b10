"""Closing several cases that a decision has ended: chosen one by one, each with its own reasoning, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from likeverd.accounts.entrance import authenticated_at
from likeverd.cases import actions
from likeverd.cases.closing import Closable, closable_by
from likeverd.cases.refused import CaseNotFound, NotCarriedOut
from likeverd.cases.views.common import actor_of, case_view, moment_now, person_of
from likeverd.core.case import Command
from likeverd.core.forms.faults import MUST_BE_ANSWERED
from likeverd.core.fresh_sign_in import may_take
from likeverd.core.labels import ACTION_LABELS
from likeverd.core.reasons import reason
from likeverd.core.text import Text
from likeverd.web.typed_text import Why, typed_text_kept

LONGEST = 6000


@dataclass(frozen=True, slots=True)
class Row:
    """One case on the page: what would be done, and what was typed."""

    item: Closable
    action: Text
    reason: Text
    chosen: bool
    reasoning: str
    version: str
    changes: str
    fault: Text | None = None


@case_view
def close(request: HttpRequest) -> HttpResponse:
    """The cases that wait for me and whose way is shut; posted, those that are chosen are closed."""
    now = moment_now()
    found = closable_by(actor_of(request, now))
    rows = [_row(request, item) for item in found]
    if request.method != "POST":
        return _page(request, rows)
    chosen = [row for row in rows if row.chosen]
    if not chosen or any(row.fault for row in chosen):
        return _page(request, rows, nothing_chosen=not chosen)
    if not all(may_take(row.item.closing.action, authenticated_at(request), now) for row in chosen):
        return typed_text_kept(request, Why.CONFIRM)
    done, left = [], []
    for row in chosen:
        number = row.item.case.number
        command = Command(
            row.item.closing.action,
            int(row.version) if row.version.isdecimal() and len(row.version) < 10 else -1,
            row.item.closing.answers(row.reasoning),
        )
        try:
            actions.take_step(
                number,
                command,
                by=person_of(request),
                now=now,
                seen_changes=row.changes.split(),
            )
        except (NotCarriedOut, CaseNotFound):
            left.append(number)
        else:
            done.append(number)
    _tell(request, done, left)
    return redirect("cases:close_many" if left else "cases:work_list")


def _tell(request: HttpRequest, done: Sequence[str], left: Sequence[str]) -> None:
    if done:
        said = ngettext("%(count)d sak er avsluttet.", "%(count)d saker er avsluttet.", len(done))
        messages.success(request, said % {"count": len(done)})
    if left:
        messages.warning(
            request,
            _("Disse ble endret i mellomtiden og er ikke rørt: %(numbers)s")
            % {"numbers": ", ".join(left)},
        )


def _row(request: HttpRequest, item: Closable) -> Row:
    case, closing = item.case, item.closing
    posted = request.POST if request.method == "POST" else {}
    coded = reason(closing.reason)
    chosen = posted.get(f"close-{case.number}") == "1"
    reasoning = str(posted.get(f"reasoning-{case.number}", ""))[:LONGEST]
    return Row(
        item=item,
        action=ACTION_LABELS[closing.action].staff,
        reason=coded.label if coded else MUST_BE_ANSWERED,
        chosen=chosen,
        reasoning=reasoning,
        # What was on the screen is what is compared, also when the page is shown again.
        version=str(posted.get(f"version-{case.number}", case.version)),
        changes=str(
            posted.get(
                f"changes-{case.number}", " ".join(str(each) for each in case.method_changes)
            )
        ),
        fault=MUST_BE_ANSWERED if chosen and not reasoning.strip() else None,
    )


def _page(
    request: HttpRequest, rows: Sequence[Row], *, nothing_chosen: bool = False
) -> HttpResponse:
    faulty = nothing_chosen or any(row.fault for row in rows)
    context = {
        "rows": rows,
        "nothing_chosen": nothing_chosen,
        "faulty": faulty,
        "first_fault": next((row for row in rows if row.fault), None),
        "longest": LONGEST,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faulty else HTTPStatus.OK
    return render(request, "cases/close_many.html", context, status=status)
