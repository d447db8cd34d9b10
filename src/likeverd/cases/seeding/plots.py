"""Lives that a case can have, as the rules make them: the same ``core.decide`` as for real ones.

A plot is played once, by placeholders for people and days. Seeding then fills in who and when,
thousands of times. So a seeded case can only be what the rules would have made of it.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Final

from likeverd.cases.seeding.scripts import EARLIER, LATER, Move, Slot, script
from likeverd.core.case import Actor, CaseFacts, Command, Grant, Ruleset
from likeverd.core.decide import TurnedAway, decide
from likeverd.core.duties import barred
from likeverd.core.events import Created, Recorded, evolve
from likeverd.core.forms.individual_exception import FIRST, SCHEME
from likeverd.core.forms.specimen import specimen
from likeverd.core.lifecycle import transition
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import Action, State
from likeverd.core.workdays import OSLO

TRUST, DEPARTMENT, DIVISION = 1, 2, 3
PLAYED_ON: Final = FIRST.valid_from + timedelta(days=40)


@dataclass(frozen=True, slots=True)
class PlotEvent:
    """An event of a plot. ``content`` is JSON, broken where a day of the case comes in.

    ``answers`` marks an event that carries the whole application.
    """

    kind: str
    by: Slot
    role: str
    action: Action | None
    before: State
    after: State
    content: tuple[str, ...]
    answers: bool


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """A whole life: its events, and the facts at its end with slots in place of persons."""

    events: tuple[PlotEvent, ...]
    facts: CaseFacts
    barred: frozenset[int]
    paper: bool
    route: str
    written: str

    @property
    def state(self) -> State:
        """Where the case is at the end."""
        return self.facts.state

    @property
    def returned(self) -> bool:
        """Whether the application came back; its answers must hold for so long."""
        return any(event.after is State.RETURNED for event in self.events)


def play(state: State, rules: TrustRules, chance: Random) -> Plot:
    """A plot that ends in a state, by the rules of a trust."""
    told = script(state, rules.chain, chance)
    ruleset = Ruleset(rules, FIRST, PLAYED_ON)
    creator = Slot.HELPER if told.helped else Slot.APPLICANT
    facts = CaseFacts(
        scheme=SCHEME,
        trust=TRUST,
        units=(DEPARTMENT, DIVISION),
        applicant=Slot.APPLICANT,
        form_version=FIRST.version,
        helpers=frozenset({int(Slot.HELPER)}) if told.helped else frozenset(),
    )
    created = Recorded(
        sequence=1,
        at=_moment(0),
        by=creator,
        role=None,
        deputy_for=None,
        action=None,
        state_before=State.DRAFT,
        state_after=State.DRAFT,
        event=Created(FIRST.version, rules.version, told.paper),
    )
    log = [created]
    facts = evolve(facts, created)
    for number, move in enumerate(told.moves, start=1):
        if move.action is Action.SUBMIT:
            facts = _filled_in(facts)
        facts, recorded = _taken(facts, move, _moment(number), ruleset)
        log.append(recorded)
    if facts.state is not state:
        raise AssertionError(f"a plot for {state} ended in {facts.state}")
    return Plot(
        events=tuple(_plot_event(recorded) for recorded in log),
        facts=facts,
        barred=barred(facts),
        paper=told.paper,
        route=told.route,
        written=told.written,
    )


def _moment(number: int) -> datetime:
    return datetime.combine(PLAYED_ON, time(8, number), OSLO)


def _filled_in(facts: CaseFacts) -> CaseFacts:
    """The case with a complete application; which one it is does not matter to the steps."""
    answers = specimen(
        "Legemiddel",
        "G70.0",
        "Diagnose",
        written_on=PLAYED_ON,
        start_by=PLAYED_ON + timedelta(days=60),
        applicant_name="Overlege",
    )
    return replace(facts, answers=answers)


def _taken(
    facts: CaseFacts, move: Move, now: datetime, ruleset: Ruleset
) -> tuple[CaseFacts, Recorded]:
    row = transition(facts.state, move.action)
    roles = row.roles if row else ()
    actor = Actor(int(move.by), tuple(Grant(role, TRUST) for role in roles))
    outcome = decide(facts, Command(move.action, facts.version, move.answers), actor, now, ruleset)
    if isinstance(outcome, TurnedAway):
        raise AssertionError(f"the rules refuse {move} in {facts.state}: {outcome.refusals}")
    return outcome.case, outcome.events[0]


def _plot_event(recorded: Recorded) -> PlotEvent:
    payload = recorded.event.payload()
    carries = recorded.action in (Action.SUBMIT, Action.RESUBMIT)
    text = "" if carries else json.dumps(payload, ensure_ascii=False)
    text = text.replace(EARLIER, LATER)
    return PlotEvent(
        kind=recorded.event.kind,
        by=Slot(recorded.by),
        role=recorded.role.value if recorded.role else "",
        action=recorded.action,
        before=recorded.state_before,
        after=recorded.state_after,
        content=tuple(text.split(LATER)),
        answers=carries,
    )
