"""Letters and archive tell the packet how far their own items have come."""

from datetime import datetime

from django.db import transaction

from likeverd.core.packet import Item, Standing
from likeverd.packet.actions.settling import one_at_a_time, tell_if_settled
from likeverd.packet.models import PacketItem, PacketMark


def report(case: int, item: Item, standing: Standing, *, now: datetime, note: str = "") -> bool:
    """Say how far an item of the case's newest decision has come; answers whether that was news.

    ``note`` says what failed, and nothing of the patient. In the caller's transaction, or one of its own.
    """
    with transaction.atomic():
        one_at_a_time(case)
        row = (
            PacketItem.objects.select_for_update()
            .filter(case_id=case, item=item.value)
            .exclude(standing=Standing.SET_ASIDE)
            .order_by("-decision")
            .first()
        )
        if row is None or row.standing == standing:
            return False
        row.standing, row.since = standing.value, now
        row.save(update_fields=["standing", "since"])
        PacketMark.objects.create(
            case_id=case, item=row, standing=standing.value, at=now, note=note[:400]
        )
        if item is not Item.ARCHIVE_COPY:
            tell_if_settled(row.case, row.decision, now=now)
    return True
