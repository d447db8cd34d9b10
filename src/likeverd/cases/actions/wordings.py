"""Letting others find a cleaned reasoning, and taking it back."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from likeverd.cases import policy
from likeverd.cases.actions.rows import locked
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import ASSESSMENTS, serve_case
from likeverd.cases.wordings import wording_of
from likeverd.core.access import AccessKind
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.precedents import actions as precedents


def approve_reasoning(
    number: str, chosen: Sequence[str], seen: str, *, by: Person, now: datetime
) -> bool:
    """Let others find the cleaned reasoning that the person has looked at.

    ``seen`` is the digest of the text that was on the screen; answers False where it is not the text that would be
    let out now. Raises ``CaseNotFound`` where the person may not.
    """
    return _put(number, chosen, seen, by=by, now=now)


def withdraw_reasoning(number: str, *, by: Person, now: datetime) -> bool:
    """Take back what others could find. Raises ``CaseNotFound`` where the person may not."""
    return _put(number, (), None, by=by, now=now)


def _put(
    number: str, chosen: Sequence[str], seen: str | None, *, by: Person, now: datetime
) -> bool:
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
        if case is None or not policy.may_approve_reasoning(actor, case):
            raise CaseNotFound(number)
        found = wording_of(case, chosen)
        if found is None or (seen is not None and seen != found.digest):
            return False
        words = found.cleaned.text if seen is not None else ""
        done = precedents.approve(case.pk, found.sequence, words, by=by, now=now)
        serve_case(actor, case, AccessKind.CHANGE, (ASSESSMENTS,))
    return done
