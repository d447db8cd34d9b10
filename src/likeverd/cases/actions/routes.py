"""The way that a case takes: asked of the guide, stopped without a reason where it is the wrong one, and kept."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from likeverd.cases.beginning import NewCase
from likeverd.cases.models import Case, Routing
from likeverd.cases.refused import NotCarriedOut
from likeverd.core.refusals import AnotherWay
from likeverd.core.routing import (
    ROUTE_LABELS,
    Answer,
    Facts,
    Route,
    Verdict,
    departs,
    facts_with_answers,
    is_reason,
    route,
)
from likeverd.core.routing.facts_json import facts_as_json
from likeverd.methods.models import Method
from likeverd.methods.routing_facts import facts_for
from likeverd.organisations.models import Person

CHOSEN: Final = Route.INDIVIDUAL_EXCEPTION  # the one scheme that cases are written for


@dataclass(frozen=True, slots=True)
class Advised:
    """What the guide was told and said, and why its advice is not followed, if it is not."""

    facts: Facts
    answer: Answer
    reason: str


def advise(method: Method, wanted: NewCase, today: date) -> Advised:
    """Ask the guide. Raises ``NotCarriedOut`` with ``AnotherWay`` where its advice is left without a reason."""
    facts = facts_with_answers(facts_for(method, today), dict(wanted.route_answers))
    answer = route(facts)
    reason = " ".join(wanted.route_reason.split())
    if departs(answer, CHOSEN) and not is_reason(reason):
        closed = answer.of(CHOSEN)
        because = closed.reasons if closed.verdict is Verdict.CLOSED else ()
        recommended = ROUTE_LABELS[answer.recommended] if answer.recommended else None
        raise NotCarriedOut(AnotherWay(tuple(rule.text for rule in because), recommended))
    return Advised(facts, answer, reason if departs(answer, CHOSEN) else "")


def keep(case: Case, advised: Advised, *, by: Person, now: datetime) -> Routing:
    """Keep the choice with the case, so that changed rules can be tried on it later."""
    answer, chosen = advised.answer, advised.answer.of(CHOSEN)
    closed = chosen.reasons if chosen.verdict is Verdict.CLOSED else ()
    routing: Routing = Routing.objects.create(
        case=case,
        at=now,
        by=by,
        rule_set=answer.rule_set,
        facts=facts_as_json(advised.facts),
        verdicts={route.value: verdict.value for route, verdict in answer.verdicts.items()},
        recommended=answer.recommended.value if answer.recommended else "",
        chosen=CHOSEN.value,
        departs=departs(answer, CHOSEN),
        closed_by=[f"{rule.id}@{rule.version}" for rule in closed],
        reason=advised.reason,
    )
    return routing
