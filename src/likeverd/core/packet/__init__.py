"""What a decision must produce: papers and texts, whose they are, and by when; made from the case.

``packet`` decides what; ``texts`` writes it; ``settings`` holds a trust's own codes, addresses and wording.
"""

from likeverd.core.packet.codes import TwoSpellings, spelled_two_ways
from likeverd.core.packet.items import (
    ITEM_LABELS,
    SENT_AWAY,
    STANDING_LABELS,
    Item,
    Standing,
    can_be_sent,
    is_complete,
    is_settled,
    moves_from,
)
from likeverd.core.packet.outcome import Outcome, Route
from likeverd.core.packet.required import Required, packet, route_of
from likeverd.core.packet.settings import (
    BrokenPacketSettings,
    PacketSettings,
    parse,
    usual_document,
)

__all__ = [
    "ITEM_LABELS",
    "SENT_AWAY",
    "STANDING_LABELS",
    "BrokenPacketSettings",
    "Item",
    "Outcome",
    "PacketSettings",
    "Required",
    "Route",
    "Standing",
    "TwoSpellings",
    "can_be_sent",
    "is_complete",
    "is_settled",
    "moves_from",
    "packet",
    "parse",
    "route_of",
    "spelled_two_ways",
    "usual_document",
]
