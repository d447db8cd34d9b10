"""One read per screen of the committee. What a case says has passed ``cases.policy.which``; else a stub is all."""

from likeverd.committee.selectors.agenda import (
    agenda_waiting,
    cleared_at,
    coming_meetings,
    next_meeting_day,
    register_of,
    unreported,
)
from likeverd.committee.selectors.item import (
    ItemPage,
    item_page,
    spread_marks,
)
from likeverd.committee.selectors.meeting import (
    Line,
    MeetingPage,
    leader_was_there,
    meeting_page,
    meeting_row,
)
from likeverd.committee.selectors.minutes import (
    MinutesPage,
    minutes_of,
    minutes_page,
)
from likeverd.committee.selectors.overview import (
    ARRANGING,
    Overview,
    overview,
    seen_waiting_case,
    stub_for,
    why_not_alone_in,
)

__all__ = [
    "ARRANGING",
    "ItemPage",
    "Line",
    "MeetingPage",
    "MinutesPage",
    "Overview",
    "agenda_waiting",
    "cleared_at",
    "coming_meetings",
    "item_page",
    "leader_was_there",
    "meeting_page",
    "meeting_row",
    "minutes_of",
    "minutes_page",
    "next_meeting_day",
    "overview",
    "register_of",
    "seen_waiting_case",
    "spread_marks",
    "stub_for",
    "unreported",
    "why_not_alone_in",
]
