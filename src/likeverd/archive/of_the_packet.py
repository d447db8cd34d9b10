"""What was done after the decision, as far as it had come: what was sent or pasted, word for word, and by whom."""

from likeverd.archive.sources import Contribution, Span
from likeverd.cases.models import Case
from likeverd.core.archive.record import Group, Part
from likeverd.core.archive.words import moment
from likeverd.core.packet import ITEM_LABELS, STANDING_LABELS, Item, Standing
from likeverd.core.text import Text
from likeverd.packet.models import PacketMark

TITLE = Text("Etter beslutningen", "Etter avgjerda", "After the decision")


def contribution(case: Case, span: Span) -> Contribution:
    """Every mark that somebody made until the span's moment; none of what letters and archive said of themselves."""
    rows = PacketMark.objects.filter(case=case, at__lte=span.until, by__isnull=False)
    groups = [_group(row, span) for row in rows.select_related("item", "by").order_by("pk")]
    if not groups:
        return Contribution()
    return Contribution(parts=[Part("packet", TITLE.in_language(span.language), groups)])


def _group(row: PacketMark, span: Span) -> Group:
    standing = STANDING_LABELS[Standing(row.standing)].in_language(span.language)
    told = [
        (standing, f"{row.by.name}, {moment(row.at)}"),
        *((str(key), str(value)) for key, value in row.details.items()),
    ]
    if row.note or row.text:
        told.append(("–", "\n".join(each for each in (row.note, row.text) if each)))
    data = {
        "item": row.item.item,
        "standing": row.standing,
        "at": row.at.isoformat(),
        "by": row.by.name,
        "note": row.note,
        "text": row.text,
        "details": row.details,
    }
    return Group(ITEM_LABELS[Item(row.item.item)].in_language(span.language), told, data)
