"""What a member says of a conflict of interest, before the case is seen."""

from datetime import datetime

from django.db import transaction

from likeverd.cases.actions import take_step
from likeverd.cases.actions.clearing import clear
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.committee import selectors
from likeverd.committee.models import Declaration
from likeverd.committee.refused import NoSuchThing
from likeverd.core.case import Command
from likeverd.core.vocabulary import Action
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for


def declare(
    number: str, *, conflict: bool, explanation: str, by: Person, now: datetime
) -> Declaration:
    """Say whether there is a conflict of interest: without one the case opens, with one it is closed for good.

    A conflict is the case's own step, with the words in its log. Raises ``NoSuchThing`` where no declaration is waited
    for, and ``NotCarriedOut`` where the words are missing.
    """
    with transaction.atomic():
        try:
            case = (
                _conflict(number, explanation, by, now)
                if conflict
                else clear(number, by=by, now=now)
            )
        except CaseNotFound as missing:
            raise NoSuchThing from missing
        row: Declaration = Declaration.objects.create(
            trust_id=case.trust_id, case=case, person=by, conflict=conflict, at=now
        )
    return row


def _conflict(number: str, explanation: str, by: Person, now: datetime) -> Case:
    seen = selectors.stub_for(actor_for(by, local_day(now)), number)
    locked = Case.objects.select_for_update(of=("self",)).order_by("pk").get(pk=seen.pk)
    command = Command(Action.DECLARE_CONFLICT, locked.version, {"explanation": explanation})
    return take_step(number, command, by=by, now=now, before_sight=True)
