"""Noticing the mark after which nothing is left but the archive's copy."""

from datetime import datetime

from likeverd.cases.models import Case
from likeverd.core.packet import Item, Standing, is_settled
from likeverd.packet.models import PacketItem
from likeverd.packet.signals import packet_settled


def one_at_a_time(case: int) -> None:
    """Whoever marks an item of the case waits for others who do: of the two last marks, one must see the other.

    Held until the transaction ends, and taken before any other item is locked.
    """
    rows = PacketItem.objects.select_for_update(of=("self",)).filter(
        case_id=case, item=Item.ARCHIVE_COPY
    )
    list(rows.order_by("pk").values_list("pk", flat=True))


def tell_if_settled(case: Case, decision: int, *, now: datetime) -> None:
    """Send ``packet_settled`` where only the archive's copy is left of what the decision must produce."""
    rows = PacketItem.objects.filter(case=case, decision=decision)
    standings = {Item(item): Standing(how) for item, how in rows.values_list("item", "standing")}
    if is_settled(standings):
        packet_settled.send(sender=PacketItem, case=case, now=now)
