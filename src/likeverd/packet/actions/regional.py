"""The copy without identity is made when a person has read it and found nothing left of the patient."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from likeverd.core.packet import Item, Standing
from likeverd.organisations.models import Person
from likeverd.packet.actions.marking import Mark, locked_item, move
from likeverd.packet.regional import look


def confirm_copy(
    number: str, chosen: Sequence[str], digest: str, seen: Standing, *, by: Person, now: datetime
) -> bool:
    """Keep the copy that was on the screen. False where it is not the text that would be made now.

    Raises ``CaseNotFound`` and ``NotMarked``.
    """
    wanted = Mark(Item.REGIONAL_COPY, seen, Standing.MADE)
    with transaction.atomic():
        case, row, actor = locked_item(number, wanted, by, now)
        looked = look(case, row.decision, chosen)
        if looked.digest != digest:
            return False
        move(case, row, wanted, actor, now, text=looked.copy.text)
    return True
