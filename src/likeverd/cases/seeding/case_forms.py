"""What all seeded cases of one plot have in common, worked out once and ready to be filled in."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from likeverd.cases.seeding.plots import Plot, PlotEvent
from likeverd.cases.seeding.rows import for_copy
from likeverd.core.events import ROUND_BEGINS
from likeverd.core.vocabulary import ENDED_STATES, Action, State

DRAFT_REVISIONS: Final = {"begun": 1, "half": 2, "whole": 3}
REVISIONS_WHEN_SENT: Final = 2


@dataclass(frozen=True, slots=True)
class EventForm:
    """An event of a plot as the text around what differs from case to case.

    ``by`` is a slot. ``content`` is broken where a day comes in. ``answers`` marks an event
    whose content is the application.
    """

    by: int
    action: Action | None
    head: str
    tail: str
    content: tuple[str, ...]
    answers: bool


@dataclass(frozen=True, slots=True)
class CaseForm:
    """The state row of a plot with slots in place of persons.

    ``fixed`` is the part of the row that is the same for all cases: from ``paper`` to
    ``ready_for_consultant`` in the order of ``actions.bulk.CASE_COLUMNS``. ``submitted`` and
    ``changed`` are the places of the events that sent the application (-1: none) and that
    brought the case where it is.
    """

    plot: Plot
    state: State
    paper: bool
    events: tuple[EventForm, ...]
    fixed: str
    handlers: str
    hands: tuple[int, ...]
    helpers: tuple[int, ...]
    participants: tuple[int, ...]
    conflicted: tuple[int, ...]
    barred: tuple[int, ...]
    submitted: int
    changed: int
    ended: bool
    asked: bool
    revision: int


def case_form(plot: Plot) -> CaseForm:
    """The form of a plot's cases."""
    facts = plot.facts
    hands = [hand.person for hand in facts.handlers]
    shown = ", ".join(
        f'{{"person": %d, "step": "{hand.step}", "deputy": false}}' for hand in facts.handlers
    )
    draft = plot.state is State.DRAFT
    revision = DRAFT_REVISIONS[plot.written] if draft else REVISIONS_WHEN_SENT
    return CaseForm(
        plot=plot,
        state=plot.state,
        paper=plot.paper,
        events=tuple(
            _event_form(sequence, number, event)
            for sequence, (number, event) in enumerate(
                zip(_rounds(plot.events), plot.events, strict=True), 1
            )
        ),
        fixed=_fixed(plot, revision),
        handlers=f"[{shown}]",
        hands=_slots(hands),
        helpers=_slots(facts.helpers),
        participants=_slots({facts.applicant, *facts.helpers, *hands}),
        conflicted=_slots(facts.conflicted),
        barred=_slots(plot.barred),
        submitted=_place([event.action is Action.SUBMIT for event in plot.events], otherwise=-1),
        changed=_place([event.before is not event.after for event in plot.events], otherwise=0),
        ended=plot.state in ENDED_STATES,
        asked=any(event.action is Action.ASK for event in plot.events),
        revision=revision,
    )


def _fixed(plot: Plot, revision: int) -> str:
    facts, last = plot.facts, plot.events[-1]
    questions = [{"field": asked.field, "question": asked.question} for asked in facts.questions]
    ready = plot.state is State.DRAFT and last.action is Action.HAND_TO_CONSULTANT
    columns = (
        plot.paper,
        plot.state.value,
        len(plot.events),
        facts.furthest,
        facts.asked_from.value if facts.asked_from else "",
        for_copy(json.dumps(questions, ensure_ascii=False)),
        revision,
        ready,
    )
    return "\t".join(str(column) for column in columns)


def _slots(persons: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(person) for person in persons)


def _place(found: Sequence[bool], *, otherwise: int) -> int:
    """The place of the last that was found."""
    return max((place for place, is_so in enumerate(found) if is_so), default=otherwise)


def _rounds(events: Sequence[PlotEvent]) -> Iterator[int]:
    """How often the case has been sent when each event is over."""
    return accumulate(int(event.kind in ROUND_BEGINS) for event in events)


def _event_form(sequence: int, number: int, event: PlotEvent) -> EventForm:
    """The event at this place, in the round with this number."""
    action = event.action.value if event.action else ""
    return EventForm(
        by=int(event.by),
        action=event.action,
        head=f"\t{sequence}\t{number}\t{event.kind}\t",
        tail=f"\t{event.role}\t{action}\t{event.before}\t{event.after}\t",
        content=tuple(for_copy(part) for part in event.content),
        answers=event.answers,
    )
