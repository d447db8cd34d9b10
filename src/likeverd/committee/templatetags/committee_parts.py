"""The committee's own words in templates, in the reader's language."""

from typing import Final

from django import template
from django.utils.safestring import SafeString

from likeverd.cases.models import Case
from likeverd.committee.models import Item, Meeting
from likeverd.core.committee.agenda import treat_by
from likeverd.core.committee.vocabulary import (
    FORM_LABELS,
    ITEM_LABELS,
    MEETING_LABELS,
    PROFESSION_LABELS,
    SEAT_LABELS,
    ItemState,
    MeetingForm,
    MeetingState,
    Profession,
    Seat,
)
from likeverd.core.step_questions.shared import OUTCOMES
from likeverd.core.text import Text
from likeverd.web.templatetags.likeverd_ui import day, in_words, tag

register = template.Library()

URGENT: Final = Text("Haster", "Hastar", "Urgent")
CHANGED: Final = Text(
    "Endret etter at papirene ble sendt",
    "Endra etter at papira blei sende",
    "Changed after the papers were sent",
)
MINUTES: Final = Text(
    "Referat fra vurderingskomiteen",
    "Referat frå vurderingskomiteen",
    "Minutes of the assessment committee",
)
MEETING_TONES: Final = {
    MeetingState.OPEN: "success",
    MeetingState.FROZEN: "info",
    MeetingState.CLOSED: "warning",
}
ITEM_TONES: Final = {ItemState.SPREAD: "info", ItemState.CONCLUDED: "success"}
NEXT: Final = {
    MeetingState.PLANNED: Text(
        "Når sakslisten er klar, sender sekretæren papirene. Da får sakene nummer, og medlemmene kan vurdere dem.",
        "Når saklista er klar, sender sekretæren papira. Då får sakene nummer, og medlemmene kan vurdere dei.",
        "When the agenda is ready, the secretary sends the papers. The items get their numbers, and members can mark.",
    ),
    MeetingState.FROZEN: Text(
        "Medlemmene sier fra om de er habile og vurderer hver for seg. Registrer oppmøtet; lederen åpner møtet.",
        "Medlemmene seier frå om dei er habile og vurderer kvar for seg. Registrer oppmøtet; leiaren opnar møtet.",
        "Members declare conflicts of interest and mark alone. Register who is there; the leader opens the meeting.",
    ),
    MeetingState.OPEN: Text(
        "Ta sakene i tur og orden. Det som ikke rekkes, blir utsatt når lederen hever møtet.",
        "Ta sakene i tur og orden. Det som ikkje blir nådd, blir utsett når leiaren hevar møtet.",
        "Take the items in turn. What is not reached is postponed when the leader closes the meeting.",
    ),
    MeetingState.CLOSED: Text(
        "Referatet er laget. Les og rett det; lederen godkjenner.",
        "Referatet er laga. Les og rett det; leiaren godkjenner.",
        "The minutes are made. Read and correct them; the leader approves.",
    ),
    MeetingState.APPROVED: Text("Møtet er ferdig.", "Møtet er ferdig.", "The meeting is done."),
    MeetingState.CANCELLED: Text(
        "Møtet er avlyst. Sakene venter på neste møte.",
        "Møtet er avlyst. Sakene ventar på neste møte.",
        "The meeting is cancelled. The cases wait for the next one.",
    ),
}


@register.filter
def seat_name(seat: str) -> str:
    """A seat in words."""
    return in_words(SEAT_LABELS[Seat(seat)])


@register.filter
def profession_name(profession: str) -> str:
    """A profession in words."""
    return in_words(PROFESSION_LABELS[Profession(profession)]).lower()


@register.filter
def form_name(form: str) -> str:
    """How a meeting is held, in words."""
    return in_words(FORM_LABELS[MeetingForm(form)])


@register.filter
def outcome_name(code: str) -> str:
    """A recommendation in words."""
    return next((in_words(each.label) for each in OUTCOMES if each.code == code), code)


@register.filter
def meeting_next(state: str) -> str:
    """What happens next with a meeting in this state."""
    return in_words(NEXT[MeetingState(state)])


@register.filter
def treat_by_day(case: Case) -> str:
    """The day that the committee must be in time for."""
    return day(treat_by(case.start_by, case.due_on))


@register.filter
def in_minutes(label: Text, language: str) -> str:
    """A label in the language of the minutes, whoever reads them."""
    return label.in_language(language)


@register.filter
def minutes_heading(language: str) -> str:
    """The heading of minutes in their own language."""
    return MINUTES.in_language(language)


@register.simple_tag
def meeting_tag(meeting: Meeting) -> SafeString:
    """The state of a meeting."""
    state = MeetingState(meeting.state)
    return tag(MEETING_LABELS[state], MEETING_TONES.get(state, "neutral"))


@register.simple_tag
def item_tag(item: Item) -> SafeString:
    """The state of an item."""
    state = ItemState(item.state)
    return tag(ITEM_LABELS[state], ITEM_TONES.get(state, "neutral"))


@register.simple_tag
def urgent_tag() -> SafeString:
    """That the case is urgent."""
    return tag(URGENT, "danger")


@register.simple_tag
def changed_tag() -> SafeString:
    """That the case changed after the papers were sent."""
    return tag(CHANGED, "warning")
