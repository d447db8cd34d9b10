"""Rules as data: dates, versions, names of rule sets, labels, and what a change would mean for old cases."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from tests.core.routing.stories import COMMISSIONED, REFUSED, TODAY, facts, route, verdict

from likeverd.core.routing import (
    CRITERION_LABELS,
    DECIDER_LABELS,
    ROUTE_LABELS,
    RULE_BOOK,
    STATUS_LABELS,
    VERDICT_LABELS,
    Authorisation,
    CriterionId,
    Decider,
    Doubt,
    EstablishedTreatment,
    NoSuchRuleSetError,
    Route,
    RuleBook,
    Scope,
    Status,
    StoredRouting,
    TrialStatus,
    Verdict,
    replay,
)
from likeverd.core.routing.dependence import parts_read
from likeverd.core.routing.engine import judge
from likeverd.core.routing.rule_sets import PLANNED
from likeverd.core.routing.rules import ALL_RULES
from likeverd.core.routing.situation import GroupState, Situation
from likeverd.core.routing.vocabulary import DECIDER_OF, PREFERENCE
from likeverd.core.scheme_dates import ACCESS_SCHEME_OPENED, CRITERIA_REVISED

OUR_READING = ("vår lesning", "vår lesing", "our reading")


def test_the_day_decides_which_rule_set_holds():
    names = {
        date(2010, 1, 1): "2013-01-01.1",
        date(2015, 8, 31): "2013-01-01.1",
        date(2015, 9, 1): "2015-09-01.1",
        CRITERIA_REVISED - timedelta(days=1): "2015-09-01.1",
        CRITERIA_REVISED: "2023-01-01.1",
        ACCESS_SCHEME_OPENED - timedelta(days=1): "2023-01-01.1",
        ACCESS_SCHEME_OPENED: "2025-04-10.1",
        date(2030, 1, 1): "2025-04-10.1",
    }
    assert {day: RULE_BOOK.set_for(day).name for day in names} == names
    assert set(names.values()) == set(RULE_BOOK.names)


def test_an_older_set_can_be_asked_for_by_its_name():
    older = RULE_BOOK.named("2023-01-01.1")
    given = facts(*REFUSED)
    assert route(given).of(Route.ACCESS_SCHEME).reasons[0].id == "access_scheme.difference_unknown"
    answer = route(given, older)
    assert answer.rule_set == "2023-01-01.1"
    assert answer.of(Route.ACCESS_SCHEME).reasons[0].id == "access_scheme.not_yet"
    with pytest.raises(NoSuchRuleSetError):
        RULE_BOOK.named("2023-01-02.1")


def test_an_earlier_edition_of_our_wording_can_be_asked_for_too():
    old = next(rule for rule in ALL_RULES if rule.id == "access_scheme.differs")
    rest = [rule for rule in ALL_RULES if rule is not old]
    book = RuleBook(
        [*rest, replace(old, editions=(1, 1)), replace(old, version=2, editions=(2, None))], 2
    )

    def version(name):
        return next(rule.version for rule in book.named(name).rules if rule.id == old.id)

    assert book.set_for(TODAY).name == "2025-04-10.2"
    assert [version(f"2025-04-10.{edition}") for edition in (1, 2)] == [1, 2]


def test_no_two_versions_of_a_rule_hold_at_once_and_none_has_the_number_of_another():
    versions = defaultdict(list)
    for rule in ALL_RULES:
        versions[rule.id].append(rule)
    for rules in versions.values():
        assert len({rule.version for rule in rules}) == len(rules)
        for day in (*RULE_BOOK.days, TODAY):
            assert sum(rule.holds_on(day) for rule in rules) <= 1, rules[0].id


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: f"{rule.id} {rule.version}")
def test_the_rule_is_whole(rule):
    assert rule.routes
    assert rule.statuses
    if rule.verdict is Verdict.UNCLEAR:
        assert bool(rule.missing) != bool(rule.settled_by)
    texts = (rule.text.nb, rule.text.nn, rule.text.en)
    for text, ours in zip(texts, OUR_READING, strict=True):
        assert (ours in text) == rule.own_reading
        assert text.endswith((".", ".)"))
    assert len(set(texts)) == 3 or rule.id == "clinical_trial.none"


def test_each_rule_that_ships_is_in_some_set():
    used = {
        (rule.id, rule.version) for name in RULE_BOOK.names for rule in RULE_BOOK.named(name).rules
    }
    assert used == {(rule.id, rule.version) for rule in ALL_RULES}


def test_every_situation_has_its_rule_and_no_rule_is_out_of_reach():
    """All situations of all rule sets. A rule that no facts reach would be a promise that nobody keeps."""
    reached = set()
    for plan_of in (RULE_BOOK.named(name).plans for name in RULE_BOOK.names):
        for status, scope, medicine in product(Status, Scope, (True, False)):
            for plan in plan_of(status, scope, medicine):
                for situation in situations(status, scope, medicine, parts_of(plan)):
                    answer = judge(plan, situation)
                    reached |= {(one.id, one.version) for one in (*answer.reasons, *answer.remarks)}
    assert reached == {(rule.id, rule.version) for rule in ALL_RULES}


VALUES = {
    "exceptions_open": (True, False),
    "reassessed": (True, False),
    "ready": (True, False),
    "doubt": (None, *Doubt),
    "authorisation": (None, *Authorisation),
    "group": tuple(GroupState),
    "trial": (None, *TrialStatus),
    "established": (None, *EstablishedTreatment),
}


def parts_of(plan):
    """The parts that a plan's rules and criteria look at."""
    checks = [*plan.remark_checks, *(one for _, group in plan.checks for one in group)]
    questions = [question for question, _ in (*checks, *plan.measures)]
    return frozenset().union(*map(parts_read, questions)) - PLANNED


def situations(status, scope, medicine, parts):
    """Every situation that differs in the parts given."""
    blank = Situation(*(None for _ in Situation._fields))._replace(
        status=status,
        scope=scope,
        medicine=medicine,
        exceptions_open=False,
        reassessed=False,
        ready=False,
    )
    names = sorted(parts)
    for values in product(*(VALUES.get(name, (None, True, False)) for name in names)):
        found = blank._replace(**dict(zip(names, values, strict=True)))
        if not (
            medicine and found.authorisation is Authorisation.NOT_APPLICABLE
        ):  # read as not known
            yield found


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (ROUTE_LABELS, Route),
        (VERDICT_LABELS, Verdict),
        (STATUS_LABELS, Status),
        (DECIDER_LABELS, Decider),
        (CRITERION_LABELS, CriterionId),
    ],
)
def test_every_word_has_a_label_of_its_own(labels, words):
    assert list(labels) == list(words)
    assert len({label.nb for label in labels.values()}) == len(labels)


def test_every_route_has_a_decider_and_a_place_in_the_order_of_preference():
    assert set(DECIDER_OF) == set(PREFERENCE) == set(Route)
    assert len(PREFERENCE) == len(Route)


def stored(key, given, book=RULE_BOOK):
    answer = route(given, book.set_for(given.on))
    return StoredRouting(key, given, answer.rule_set, answer.verdicts)


def test_the_same_rules_change_nothing():
    cases = [stored("a", facts(*COMMISSIONED)), stored("b", facts(*REFUSED))]
    assert replay(cases, RULE_BOOK) == []


def test_a_changed_rule_set_tells_whose_verdict_would_differ_and_how():
    """As if a conditional authorisation were enough."""
    changed = RuleBook(
        rule for rule in ALL_RULES if rule.id != "individual_exception.authorisation_conditional"
    )
    conditional = facts(*COMMISSIONED, marketing_authorisation=Authorisation.CONDITIONAL)
    cases = [
        stored("old", replace(conditional, on=date(2025, 3, 1))),
        stored("full", facts(*COMMISSIONED)),
        stored("conditional", conditional),
    ]
    before = [replace(case) for case in cases]
    found = replay(cases, changed, since=date(2025, 5, 1))
    assert [one.key for one in found] == ["conditional"]
    (change,) = found[0].changes
    assert (change.route, change.before, change.after) == (
        "individual_exception",
        "unclear",
        "open",
    )
    assert found[0].before_rule_set == "2025-04-10.1"
    assert found[0].answer.recommended is Route.INDIVIDUAL_EXCEPTION
    assert [one.key for one in replay(cases, changed)] == ["old", "conditional"]
    assert cases == before
    assert verdict("individual_exception", conditional) == "unclear"


def test_one_rule_set_can_be_put_over_all_cases():
    case = stored("a", facts(*REFUSED))
    (found,) = replay([case], RULE_BOOK.named("2023-01-01.1"))
    assert [(one.route, one.after) for one in found.changes] == [
        (Route.ACCESS_SCHEME, Verdict.CLOSED)
    ]


def test_a_situation_that_no_rule_speaks_for_is_unclear_and_does_not_fail():
    silent = RuleBook([])
    answer = route(facts(*COMMISSIONED), silent.set_for(TODAY))
    assert set(answer.verdicts.values()) == {Verdict.UNCLEAR}
    assert answer.of(Route.ORDINARY_USE).settled_by == (Decider.NEW_METHODS_SECRETARIAT,)
