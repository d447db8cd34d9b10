"""What the register holds of a method beside its events, in plain words with sources, for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from likeverd.core.method_register import (
    Condition,
    CupListing,
    Entry,
    EntryKind,
    GroupException,
    MarketingAuthorisation,
    MethodRecord,
    Trial,
    conditions_on,
    opening_on,
)
from likeverd.core.method_register.fields import CONDITION_LABELS, KIND_LABELS, TRIAL_LABELS
from likeverd.core.routing import value_label
from likeverd.core.text import Text

OPENED = Text("Åpnet for unntak", "Opna for unntak", "Opened for exceptions")
LISTED = Text(
    "Metoden står på den nasjonale listen.",
    "Metoden står på den nasjonale lista.",
    "The method is on the national list.",
)
NOT_LISTED = Text(
    "Metoden sto ikke på den nasjonale listen da noen så etter.",
    "Metoden stod ikkje på den nasjonale lista då nokon såg etter.",
    "The method was not on the national list when somebody looked.",
)
ENDED = Text("Avsluttet", "Avslutta", "Ended")
ORDER = (
    EntryKind.GROUP_EXCEPTION,
    EntryKind.CONDITION,
    EntryKind.TRIAL,
    EntryKind.AUTHORISATION,
    EntryKind.CUP_LISTING,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: a heading, its words, its source and period; counts of a trial where they are known."""

    heading: Text
    words: Sequence[str]
    source: str
    first: date | None = None
    last: date | None = None
    planned: int | None = None
    included: int | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Entries of one kind."""

    title: Text
    items: Sequence[Item]


def parts_of(record: MethodRecord, day: date, opening_source: str = "") -> list[Part]:
    """What is shown of a method on a day: an opening, group exceptions, conditions, trials, and the rest."""
    parts: list[Part] = []
    opened = opening_on(record, day)
    if opened is not None and opened.scope:
        parts.append(Part(OPENED, [Item(OPENED, [opened.scope], opening_source, opened.day)]))
    begun = [entry for entry in record.entries if entry.begun_on(day)]
    # One that is over is told too: the reader may have heard of it.
    shown = [one for one in begun if one.kind is EntryKind.GROUP_EXCEPTION or one.holds_on(day)]
    by_kind = {kind: [one for one in shown if one.kind is kind] for kind in ORDER}
    by_kind[EntryKind.CONDITION] = list(conditions_on(record, day))
    for kind, entries in by_kind.items():
        if entries:
            parts.append(Part(KIND_LABELS[kind], [_item(one, day) for one in entries]))
    return parts


def _item(entry: Entry, day: date) -> Item:
    def item(heading: Text, *words: str) -> Item:
        said = [each for each in words if each]
        return Item(heading, said, entry.source, entry.first, entry.last)

    match entry.content:
        case GroupException(scope=scope, conditions=conditions):
            heading = KIND_LABELS[entry.kind] if entry.holds_on(day) else ENDED
            return item(heading, scope, conditions)
        case Condition(what=what, words=words):
            return item(CONDITION_LABELS[what], words)
        case MarketingAuthorisation(status=status, remark=remark):
            return item(value_label(status), remark)
        case CupListing(listed=listed, remark=remark):
            return item(LISTED if listed else NOT_LISTED, remark)
        case Trial() as trial:
            return _trial(trial, entry)


def _trial(trial: Trial, entry: Entry) -> Item:
    label = TRIAL_LABELS[trial.state]
    words = (trial.registry_id, trial.inclusion, ", ".join(trial.sites))
    return Item(
        Text(*(f"{trial.name}: {each}" for each in (label.nb, label.nn, label.en))),
        [each for each in words if each],
        entry.source,
        entry.first,
        entry.last,
        trial.planned,
        trial.included,
        trial.checked_on,
    )
