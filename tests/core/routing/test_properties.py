"""What holds for any facts at all."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.routing.stories import any_facts, events_of_a_method

from likeverd.core.routing import (
    DECIDER_LABELS,
    RULE_BOOK,
    DatedEvent,
    Route,
    Scope,
    Status,
    Verdict,
    route,
)
from likeverd.core.routing.engine import judge
from likeverd.core.routing.rule_sets import NO_RULE
from likeverd.core.routing.situation import situation_of
from likeverd.core.routing.writing import as_json
from likeverd.core.sources import SOURCES
from likeverd.core.text import LANGUAGES


@given(any_facts)
@settings(max_examples=500)
def test_every_route_is_answered_with_reasons_that_have_words_and_a_source(facts):
    answer = route(facts)
    assert [one.route for one in answer.routes] == list(Route)
    for one in answer.routes:
        assert one.decider in DECIDER_LABELS
        assert one.reasons
        for rule in (*one.reasons, *one.remarks):
            assert rule.source in SOURCES
            assert all(getattr(rule.text, language).strip() for language in LANGUAGES)
            assert rule is not NO_RULE


@given(any_facts)
@settings(max_examples=500)
def test_an_unclear_verdict_says_what_is_missing_or_who_settles_it_and_no_other_does(facts):
    for one in route(facts).routes:
        assert bool(one.missing or one.settled_by) == (one.verdict is Verdict.UNCLEAR)


@given(any_facts)
@settings(max_examples=500)
def test_the_criteria_agree_with_the_verdict(facts):
    for one in route(facts).routes:
        if one.verdict is Verdict.OPEN:
            optional = one.route in (Route.CLARIFY_WITH_SECRETARIAT, Route.CONTINUE_TREATMENT)
            assert optional or all(criterion.met for criterion in one.criteria), one


@given(any_facts)
def test_what_is_recommended_is_open(facts):
    answer = route(facts)
    opened = {one for one, said in answer.verdicts.items() if said is Verdict.OPEN}
    assert answer.recommended in opened if opened else answer.recommended is None


@given(any_facts, st.lists(events_of_a_method(), max_size=3), st.integers(1, 900))
def test_a_future_event_never_changes_the_answer_of_today(facts, events, days):
    if facts.method is None:
        return
    later = tuple(DatedEvent(facts.on + timedelta(days=days), one.event, None) for one in events)
    with_future = replace(facts, method=replace(facts.method, events=facts.method.events + later))
    assert route(with_future) == route(facts)


@given(any_facts, st.randoms())
def test_the_order_of_events_never_matters(facts, chance):
    if facts.method is None:
        return
    mixed = list(facts.method.events)
    chance.shuffle(mixed)
    assert route(replace(facts, method=replace(facts.method, events=tuple(mixed)))) == route(facts)


@given(any_facts)
def test_the_same_facts_get_the_same_answer_and_it_is_json(facts):
    assert json.loads(json.dumps(as_json(route(facts)))) == as_json(route(facts))


@given(any_facts, st.sampled_from(RULE_BOOK.names))
def test_any_rule_set_can_answer_any_facts(facts, name):
    answer = route(facts, RULE_BOOK.named(name))
    assert answer.rule_set == name
    assert all(NO_RULE not in one.reasons for one in answer.routes)


def test_every_situation_of_every_rule_set_has_rules_that_close_or_open_it():
    for name, status, scope, medicine in product(RULE_BOOK.names, Status, Scope, (True, False)):
        for plan in RULE_BOOK.named(name).plans(status, scope, medicine):
            assert plan.possible, (name, status, scope, plan.route)


@given(any_facts, st.sampled_from(RULE_BOOK.names))
@settings(max_examples=500)
def test_the_memory_never_answers_for_another_situation(facts, name):
    rules, situation = RULE_BOOK.named(name), situation_of(facts)
    plans = rules.plans(situation.status, situation.scope, situation.medicine)
    assert route(facts, rules).routes == tuple(judge(plan, situation) for plan in plans)
