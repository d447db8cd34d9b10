"""What another rule set would have said of cases already routed. Reads, and writes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from likeverd.core.routing.engine import Answer, route
from likeverd.core.routing.facts import Facts
from likeverd.core.routing.rule_sets import RuleBook, RuleSet
from likeverd.core.routing.vocabulary import Route, Verdict


@dataclass(frozen=True, slots=True)
class StoredRouting:
    """A case as it was routed: its key, its facts, the rule set's name and the verdicts kept with it.

    A verdict for a route that did not exist then is left out.
    """

    key: str
    facts: Facts
    rule_set: str
    verdicts: dict[Route, Verdict]


@dataclass(frozen=True, slots=True)
class Change:
    """A route whose verdict would differ."""

    route: Route
    before: Verdict | None
    after: Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    """A case whose answer would differ, with the answer that it would get."""

    key: str
    before_rule_set: str
    changes: tuple[Change, ...]
    answer: Answer


def replay(
    stored: Iterable[StoredRouting], rules: RuleSet | RuleBook, *, since: date | None = None
) -> list[Difference]:
    """The cases whose verdict would differ, in the order given.

    A rule set is used for every case; a rule book gives each case the set of its own day.
    ``since`` leaves out cases routed before that day.
    """
    return list(_differences(stored, rules, since))


def _differences(
    stored: Iterable[StoredRouting], rules: RuleSet | RuleBook, since: date | None
) -> Iterator[Difference]:
    for case in stored:
        if since is not None and case.facts.on < since:
            continue
        chosen = rules.set_for(case.facts.on) if isinstance(rules, RuleBook) else rules
        answer = route(case.facts, chosen)
        changes = tuple(
            Change(each.route, case.verdicts.get(each.route), each.verdict)
            for each in answer.routes
            if case.verdicts.get(each.route) is not each.verdict
        )
        if changes:
            yield Difference(case.key, case.rule_set, changes, answer)
