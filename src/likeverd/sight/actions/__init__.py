"""The only writers of emergency sights and blocks."""

from likeverd.sight.actions.blocks import BlockWanted, lift_block, set_block
from likeverd.sight.actions.emergencies import end_emergency, open_emergency
from likeverd.sight.refused import NotGiven

__all__ = [
    "BlockWanted",
    "NotGiven",
    "end_emergency",
    "lift_block",
    "open_emergency",
    "set_block",
]
