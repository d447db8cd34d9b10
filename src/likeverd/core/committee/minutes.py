"""The minutes, made from what happened, in the form of seed 001: place and time, who was there, and for each item its
number, background, input and decision. Nobody types them anew; they are corrected part by part, and approved.

The patient is not identified: the parts hold the method, the department and the coded reasons, never the reasoning.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from likeverd.core.committee.marks import RATED, option_labels
from likeverd.core.committee.vocabulary import (
    FORM_LABELS,
    SEAT_LABELS,
    ItemKind,
    ItemState,
    MeetingForm,
    Seat,
)
from likeverd.core.forms.model import Answers
from likeverd.core.reasons import reason
from likeverd.core.step_questions.shared import OUTCOMES
from likeverd.core.text import Text
from likeverd.core.workdays import OSLO

LONGEST_PART: Final = 8000
NOBODY: Final = Text("Ingen", "Ingen", "Nobody")
PART_LABELS: Final = {
    "place": Text("Sted", "Stad", "Place"),
    "time": Text("Tid", "Tid", "Time"),
    "present": Text("Til stede", "Til stades", "Present"),
    "apologies": Text("Meldt forfall", "Meldt forfall", "Apologies"),
    "background": Text("Bakgrunn", "Bakgrunn", "Background"),
    "input": Text("Innspill i møtet", "Innspel i møtet", "Input in the meeting"),
    "decision": Text("Vedtak", "Vedtak", "Decision"),
}
ITEM_WORD: Final = Text("Sak", "Sak", "Item")


@dataclass(frozen=True, slots=True)
class Attending:
    """Somebody of the committee, as the minutes name people."""

    name: str
    seat: Seat


@dataclass(frozen=True, slots=True)
class Dissent:
    """Who disagreed, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class ItemTold:
    """What happened with an item. ``final`` and ``recommendation`` are empty where it was not concluded.

    ``marked`` says how many had marked when the marks were opened; ``away`` names those with a conflict of interest.
    """

    item: int
    number: str
    kind: ItemKind
    state: ItemState
    case_number: str
    method: str
    department: str
    urgent: bool
    changed_after_papers: bool
    marked: int
    away: tuple[str, ...]
    notes: tuple[str, ...]
    final: Answers
    recommendation: str
    reasons: tuple[str, ...]
    dissents: tuple[Dissent, ...]
    why_not: str


@dataclass(frozen=True, slots=True)
class MeetingTold:
    """What happened at a meeting."""

    form: MeetingForm
    place: str
    begins_at: datetime
    opened_at: datetime
    closed_at: datetime
    present: tuple[Attending, ...]
    apologies: tuple[Attending, ...]
    items: tuple[ItemTold, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the minutes that can be corrected; ``item`` 0 is the meeting's own."""

    key: str
    item: int
    label: Text

    @property
    def first_of_item(self) -> bool:
        """Whether the item's heading stands above it."""
        return self.key.startswith("background_")


def parts(items: Sequence[int]) -> tuple[Part, ...]:
    """The parts of minutes with these items, in their order."""
    head = [Part(key, 0, PART_LABELS[key]) for key in ("place", "time", "present", "apologies")]
    of_items = [
        Part(f"{key}_{item}", item, PART_LABELS[key])
        for item in items
        for key in ("background", "input", "decision")
    ]
    return (*head, *of_items)


def written(meeting: MeetingTold, language: str) -> dict[str, str]:
    """The words of every part by its key, in the trust's language; and each item's heading as ``title_<item>``."""
    begins, ends = meeting.opened_at.astimezone(OSLO), meeting.closed_at.astimezone(OSLO)
    place = FORM_LABELS[meeting.form].in_language(language)
    words = {
        "place": f"{meeting.place} ({place.lower()})" if meeting.place else place,
        "time": _period(begins, ends),
        "present": _people(meeting.present, language),
        "apologies": _people(meeting.apologies, language),
    }
    for item in meeting.items:
        words[f"title_{item.item}"] = _title(item, language)
        words[f"background_{item.item}"] = _background(item, language)
        words[f"input_{item.item}"] = _input(item, language)
        words[f"decision_{item.item}"] = _decision(item, language)
    return words


def _period(begins: datetime, ends: datetime) -> str:
    first = f"{begins:%d.%m.%Y}, kl. {begins:%H.%M}"
    same_day = begins.date() == ends.date()
    return f"{first}–{ends:%H.%M}" if same_day else f"{first} – {ends:%d.%m.%Y}, kl. {ends:%H.%M}"


def _people(people: Sequence[Attending], language: str) -> str:
    if not people:
        return NOBODY.in_language(language)
    return ", ".join(
        each.name
        if each.seat is Seat.MEMBER
        else f"{each.name} ({SEAT_LABELS[each.seat].in_language(language).lower()})"
        for each in people
    )


REPORTED: Final = Text(
    "Lederen handlet alene i en hastesak: {method}",
    "Leiaren handla åleine i ei hastesak: {method}",
    "The leader acted alone in an urgent case: {method}",
)


def _title(item: ItemTold, language: str) -> str:
    head = f"{ITEM_WORD.in_language(language)} {item.number}"
    if item.kind is ItemKind.REPORT:
        return f"{head} {REPORTED.in_language(language).format(method=item.method)}"
    return f"{head} {item.method}"


BACKGROUND: Final = Text(
    "Søknad {number} fra {department} om enkeltpasientunntak for {method}.",
    "Søknad {number} frå {department} om einskildpasientunntak for {method}.",
    "Application {number} from {department} for an individual exception for {method}.",
)
URGENT: Final = Text("Saken haster.", "Saka hastar.", "The case is urgent.")
CHANGED: Final = Text(
    "Saken ble endret etter at papirene var sendt.",
    "Saka blei endra etter at papira var sende.",
    "The case changed after the papers were sent.",
)


def _background(item: ItemTold, language: str) -> str:
    said = [
        BACKGROUND.in_language(language).format(
            number=item.case_number, department=item.department, method=item.method
        )
    ]
    if item.urgent:
        said.append(URGENT.in_language(language))
    if item.changed_after_papers:
        said.append(CHANGED.in_language(language))
    return " ".join(said)


AWAY: Final = Text(
    "Inhabil, deltok ikke: {names}.",
    "Inhabil, deltok ikkje: {names}.",
    "Conflict of interest, took no part: {names}.",
)
MARKED: Final = Text(
    "{count} vurderte saken hver for seg før drøftingen.",
    "{count} vurderte saka kvar for seg før drøftinga.",
    "{count} marked the case alone before the talk.",
)
NO_INPUT: Final = Text("Ingen.", "Ingen.", "None.")


def _input(item: ItemTold, language: str) -> str:
    said = []
    if item.away:
        said.append(AWAY.in_language(language).format(names=", ".join(item.away)))
    if item.marked:
        said.append(MARKED.in_language(language).format(count=item.marked))
    said += item.notes
    return "\n".join(said) or NO_INPUT.in_language(language)


NOTED: Final = Text("Tatt til orientering.", "Teken til orientering.", "Noted.")
RECOMMENDS: Final = Text(
    "Komiteen tilrår: {outcome}.",
    "Komiteen tilrår: {outcome}.",
    "The committee recommends: {outcome}.",
)
LEADER_RECOMMENDED: Final = Text(
    "Lederen tilrådde: {outcome}.",
    "Leiaren tilrådde: {outcome}.",
    "The leader recommended: {outcome}.",
)
BECAUSE: Final = Text("Begrunnelse: {reasons}.", "Grunngiving: {reasons}.", "Reasons: {reasons}.")
RATING: Final = Text(
    "Samlet vurdering: {rated}.", "Samla vurdering: {rated}.", "Joint rating: {rated}."
)
DISSENT: Final = Text(
    "Dissens fra {name}: {why}", "Dissens frå {name}: {why}", "Dissent by {name}: {why}"
)
POSTPONED: Final = Text("Utsatt. {why}", "Utsett. {why}", "Postponed. {why}")
REMOVED: Final = Text(
    "Tatt av sakslisten. {why}", "Teken av saklista. {why}", "Taken off the agenda. {why}"
)


def _decision(item: ItemTold, language: str) -> str:
    if item.state is ItemState.POSTPONED:
        return POSTPONED.in_language(language).format(why=item.why_not).strip()
    if item.state is ItemState.REMOVED:
        return REMOVED.in_language(language).format(why=item.why_not).strip()
    of_leader = item.kind is ItemKind.REPORT
    said = []
    if item.recommendation:
        outcome = next(each.label for each in OUTCOMES if each.code == item.recommendation)
        sentence = LEADER_RECOMMENDED if of_leader else RECOMMENDS
        said.append(
            sentence.in_language(language).format(outcome=outcome.in_language(language).lower())
        )
    if item.reasons:
        said.append(BECAUSE.in_language(language).format(reasons=_reasons(item.reasons, language)))
    if item.final:
        said.append(RATING.in_language(language).format(rated=_rated(item.final, language)))
    said += [
        DISSENT.in_language(language).format(name=each.name, why=each.why) for each in item.dissents
    ]
    if of_leader:
        said.append(NOTED.in_language(language))
    return "\n".join(said)


def _reasons(codes: Sequence[str], language: str) -> str:
    found = [known.label.in_language(language) for code in codes if (known := reason(code))]
    return "; ".join(found)


def _rated(final: Mapping[str, object], language: str) -> str:
    return "; ".join(
        f"{field.label.in_language(language)}: {label.in_language(language).lower()}"
        for field in RATED
        if (label := option_labels(field, final.get(field.key))) is not None
    )
