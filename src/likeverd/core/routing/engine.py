"""From facts to verdicts. Closed beats unclear, and unclear beats open; each answer tells the rules that made it.

The guide advises. A person confirms the route, and may choose another with a written reason.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from likeverd.core.routing.criteria import Criterion
from likeverd.core.routing.facts import Facts
from likeverd.core.routing.rule import Rule
from likeverd.core.routing.rule_sets import NO_RULE, RULE_BOOK, RoutePlan, RuleSet
from likeverd.core.routing.situation import Situation, situation_of
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import (
    PREFERENCE,
    Decider,
    Fact,
    Route,
    Verdict,
)

_PLACE: Final = {route: place for place, route in enumerate(PREFERENCE)}
NO_RULE_SPEAKS: Final = (Verdict.UNCLEAR, (NO_RULE,))


class RouteAnswer(NamedTuple):
    """One route: the verdict, the rules that made it, and remarks beside it.

    ``reasons`` are never empty. Where the verdict is unclear, ``missing`` and ``settled_by`` say
    what would settle it.
    """

    route: Route
    verdict: Verdict
    decider: Decider
    criteria: tuple[Criterion, ...]
    reasons: tuple[Rule, ...]
    remarks: tuple[Rule, ...]

    @property
    def missing(self) -> tuple[Fact, ...]:
        """The facts that the verdict lacks; empty unless it is unclear."""
        return tuple(dict.fromkeys(fact for rule in self.reasons for fact in rule.missing))

    @property
    def settled_by(self) -> tuple[Decider, ...]:
        """Who can settle what the sources leave open; empty unless the verdict is unclear."""
        return tuple(dict.fromkeys(rule.settled_by for rule in self.reasons if rule.settled_by))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Numbers of the conflicts between sources that the answer rests on or remarks."""
        both = (*self.reasons, *self.remarks)
        return tuple(dict.fromkeys(rule.conflict for rule in both if rule.conflict))


class Answer(NamedTuple):
    """The verdict on every route, in the order of ``Route``, by the rules of one day."""

    on: date
    rule_set: str
    status: Status
    recommended: Route | None
    routes: tuple[RouteAnswer, ...]

    def of(self, route: Route) -> RouteAnswer:
        """What it says about one route."""
        return next(answer for answer in self.routes if answer.route is route)

    @property
    def verdicts(self) -> dict[Route, Verdict]:
        """The verdict on each route alone."""
        return {answer.route: answer.verdict for answer in self.routes}


def route(facts: Facts, rule_set: RuleSet | None = None) -> Answer:
    """The answer to the facts, by the rules of their day, or by another rule set that is asked for."""
    rules = RULE_BOOK.set_for(facts.on) if rule_set is None else rule_set
    situation = situation_of(facts)
    answers = []
    for plan in rules.plans(situation.status, situation.scope, situation.medicine):
        key = plan.key(situation)
        answer = plan.judged.get(key)
        if answer is None:
            answer = plan.judged[key] = judge(plan, situation)
        answers.append(answer)
    return Answer(facts.on, rules.name, situation.status, _recommended(answers), tuple(answers))


def judge(plan: RoutePlan, situation: Situation) -> RouteAnswer:
    """The answer on one route."""
    verdict, reasons = _weigh(plan, situation)
    return RouteAnswer(
        plan.route,
        verdict,
        plan.decider,
        tuple(outcomes[measure(situation)] for measure, outcomes in plan.measures),
        reasons,
        tuple(rule for when, rule in plan.remark_checks if when(situation)),
    )


def _weigh(plan: RoutePlan, situation: Situation) -> tuple[Verdict, tuple[Rule, ...]]:
    """The first of closed, unclear and open that any rule speaks for, with those rules."""
    for verdict, checks in plan.checks:
        reasons = [rule for when, rule in checks if when(situation)]
        if reasons:
            return verdict, tuple(reasons)
    return NO_RULE_SPEAKS


def _recommended(answers: Iterable[RouteAnswer]) -> Route | None:
    open_routes = [answer.route for answer in answers if answer.verdict is Verdict.OPEN]
    return min(open_routes, key=_PLACE.__getitem__) if open_routes else None
