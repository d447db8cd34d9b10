"""An answer as the page shows it: the way in first, then what is unclear, the neighbours, and what is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from likeverd.core.routing import (
    CRITERION_LABELS,
    DECIDER_LABELS,
    QUESTIONS,
    ROUTE_LABELS,
    STATUS_LABELS,
    VERDICT_LABELS,
    Answer,
    Route,
    RouteAnswer,
    Rule,
    Verdict,
)
from likeverd.core.routing.guidance import GUIDANCE, Guidance, Statement
from likeverd.core.sources import SOURCES
from likeverd.core.text import Text

TONES = {Verdict.OPEN: "success", Verdict.UNCLEAR: "warning", Verdict.CLOSED: "neutral"}
MARKS = {
    True: Text("Oppfylt", "Oppfylt", "Met"),
    False: Text("Ikke oppfylt", "Ikkje oppfylt", "Not met"),
    None: Text("Ikke avklart", "Ikkje avklart", "Not known"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence with its rule, version and source."""

    words: Text
    rule: str
    version: int
    source: str
    source_name: Text


@dataclass(frozen=True, slots=True)
class Sourced:
    """A sentence of the guidance with its source."""

    words: Text
    source: str
    source_name: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """What must be met, and whether it is."""

    words: Text
    mark: Text
    met: bool | None


@dataclass(frozen=True, slots=True)
class WayIn:
    """One route as shown."""

    key: str
    name: Text
    verdict: str
    verdict_name: Text
    tone: str
    decider: Text
    criteria: tuple[Criterion, ...]
    reasons: tuple[Reason, ...]
    remarks: tuple[Reason, ...]
    lacking: tuple[Text, ...]
    settled_by: tuple[Text, ...]
    first_step: Sourced
    ready: tuple[Sourced, ...]
    pays: Sourced
    takes: Sourced


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole answer: the recommended way or none, the other open ones, the unclear and the closed."""

    status: Text
    rule_set: str
    way: WayIn | None
    neighbours: tuple[WayIn, ...]
    unclear: tuple[WayIn, ...]
    closed: tuple[WayIn, ...]


def shown(answer: Answer) -> Shown:
    """The answer for the page."""
    ways = {each.route: _way(each) for each in answer.routes}
    others = [each for each in answer.routes if each.route is not answer.recommended]

    def of(verdict: Verdict) -> tuple[WayIn, ...]:
        return tuple(ways[each.route] for each in others if each.verdict is verdict)

    return Shown(
        status=STATUS_LABELS[answer.status],
        rule_set=answer.rule_set,
        way=ways[answer.recommended] if answer.recommended else None,
        neighbours=of(Verdict.OPEN),
        unclear=of(Verdict.UNCLEAR),
        closed=of(Verdict.CLOSED),
    )


def _way(answer: RouteAnswer) -> WayIn:
    guidance: Guidance = GUIDANCE[answer.route]
    return WayIn(
        key=answer.route.value,
        name=ROUTE_LABELS[answer.route],
        verdict=answer.verdict.value,
        verdict_name=VERDICT_LABELS[answer.verdict],
        tone=TONES[answer.verdict],
        decider=DECIDER_LABELS[answer.decider],
        criteria=tuple(
            Criterion(CRITERION_LABELS[each.id], MARKS[each.met], each.met)
            for each in answer.criteria
        ),
        reasons=reasons(answer.reasons),
        remarks=reasons(answer.remarks),
        lacking=tuple(QUESTIONS[fact] for fact in answer.missing),
        settled_by=tuple(DECIDER_LABELS[who] for who in answer.settled_by),
        first_step=_sourced(guidance.first_step),
        ready=tuple(_sourced(each) for each in guidance.ready),
        pays=_sourced(guidance.pays),
        takes=_sourced(guidance.takes),
    )


def reasons(rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """Rules as reasons; one rule that speaks twice is told once."""
    told = {(rule.id, rule.version): rule for rule in rules}
    return tuple(
        Reason(rule.text, rule.id, rule.version, rule.source, SOURCES[rule.source].short)
        for rule in told.values()
    )


def _sourced(statement: Statement) -> Sourced:
    return Sourced(statement.text, statement.source, SOURCES[statement.source].short)


def route_name(key: str) -> Text:
    """What a route is called."""
    return ROUTE_LABELS[Route(key)]
