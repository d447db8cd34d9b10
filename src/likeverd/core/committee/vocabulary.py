"""The committee's own words: seats, professions, forms and states of a meeting, states of an item."""

from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class Seat(StrEnum):
    """What a person is in the committee; beside it the person holds the role ``assessment_committee``."""

    LEADER = "leader"
    DEPUTY_LEADER = "deputy_leader"
    MEMBER = "member"
    USER_REPRESENTATIVE = "user_representative"
    SECRETARY = "secretary"  # prepares and keeps the minutes; has no vote


class Profession(StrEnum):
    """What a member knows; a trust's quorum may ask that some of them are there."""

    PHYSICIAN = "physician"
    PHARMACIST = "pharmacist"
    NURSE = "nurse"
    ETHICIST = "ethicist"
    ECONOMIST = "economist"
    LAWYER = "lawyer"
    USER = "user"
    OTHER = "other"


class MeetingForm(StrEnum):
    """How the committee meets."""

    PHYSICAL = "physical"
    VIDEO = "video"
    WRITTEN = "written"


class MeetingState(StrEnum):
    """Where a meeting is; ``meetings.TABLE`` says how it moves."""

    PLANNED = "planned"
    FROZEN = "frozen"  # the papers are sent: each case's facts as they stood
    OPEN = "open"
    CLOSED = "closed"
    APPROVED = "approved"  # the minutes are approved
    CANCELLED = "cancelled"


class MeetingAction(StrEnum):
    """What is done with a meeting as a whole."""

    FREEZE = "freeze"
    OPEN = "open"
    CLOSE = "close"
    APPROVE = "approve"
    CANCEL = "cancel"


class ItemState(StrEnum):
    """Where an item of the agenda is."""

    LISTED = "listed"  # members mark alone
    SPREAD = "spread"  # the marks are open, the talk goes on
    CONCLUDED = "concluded"
    POSTPONED = "postponed"
    REMOVED = "removed"


class ItemKind(StrEnum):
    """What an item is about."""

    CASE = "case"
    REPORT = "report"  # the leader acted alone, and tells the meeting


class Presence(StrEnum):
    """What is registered of a member at a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"


LIVE_ITEMS: Final = (ItemState.LISTED, ItemState.SPREAD)
LEADING_SEATS: Final = (Seat.LEADER, Seat.DEPUTY_LEADER)
ARRANGING_SEATS: Final = (Seat.SECRETARY, *LEADING_SEATS)

SEAT_LABELS: Final = {
    Seat.LEADER: Text("Leder", "Leiar", "Leader"),
    Seat.DEPUTY_LEADER: Text("Nestleder", "Nestleiar", "Deputy leader"),
    Seat.MEMBER: Text("Medlem", "Medlem", "Member"),
    Seat.USER_REPRESENTATIVE: Text(
        "Brukerrepresentant", "Brukarrepresentant", "User representative"
    ),
    Seat.SECRETARY: Text("Sekretær uten stemme", "Sekretær utan røyst", "Secretary without a vote"),
}
PROFESSION_LABELS: Final = {
    Profession.PHYSICIAN: Text("Lege", "Lege", "Physician"),
    Profession.PHARMACIST: Text("Farmasøyt", "Farmasøyt", "Pharmacist"),
    Profession.NURSE: Text("Sykepleier", "Sjukepleiar", "Nurse"),
    Profession.ETHICIST: Text("Etiker", "Etikar", "Ethicist"),
    Profession.ECONOMIST: Text("Økonom", "Økonom", "Economist"),
    Profession.LAWYER: Text("Jurist", "Jurist", "Lawyer"),
    Profession.USER: Text("Bruker", "Brukar", "User"),
    Profession.OTHER: Text("Annet", "Anna", "Other"),
}
FORM_LABELS: Final = {
    MeetingForm.PHYSICAL: Text("Møte på ett sted", "Møte på éin stad", "Meeting in one place"),
    MeetingForm.VIDEO: Text("Videomøte", "Videomøte", "Video meeting"),
    MeetingForm.WRITTEN: Text("Skriftlig behandling", "Skriftleg behandling", "Written procedure"),
}
MEETING_LABELS: Final = {
    MeetingState.PLANNED: Text("Planlagt", "Planlagt", "Planned"),
    MeetingState.FROZEN: Text("Papirene er sendt", "Papira er sende", "The papers are sent"),
    MeetingState.OPEN: Text("Møtet er åpent", "Møtet er ope", "The meeting is open"),
    MeetingState.CLOSED: Text(
        "Møtet er hevet, referatet skal godkjennes",
        "Møtet er heva, referatet skal godkjennast",
        "The meeting is closed, the minutes are to be approved",
    ),
    MeetingState.APPROVED: Text(
        "Referatet er godkjent", "Referatet er godkjent", "The minutes are approved"
    ),
    MeetingState.CANCELLED: Text("Avlyst", "Avlyst", "Cancelled"),
}
ACTION_LABELS: Final = {
    MeetingAction.FREEZE: Text("Send papirene", "Send papira", "Send the papers"),
    MeetingAction.OPEN: Text("Åpne møtet", "Opne møtet", "Open the meeting"),
    MeetingAction.CLOSE: Text("Hev møtet", "Hev møtet", "Close the meeting"),
    MeetingAction.APPROVE: Text("Godkjenn referatet", "Godkjenn referatet", "Approve the minutes"),
    MeetingAction.CANCEL: Text("Avlys møtet", "Avlys møtet", "Cancel the meeting"),
}
ITEM_LABELS: Final = {
    ItemState.LISTED: Text("Medlemmene vurderer", "Medlemmene vurderer", "Members are marking"),
    ItemState.SPREAD: Text("Til drøfting", "Til drøfting", "Under discussion"),
    ItemState.CONCLUDED: Text("Behandlet", "Behandla", "Dealt with"),
    ItemState.POSTPONED: Text("Utsatt", "Utsett", "Postponed"),
    ItemState.REMOVED: Text("Tatt av sakslisten", "Teken av saklista", "Taken off the agenda"),
}
