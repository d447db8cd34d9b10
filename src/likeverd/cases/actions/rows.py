"""The case row as the actions lock it and write to it."""

from collections.abc import Mapping

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.serving import SUMMARY, serve_case
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.forms.prefill import START_BY, URGENCY, URGENT
from likeverd.core.forms.reading import parse_date


def locked(number: str, actor: Actor, *, before_sight: bool = False) -> Case | None:
    """The case row, locked until the transaction ends; None if the person may not see it.

    ``before_sight``: also one of which the person sees a stub alone, to declare a conflict of interest.
    """
    seen = policy.which(actor)
    if before_sight:
        seen |= policy.to_declare(actor)
    case: Case | None = (
        Case.objects.select_for_update(of=("self",))
        .filter(seen, number=number)
        .order_by("pk")
        .first()
    )
    if case is not None:  # also a refusal tells how the case stands
        serve_case(actor, case, AccessKind.READ, (SUMMARY,))
    return case


def put_urgency(case: Case, answers: Mapping[str, object]) -> None:
    """Keep urgency and last useful start date on the row, for lists and promises."""
    case.urgent = answers.get(URGENCY) == URGENT
    case.start_by = parse_date(answers.get(START_BY))
