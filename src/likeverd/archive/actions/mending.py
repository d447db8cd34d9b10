"""What an archivist asks for: that a failed hand-over is tried again."""

from datetime import datetime

from django.db import transaction

from likeverd.archive import policy
from likeverd.archive.actions.handing_over import put_standing, put_state_of, standing_of
from likeverd.archive.models import ArchiveStep
from likeverd.archive.refused import NoSuchHandOver
from likeverd.core.archive.steps import StepState, again
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for


@transaction.atomic
def try_again(hand_over: int, *, by: Person, now: datetime) -> bool:
    """Let the step that failed, or that waits for its next attempt, be tried at once.

    Answers whether there was one. Nothing is made anew that the archive has: it is looked for first. Raises
    ``NoSuchHandOver`` for one that is not there or not of a trust where the person is archivist.
    """
    actor = actor_for(by, local_day(now))
    steps = ArchiveStep.objects.select_for_update().filter(
        policy.which(actor), hand_over_id=hand_over
    )
    rows = list(steps.order_by("position"))
    if not rows:
        raise NoSuchHandOver
    waiting = next((row for row in rows if row.state != StepState.CONFIRMED), None)
    if waiting is None:
        return False
    put_standing(waiting, again(standing_of(waiting), now), now)
    waiting.save()
    put_state_of(hand_over, now)
    return True
