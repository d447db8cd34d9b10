"""Facts that are kept with a case read back as the same facts, and answers of a form as the same answers."""

import json

from hypothesis import assume, given
from tests.core.routing.stories import any_facts

from likeverd.core.routing import (
    Fact,
    Route,
    Verdict,
    answers_in,
    departs,
    facts_with_answers,
    is_reason,
    route,
)
from likeverd.core.routing.facts_json import facts_as_json
from likeverd.core.routing.reading import facts_of


@given(any_facts)
def test_kept_facts_are_judged_as_before(facts):
    group = facts.group_exception
    assume(facts.trial is None or facts.trial.status is not None)
    assume(group is None or group.last is None or group.first <= group.last)
    kept = json.loads(json.dumps(facts_as_json(facts)))
    assert route(facts_of(kept)) == route(facts)


@given(any_facts)
def test_answers_written_and_read_again_are_the_same(facts):
    answers = answers_in(facts)
    assert set(answers) <= {fact.value for fact in Fact}
    assert facts_with_answers(facts, answers) == facts


@given(any_facts)
def test_what_the_register_knows_is_never_answered_away(facts):
    hostile = {fact.value: "no" for fact in Fact} | {"on": "x", "marketing_authorisation": "none"}
    answered = facts_with_answers(facts, hostile)
    known = answers_in(facts)
    assert {name: answers_in(answered)[name] for name in known} == known


@given(any_facts)
def test_a_choice_departs_where_the_way_is_closed_or_another_is_recommended(facts):
    answer = route(facts)
    for each in answer.routes:
        followed = answer.recommended is None or answer.recommended is each.route
        expected = each.verdict is Verdict.CLOSED or not followed
        assert departs(answer, each.route) == expected
    if answer.recommended is not None:
        assert not departs(answer, Route(answer.recommended))


def test_a_reason_has_words_and_an_end():
    assert not is_reason("")
    assert not is_reason(" " * 500)
    assert not is_reason("for kort")
    assert is_reason("Beslutningen gjelder ikke denne gruppen.")
    assert not is_reason("a" * 1001)
