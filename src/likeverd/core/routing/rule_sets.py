"""Which rules hold on a day, made ready to be asked; and older sets, asked for by their name.

A rule set's name is the day from which it holds and the edition of our rule book: ``2025-04-10.1``. The day changes
with the national rules, the edition with our own reading or wording of them. A case keeps the name.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from likeverd.core.routing.criteria import Measured, criteria_for
from likeverd.core.routing.dependence import parts_read
from likeverd.core.routing.facts import Scope
from likeverd.core.routing.rule import ALL, Question, Rule, always
from likeverd.core.routing.rules import ALL_RULES
from likeverd.core.routing.situation import Situation
from likeverd.core.routing.standing import Status
from likeverd.core.routing.vocabulary import DECIDER_OF, Decider, Route, Verdict
from likeverd.core.text import Text

EDITION: Final = 1
# The national system began in 2013 [VG1]; nothing earlier can be asked.
BEGINNING: Final = date(2013, 1, 1)

# Where a changed rule set is silent. The rules that ship speak for every situation (tests hold them to it).
NO_RULE: Final = Rule(
    id="guide.no_rule",
    version=1,
    verdict=Verdict.UNCLEAR,
    routes=tuple(Route),
    statuses=ALL,
    text=Text(
        "Ingen regel svarer for denne veien. Spør Sekretariatet for Nye metoder.",
        "Ingen regel svarer for denne vegen. Spør Sekretariatet for Nye metoder.",
        "No rule answers for this way. Ask the secretariat of Nye metoder.",
    ),
    source="I",
    settled_by=Decider.NEW_METHODS_SECRETARIAT,
    own_reading=True,
)


class NoSuchRuleSetError(LookupError):
    """No rule set has this name."""


# The parts of a situation that a plan is made for, and that are the same whenever it is asked.
PLANNED: Final = frozenset({"status", "scope", "medicine"})
Checks = tuple[tuple[Question, Rule], ...]


def _checks(rules: Iterable[Rule]) -> Checks:
    return tuple((rule.when, rule) for rule in rules)


def _key(questions: Iterable[Callable[[Situation], object]]) -> Callable[[Situation], object]:
    parts = frozenset[str]().union(*(parts_read(question) for question in questions)) - PLANNED
    places = [place for place, name in enumerate(Situation._fields) if name in parts]
    return itemgetter(*places) if places else always


class RoutePlan:
    """The rules that can speak for one route, where status, scope and kind are given.

    ``checks`` pair each rule with its question, closed before unclear before open. ``key`` takes out of a situation
    what these rules and criteria look at, and ``judged`` is the engine's memory by that key: a few hundred answers at
    most, since every part has few values.
    """

    __slots__ = (
        "checks",
        "closed",
        "decider",
        "judged",
        "key",
        "measures",
        "open",
        "remark_checks",
        "route",
        "unclear",
    )

    def __init__(
        self, route: Route, speaking: Iterable[Rule], criteria: tuple[Measured, ...]
    ) -> None:
        rules = tuple(speaking)
        self.route = route
        self.decider = DECIDER_OF[route]
        self.closed = tuple(rule for rule in rules if rule.verdict is Verdict.CLOSED)
        self.unclear = tuple(rule for rule in rules if rule.verdict is Verdict.UNCLEAR)
        self.open = tuple(rule for rule in rules if rule.verdict is Verdict.OPEN)
        self.checks = tuple(
            (verdict, _checks(group))
            for verdict, group in (
                (Verdict.CLOSED, self.closed),
                (Verdict.UNCLEAR, self.unclear),
                (Verdict.OPEN, self.open),
            )
        )
        self.remark_checks = _checks(rule for rule in rules if rule.verdict is None)
        self.measures = tuple((one.measure, one.outcomes) for one in criteria)
        self.key = _key([rule.when for rule in rules] + [one.measure for one in criteria])
        self.judged: dict[object, Any] = {}

    @property
    def settled(self) -> bool:
        """Whether status and scope alone close the route."""
        return any(rule.when is always for rule in self.closed)

    @property
    def possible(self) -> tuple[Verdict, ...]:
        """The verdicts that facts can lead to."""
        if self.settled:
            return (Verdict.CLOSED,)
        groups = ((Verdict.OPEN, self.open), (Verdict.UNCLEAR, self.unclear))
        found = [verdict for verdict, rules in groups if rules]
        return (*found, Verdict.CLOSED) if self.closed else tuple(found)


class RuleSet:
    """The rules in force on one day, sorted by what they speak for."""

    def __init__(self, name: str, rules: Iterable[Rule]) -> None:
        self.name = name
        self.rules = tuple(rules)
        self._plans: dict[tuple[Status, Scope, bool], tuple[RoutePlan, ...]] = {}

    def plans(self, status: Status, scope: Scope, medicine: bool) -> tuple[RoutePlan, ...]:
        """The plan of every route, in the order of an answer."""
        key = (status, scope, medicine)
        found = self._plans.get(key)
        if found is None:
            found = tuple(self._plan(route, *key) for route in Route)
            self._plans[key] = found
        return found

    def _plan(self, route: Route, status: Status, scope: Scope, medicine: bool) -> RoutePlan:
        speaking = [
            rule
            for rule in self.rules
            if route in rule.routes
            and status in rule.statuses
            and (rule.scope is None or rule.scope is scope)
        ]

        return RoutePlan(route, speaking, criteria_for(route, status, medicine=medicine))


class RuleBook:
    """All versions of all rules, and the rule sets that their dates make."""

    def __init__(self, rules: Iterable[Rule] = ALL_RULES, edition: int = EDITION) -> None:
        self.rules = tuple(rules)
        self.edition = edition
        days = {BEGINNING}
        for rule in self.rules:
            days |= {day for day in (rule.valid_from, rule.valid_to) if day is not None}
        self.days = tuple(sorted(days))
        self._sets: dict[tuple[date, int], RuleSet] = {}
        self.set_for = lru_cache(maxsize=4096)(self._set_for)

    def _set_for(self, day: date) -> RuleSet:
        begun = [first for first in self.days if first <= day]
        return self._set(begun[-1] if begun else self.days[0], self.edition)

    def named(self, name: str) -> RuleSet:
        """The rule set with this name, of this edition or an earlier one; raises ``NoSuchRuleSetError``."""
        for edition in range(1, self.edition + 1):
            for first in self.days:
                if name == _name(first, edition):
                    return self._set(first, edition)
        raise NoSuchRuleSetError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of this edition's rule sets, the oldest first."""
        return tuple(_name(first, self.edition) for first in self.days)

    def _set(self, first: date, edition: int) -> RuleSet:
        key = (first, edition)
        if key not in self._sets:
            rules = (one for one in self.rules if one.holds_on(first) and one.in_edition(edition))
            self._sets[key] = RuleSet(_name(first, edition), rules)
        return self._sets[key]


def _name(first: date, edition: int) -> str:
    return f"{first.isoformat()}.{edition}"


RULE_BOOK: Final = RuleBook()
