"""That a letter has arrived: the doctor has opened the answer, or says that the patient has got the letter."""

from datetime import datetime

from django.db import transaction

from likeverd.cases.actions.rows import locked
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_case
from likeverd.core.access import AccessKind
from likeverd.core.case import Actor
from likeverd.core.letters import LetterKind
from likeverd.core.packet import Item, Standing
from likeverd.core.workdays import local_day
from likeverd.letters import policy
from likeverd.letters.models import Letter
from likeverd.letters.selectors import given_letter
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.packet.actions.reporting import report


def note_opened(actor: Actor, case: Case, letter: Letter, *, now: datetime) -> None:
    """The answer has reached the doctor when the applicant or a deputy opens it; others' looks say nothing of that."""
    if letter.kind == LetterKind.DECISION and policy.may_give(actor, case):
        report(case.pk, Item.DECISION_LETTER, Standing.CONFIRMED, now=now)


def confirm_received(number: str, *, by: Person, now: datetime) -> bool:
    """The doctor says that the patient has got the letter: read on the pages, or handed over on paper.

    False where none was given. Raises ``CaseNotFound`` and PermissionError.
    """
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
        if case is None:
            raise CaseNotFound(number)
        if not policy.may_give(actor, case):
            raise PermissionError
        if given_letter(case) is None:
            return False
        report(case.pk, Item.PATIENT_LETTER, Standing.CONFIRMED, now=now)
        serve_case(actor, case, AccessKind.CHANGE, ("letter",))
    return True
