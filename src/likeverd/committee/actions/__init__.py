"""The only writers of what the committee keeps."""

from likeverd.committee.actions.concluding import conclude, conclude_alone
from likeverd.committee.actions.declaring import declare
from likeverd.committee.actions.items import mark, note, open_spread, postpone
from likeverd.committee.actions.meetings import (
    MeetingWanted,
    add_item,
    attend,
    move_meeting,
    plan,
    remove_item,
)
from likeverd.committee.actions.members import MemberWanted, end_member, register_member
from likeverd.committee.actions.minutes import correct

__all__ = [
    "MeetingWanted",
    "MemberWanted",
    "add_item",
    "attend",
    "conclude",
    "conclude_alone",
    "correct",
    "declare",
    "end_member",
    "mark",
    "move_meeting",
    "note",
    "open_spread",
    "plan",
    "postpone",
    "register_member",
    "remove_item",
]
