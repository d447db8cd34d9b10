"""Like cases: distance, pattern, small groups, thresholds and the draft, by tables and by many drawn examples."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.cases import NOW, actor, case, command, good_answers, ruleset
from tests.support.example_application import EXAMPLE_APPLICATION

from likeverd.core.decide import Accepted, TurnedAway, decide
from likeverd.core.events import Granted, Prioritised, Recorded, restore
from likeverd.core.precedents.dossier import HIDDEN, GroupFigures, content_of
from likeverd.core.precedents.features import (
    Features,
    arguments,
    features_of,
    indication_group,
    substance_of,
    working_days_used,
)
from likeverd.core.precedents.likeness import WEIGHTS, Compared, distance, explain, label_of
from likeverd.core.precedents.others import Threshold, reached, same_argument
from likeverd.core.precedents.pattern import (
    LEAST_SHARE_PERCENT,
    OF_OUTCOME,
    Direction,
    Pattern,
    clear_pattern,
    departs,
)
from likeverd.core.precedents.small_groups import SMALLEST_SHOWN, number_in_words, shown_of
from likeverd.core.refusals import AnswersIncomplete
from likeverd.core.sources import SOURCES
from likeverd.core.step_questions.shared import LEVELS
from likeverd.core.vocabulary import Action, Role, State, depth

HERE = Features(1, "L01FF02", "C34", "second", "large", "moderate")
DIFFERENT = {
    Compared.METHOD: 2,
    Compared.SUBSTANCE: "L01FF01",
    Compared.INDICATION_GROUP: "C50",
    Compared.TREATMENT_LINE: "third",
    Compared.SEVERITY: "small",
    Compared.BENEFIT: "uncertain",
}


# What is compared


@pytest.mark.parametrize(
    ("rows", "group"),
    [
        ([{"code_system": "icd10", "code": "C34.9"}], "C34"),
        ([{"code_system": "icd10", "code": "c349"}], "C34"),
        ([{"code_system": "icd10", "code": " g70.0 "}], "G70"),
        ([{"code_system": "orpha", "code": "589"}, {"code_system": "icd10", "code": "G70"}], "G70"),
        ([{"code_system": "orpha", "code": "C34"}], ""),
        ([{"code_system": "icd10", "code": "C3"}], ""),
        ([{"code_system": "icd10", "code": "myasteni"}], ""),
        ([], ""),
        (None, ""),
        ("C34", ""),
        (["C34"], ""),
    ],
)
def test_the_group_is_the_category_of_the_first_icd10_code(rows, group):
    assert indication_group({"diagnoses": rows}) == group


def test_levels_are_those_of_the_newest_prioritisation():
    written = {"severity_level": "small", "benefit_level": "small"}

    def event(level: str) -> Recorded:
        said = Prioritised({"severity_level": level, "benefit_level": level})
        return Recorded(
            2, NOW, 1, None, None, Action.PRIORITISE, State.ANCHORING, State.COMMITTEE, said
        )

    before = features_of(written, (), method=1, atc="", substance="X")
    after = features_of(
        written, (event("large"), event("very_large")), method=1, atc="", substance="X"
    )
    assert (before.severity, before.benefit) == ("small", "small")
    assert (after.severity, after.benefit) == ("very_large", "very_large")


def test_a_substance_has_one_name():
    assert substance_of(" l01ff02 ", "Pembrolizumab") == "L01FF02"
    assert substance_of("", " Pembrolizumab ") == "pembrolizumab"


def test_the_time_used_is_in_working_days_and_stands_still_with_the_clock():
    friday = NOW.replace(
        month=4, day=1
    )  # Wednesday before Easter 2026 (Maundy Thursday is 2 April)

    def at(days: int, action: Action, before: State, after: State) -> Recorded:
        return Recorded(
            days,
            friday + timedelta(days=days),
            1,
            None,
            None,
            action,
            before,
            after,
            Granted((), "", ""),
        )

    log = [
        at(0, Action.SUBMIT, State.DRAFT, State.COMMITTEE),
        at(6, Action.ASK, State.COMMITTEE, State.AWAITING_ANSWERS),  # Tuesday after Easter: one day
        at(20, Action.ANSWER, State.AWAITING_ANSWERS, State.COMMITTEE),
        at(22, Action.RECOMMEND, State.COMMITTEE, State.DECISION),
        at(23, Action.GRANT, State.DECISION, State.GRANTED),
    ]
    assert working_days_used(log) == 1 + 2 + 1


# Distance


@pytest.mark.parametrize("field", Compared)
def test_each_field_adds_its_weight_and_is_explained(field):
    there = replace(HERE, **{field.value: DIFFERENT[field]})
    assert distance(HERE, there) == WEIGHTS[field]
    told = {each.field: each for each in explain(HERE, there, here_method="A", there_method="A")}
    assert [each for each in told if not told[each].same] == [field]
    assert list(told) == list(Compared)
    for each in told.values():
        for language in ("nb", "nn", "en"):
            assert each.words.in_language(language).startswith(
                ("likt", "the same") if each.same else ("her ", "here ")
            )


def test_a_field_weighs_more_than_all_after_it():
    order = list(Compared)
    for place, field in enumerate(order):
        assert WEIGHTS[field] > sum(WEIGHTS[each] for each in order[place + 1 :])


def test_what_is_not_known_is_not_the_same():
    unknown = Features(1, "", "", "", "", "")
    assert distance(unknown, unknown) == sum(WEIGHTS.values()) - WEIGHTS[Compared.METHOD]
    words = {e.field: e.words.nb for e in explain(unknown, HERE, here_method="A", there_method="A")}
    assert words[Compared.SEVERITY] == "her ikke oppgitt, der stor"


def test_codes_are_told_in_words():
    assert label_of(LEVELS, "very_large").nb == "svært stor"
    assert label_of(LEVELS, "unheard_of").nb == "unheard_of"


values = st.builds(
    Features,
    st.integers(1, 2),
    *(st.sampled_from(["", "a", "b"]) for _ in range(5)),
)


@given(values, values, values)
def test_distance_is_the_order_of_the_fields(here, one, other):
    """Nearer is: the first field in which the two differ in likeness is the same as here for the nearer."""

    def likeness(there: Features) -> list[bool]:
        return [
            bool(getattr(here, f.value)) and getattr(here, f.value) == getattr(there, f.value)
            for f in Compared
        ]

    nearer = distance(here, one) < distance(here, other)
    assert nearer == (likeness(one) > likeness(other))
    assert distance(one, other) == distance(other, one)
    explained = explain(here, one, here_method="x", there_method="y")
    assert sum(WEIGHTS[e.field] for e in explained if not e.same) == distance(here, one)


# Small groups


@pytest.mark.parametrize(
    ("alike", "in_region", "in_year", "both", "shown"),
    [
        (4, 4, 4, 4, (False, False, False)),
        (5, 4, 4, 4, (True, False, False)),
        (5, 5, 5, 5, (True, True, True)),
        (9, 5, 5, 4, (True, True, False)),
        (9, 4, 5, 4, (True, False, True)),
        (9, 5, 4, 4, (True, True, False)),
        (0, 0, 0, 0, (False, False, False)),
    ],
)
def test_what_the_size_of_the_group_allows(alike, in_region, in_year, both, shown):
    found = shown_of(alike=alike, in_region=in_region, in_year=in_year, in_region_and_year=both)
    assert (found.details, found.region, found.year) == shown


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_no_one_is_alone_with_what_is_shown(alike, in_region, in_year, both):
    found = shown_of(alike=alike, in_region=in_region, in_year=in_year, in_region_and_year=both)
    if found.details:
        assert alike >= SMALLEST_SHOWN
    if found.region and found.year:
        assert both >= SMALLEST_SHOWN
    if found.region:
        assert in_region >= SMALLEST_SHOWN
    if found.year:
        assert in_year >= SMALLEST_SHOWN


def test_small_numbers_are_said_in_words():
    said = [number_in_words(number).nb for number in range(7)]
    assert said == ["ingen", *["færre enn 5"] * 4, "5", "6"]
    assert {"HDSG", "I"} <= SOURCES.keys()


# Pattern


@pytest.mark.parametrize(
    ("by_state", "direction"),
    [
        ({}, None),
        ({"granted": 4}, None),
        ({"granted": 5}, Direction.YES),
        ({"granted": 3, "granted_with_conditions": 2}, Direction.YES),
        ({"granted": 4, "refused": 1}, Direction.YES),
        ({"granted": 3, "refused": 1, "wrong_scheme": 1}, None),
        ({"granted": 79, "refused": 21}, None),
        ({"granted": 80, "refused": 20}, Direction.YES),
        ({"refused": 5, "stopped": 40}, Direction.NO),
        ({"stopped": 40}, None),
        ({"wrong_scheme": 9, "granted": 1}, Direction.OTHER_SCHEME),
        ({"withdrawn": 50, "closed_by_death": 9}, None),
    ],
)
def test_a_pattern_is_clear_from_five_cases_and_four_in_five(by_state, direction):
    found = clear_pattern(by_state)
    assert (found and found.direction) == direction


@given(
    st.dictionaries(st.sampled_from(["granted", "refused", "wrong_scheme"]), st.integers(0, 200))
)
def test_a_pattern_is_never_of_few_or_of_half(by_state):
    found = clear_pattern(by_state)
    if found:
        assert found.cases == sum(by_state.values()) >= SMALLEST_SHOWN
        assert found.agreeing * 100 >= found.cases * LEAST_SHARE_PERCENT
        # The few that went another way could be one patient: how many agree is not told.
        assert found.words == replace(found, agreeing=0).words


def test_only_another_way_departs():
    yes = Pattern(Direction.YES, 9, 10)
    assert [outcome for outcome in OF_OUTCOME if departs(yes, outcome)] == [
        "refuse",
        "wrong_scheme",
    ]
    assert not any(departs(None, outcome) for outcome in OF_OUTCOME)
    assert not departs(yes, "stop")


OUTCOMES = {
    Action.GRANT: Direction.YES,
    Action.GRANT_WITH_CONDITIONS: Direction.YES,
    Action.REFUSE: Direction.NO,
    Action.REFER: Direction.OTHER_SCHEME,
}


@pytest.mark.parametrize(("action", "direction"), list(product(OUTCOMES, [None, *Direction])))
def test_a_decision_that_departs_needs_its_sentence(action, direction):
    pattern = direction and Pattern(direction, 5, 5)
    facts = case(state=State.DECISION, furthest=depth(State.DECISION), pattern=pattern)
    asked = direction is not None and direction is not OUTCOMES[action]
    given_answers = good_answers(action, facts)
    director = actor(Role.MEDICAL_DIRECTOR)
    rules = ruleset()
    without = decide(facts, command(action, facts, answers=given_answers), director, NOW, rules)
    if not asked:
        assert isinstance(without, Accepted)
        assert without.events[0].event.departure == ""
        return
    assert isinstance(without, TurnedAway)
    (refused,) = without.refusals
    assert isinstance(refused, AnswersIncomplete)
    assert [fault.field for fault in refused.faults] == ["departure"]
    words = {**given_answers, "departure": "Pasienten har en annen biomarkør."}
    told = decide(facts, command(action, facts, answers=words), director, NOW, rules)
    assert isinstance(told, Accepted)
    event = told.events[0].event
    assert event.departure == "Pasienten har en annen biomarkør."
    assert restore(event.kind, event.payload()) == event


def test_a_recommendation_that_departs_needs_its_sentence():
    facts = case(
        state=State.COMMITTEE,
        furthest=depth(State.COMMITTEE),
        pattern=Pattern(Direction.YES, 8, 8),
    )
    member = actor(Role.ASSESSMENT_COMMITTEE)
    answers = good_answers(Action.RECOMMEND, facts)
    turned = decide(
        facts, command(Action.RECOMMEND, facts, answers=answers), member, NOW, ruleset()
    )
    assert isinstance(turned, TurnedAway)
    assert [fault.field for fault in turned.refusals[0].faults] == ["departure"]
    done = decide(
        facts,
        command(Action.RECOMMEND, facts, answers={**answers, "departure": "Yngre enn de andre."}),
        member,
        NOW,
        ruleset(),
    )
    assert isinstance(done, Accepted)
    assert done.events[0].event.assessment["departure"] == "Yngre enn de andre."


def test_an_old_event_has_no_departure():
    old = {"reasons": ["a"], "reasoning": "x", "valid_until": "2027-01-01", "explained": ""}
    assert restore("granted", old).departure == ""


# How many others


def test_thresholds_are_reached_in_order():
    assert [reached(count) for count in range(7)] == [
        *[()] * 3,
        *[(Threshold.TELL_DIRECTORS,)] * 2,
        *[(Threshold.TELL_DIRECTORS, Threshold.DRAFT_DOSSIER)] * 2,
    ]


def test_an_argument_is_shared_where_a_ground_is():
    assert same_argument(["biomarker", "subgroup"], ["subgroup"])
    assert not same_argument(["biomarker"], ["subgroup"])
    assert same_argument([], [])
    assert not same_argument([], ["subgroup"])
    assert arguments(EXAMPLE_APPLICATION) == tuple(
        sorted(EXAMPLE_APPLICATION["larger_effect_grounds"])
    )
    assert arguments({}) == ()


# The draft


def test_a_draft_keeps_no_small_number():
    content = content_of(
        GroupFigures(
            running=3,
            outcomes={"granted": 12, "refused": 2, "stopped": 7, "wrong_scheme": 0},
            reasons={"b": 5, "a": 4},
            arguments={"biomarker": 6},
            regions={"hso": 14, "hv": 1, "hn": 2},
        )
    )
    assert content["running"] == HIDDEN
    # One hidden number alone could be worked out from what others publish: the smallest goes with it.
    assert content["outcomes"] == {"granted": 12, "refused": HIDDEN, "stopped": HIDDEN}
    assert content["reasons"] == {"a": HIDDEN, "b": 5}
    assert content["arguments"] == {"biomarker": 6}
    assert content["regions"] == {"hso": 14, "hv": HIDDEN, "hn": HIDDEN}


figures = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30))


@given(st.integers(0, 30), figures, figures, figures, figures)
def test_no_draft_tells_of_fewer_than_five(running, outcomes, reasons, grounds, regions):
    content = content_of(GroupFigures(running, outcomes, reasons, grounds, regions))
    shown = [content["running"]]
    for key in ("outcomes", "reasons", "arguments", "regions"):
        shown += content[key].values()
    assert all(number in (0, HIDDEN) or number >= SMALLEST_SHOWN for number in shown)
