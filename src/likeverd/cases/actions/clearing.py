"""A member of the committee says that there is no conflict of interest, and from then on sees the case."""

from datetime import datetime

from django.db import transaction

from likeverd.cases import policy
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_change
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for


def clear(number: str, *, by: Person, now: datetime) -> Case:
    """Open a waiting case to somebody of its committee; raises ``CaseNotFound`` where there is none to declare for.

    Called by the committee's action that keeps the declaration, in its transaction.
    """
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = (
            Case.objects.select_for_update(of=("self",))
            .filter(policy.to_declare(actor), number=number)
            .order_by("pk")
            .first()
        )
        if case is None:
            raise CaseNotFound(number)
        case.cleared = sorted({*(case.cleared or []), by.pk})
        case.save(update_fields=["cleared"])
        serve_change(actor, case)
    return case
