"""Cases whose way a change of their method has shut, and that wait for this person: how each would be closed."""

from dataclasses import dataclass

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.method_register import Effect
from likeverd.core.method_register.closing import CLOSABLE, Closing, closing_of
from likeverd.core.vocabulary import State
from likeverd.methods.models import RegisterChange

MOST_CASES = 100


@dataclass(frozen=True, slots=True)
class Closable:
    """A case, the change that shut its way, and the step that would close it."""

    case: Case
    change: RegisterChange
    closing: Closing


def closable_by(actor: Actor) -> list[Closable]:
    """The person's waiting cases that a change has ended, the oldest first; at most a hundred."""
    cases = list(
        Case.objects.filter(
            policy.waiting_for(actor),
            route_ended=True,
            state__in=[state.value for state in CLOSABLE],
        )
        .select_related("method", "department", "trust", "applicant", "patient")
        .order_by("id")[:MOST_CASES]
    )
    ended_by = {
        change.method_id: change
        for change in RegisterChange.objects.filter(
            method_id__in={case.method_id for case in cases}, effect=Effect.ENDS
        ).order_by("at")
    }
    found = []
    for case in cases:
        change = ended_by.get(case.method_id)
        closing = change and closing_of(State(case.state), change.reason, change.right_scheme)
        if change and closing and policy.can(actor, closing.action, case):
            serve_case(actor, case, AccessKind.LIST, (SUMMARY,))
            found.append(Closable(case, change, closing))
    return found
