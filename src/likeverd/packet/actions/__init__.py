"""The only writers of the packet."""

from likeverd.packet.actions.marking import (
    Mark,
    NotMarked,
    apply_for_compensation,
    mark,
    register_project,
)
from likeverd.packet.actions.publishing import NotPublished, publish_settings
from likeverd.packet.actions.regional import confirm_copy
from likeverd.packet.actions.reporting import report

__all__ = [
    "Mark",
    "NotMarked",
    "NotPublished",
    "apply_for_compensation",
    "confirm_copy",
    "mark",
    "publish_settings",
    "register_project",
    "report",
]
