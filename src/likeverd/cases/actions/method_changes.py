"""When a method's status changes: every case that runs gets a task and its people are told, in one transaction."""

from datetime import datetime
from typing import Any

from likeverd.cases import notices
from likeverd.cases.models import Case
from likeverd.core.method_register import Effect
from likeverd.core.routing import Route, Verdict
from likeverd.core.vocabulary import OPEN_STATES
from likeverd.core.workdays import local_day
from likeverd.methods.signals import Changed
from likeverd.organisations.context import enter, everything
from likeverd.organisations.models import Person

WHY_ALL = (
    "the cases of a method run at every trust, and whoever records its status sees none of them"
)


def open_tasks(
    sender: object, changed: Changed, by: Person | None, now: datetime, **kwargs: Any
) -> int:
    """Open a task on every case that runs, and queue the notices. Answers how many cases there were.

    The one who keeps the register sees no case: the rest of the transaction is theirs again afterwards.
    """
    everything(WHY_ALL)
    # In one order, so that two changes at once never wait for each other in a ring.
    cases = list(
        Case.objects.select_for_update(of=("self",))
        .filter(method_id=changed.method, state__in=[state.value for state in OPEN_STATES])
        .select_related("applicant")
        .order_by("pk")
    )
    for case in cases:
        case.method_changes = [*case.method_changes, changed.change]
        case.route_ended = _ended(case, changed)
    Case.objects.bulk_update(cases, ["method_changes", "route_ended"], batch_size=500)
    notices.tell_of_change(cases, changed, now=now)
    if by is not None:
        enter(by.pk, local_day(now))
    return len(cases)


def _ended(case: Case, changed: Changed) -> bool:
    """Whether the way that the case goes is closed; a way that is open again ends nothing."""
    if changed.meaning.effect is Effect.ENDS:
        return True
    after = changed.meaning.after.verdicts[Route.INDIVIDUAL_EXCEPTION]
    return case.route_ended and after is Verdict.CLOSED
