"""The application for an individual exception: whole, consistent, and hard to break."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.example_application import EXAMPLE_APPLICATION, WRITTEN_ON

from likeverd.core.forms.individual_exception import DEFINITION, FIRST
from likeverd.core.forms.individual_exception.place import TRUST_NAMES
from likeverd.core.forms.model import Condition, Field, Kind
from likeverd.core.forms.reading import missing, read
from likeverd.core.forms.register import DEFINITIONS, current, definition
from likeverd.core.text import Text

CHOICES = {Kind.CHOICE, Kind.CHOICES}


def all_fields() -> Iterator[tuple[Field, tuple[Field, ...]]]:
    """Every field with those that are asked before it in the same form or row."""
    for number, field in enumerate(DEFINITION.fields):
        yield field, DEFINITION.fields[:number]
        for place, column in enumerate(field.columns):
            yield column, field.columns[:place]


FIELDS = list(all_fields())


def test_keys_are_unique() -> None:
    for keys in (
        [section.key for section in DEFINITION.sections],
        [field.key for field in DEFINITION.fields],
        *([column.key for column in field.columns] for field in DEFINITION.fields),
        *([option.code for option in field.options] for field, _ in FIELDS),
    ):
        assert len(keys) == len(set(keys))


def test_conditions_point_to_earlier_questions_and_their_codes() -> None:
    for field, earlier in FIELDS:
        if field.asked_when is None:
            continue
        asked = {each.key: each for each in earlier}[field.asked_when.field]
        assert asked.kind in CHOICES, field.key
        assert set(field.asked_when.one_of) <= {option.code for option in asked.options}
        assert field.asked_when.one_of


def test_kinds_have_what_they_need() -> None:
    for field, _ in FIELDS:
        assert bool(field.options) == (field.kind in CHOICES), field.key
        assert bool(field.columns) == (field.kind is Kind.ROWS), field.key
        # Every field that is asked must be complete [S4]; this one only helps with the two after it.
        assert field.required or field.key == "municipality", field.key
        assert field.rule


def words(field: Field) -> Iterator[Text]:
    yield field.label
    yield field.why


def test_every_sentence_is_in_three_languages() -> None:
    sections = [
        text for section in DEFINITION.sections for text in (section.title, section.introduction)
    ]
    for text in (*sections, *(text for field, _ in FIELDS for text in words(field))):
        same_in_all = {"ICD-10"}
        assert text.nb != text.en or text.nb in same_in_all, text
    for field, _ in FIELDS:
        assert field.why.nb.endswith("."), field.key
        assert field.why.en.endswith("."), field.key
        assert field.why.nb != field.label.nb


def test_options_are_translated_unless_they_are_names() -> None:
    names = {"ICD-10", "ICD-11", *TRUST_NAMES.values()}
    for field, _ in FIELDS:
        for option in field.options:
            assert option.label.nb in names or option.label.nb != option.label.en, option.code


def test_the_example_is_complete_and_stays_as_it_is() -> None:
    reading = read(DEFINITION.fields, EXAMPLE_APPLICATION, WRITTEN_ON)
    assert reading.faults == ()
    assert reading.answers == EXAMPLE_APPLICATION
    assert missing(DEFINITION.fields, reading.answers) == ()


@pytest.mark.parametrize("key", EXAMPLE_APPLICATION)
def test_each_question_that_is_asked_must_be_answered(key: str) -> None:
    answers = {name: value for name, value in EXAMPLE_APPLICATION.items() if name != key}
    assert key in {fault.field for fault in missing(DEFINITION.fields, answers)}


@pytest.mark.parametrize(
    ("rows", "row", "column"),
    [
        (rows, number, column)
        for rows in ("diagnoses", "established_treatments")
        for number, row in enumerate(EXAMPLE_APPLICATION[rows])
        for column in row
    ],
)
def test_each_column_that_is_asked_must_be_answered(rows: str, row: int, column: str) -> None:
    answers = deepcopy(EXAMPLE_APPLICATION)
    del answers[rows][row][column]
    assert f"{rows}.{row}.{column}" in {f.field for f in missing(DEFINITION.fields, answers)}


def test_the_example_asks_nearly_everything() -> None:
    """Fields that no test removes are few, and each is the other side of a choice."""
    unasked = {field.key for field in DEFINITION.fields} - set(EXAMPLE_APPLICATION)
    assert unasked == {"regulatory_label_details", "reimbursement_code", "municipality"}


@pytest.mark.parametrize(
    ("field", "code", "then_asked"),
    [
        ("regulatory_label", "off_label", "regulatory_label_details"),
        ("supply", "trust_prescription", "reimbursement_code"),
        ("authorisation", "none", "authorisation_remark"),
    ],
)
def test_another_choice_asks_another_question(field: str, code: str, then_asked: str) -> None:
    answers = {**EXAMPLE_APPLICATION, field: code}
    answers.pop(then_asked, None)
    assert then_asked in {fault.field for fault in missing(DEFINITION.fields, answers)}


@pytest.mark.parametrize(
    ("field", "code", "dropped"),
    [
        ("authorisation", "full", "authorisation_remark"),
        ("authorisation", "none", "product_label_reference"),
        ("trial_considered", "none_found", "trial_details"),
        ("larger_effect", "no", "larger_effect_documentation"),
        ("urgency", "ordinary", "urgency_reason"),
        ("catchment", "own", "home_trust"),
        ("private_treatment", "no", "private_treatment_details"),
    ],
)
def test_an_answer_to_a_question_not_asked_is_dropped(field: str, code: str, dropped: str) -> None:
    reading = read(DEFINITION.fields, {**EXAMPLE_APPLICATION, field: code}, WRITTEN_ON)
    assert dropped not in reading.answers
    assert missing(DEFINITION.fields, reading.answers) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_by", "2026-11-22"),  # already passed
        ("plan_evaluation_date", "2026-11-22"),
        ("patient_informed_on", "2026-11-24"),  # not yet
        ("yearly_cost", -1),
        ("yearly_cost", "mye"),
        ("plan_evaluation_interval", 13),
        ("home_trust", "atlantis"),
        ("authorisation", "yes"),
        ("patient_informed", "no"),
        ("diagnoses", [{"code_system": "icd10", "code": "x" * 21, "display": "for lang"}]),
        ("established_treatments", [{"name": "A", "outcome": "no_effect", "tried_to": "2026-12"}]),
    ],
)
def test_answers_that_cannot_be_taken_are_reported_at_their_field(field: str, value: Any) -> None:
    reading = read(DEFINITION.fields, {**EXAMPLE_APPLICATION, field: value}, WRITTEN_ON)
    assert [fault.field.split(".")[0] for fault in reading.faults] == [field]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from([field.key for field, _ in FIELDS]) | st.text(), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200)
@given(
    st.dictionaries(st.sampled_from([field.key for field, _ in FIELDS]) | st.text(), JSON),
    st.dates(min_value=date(2026, 1, 1), max_value=date(2100, 1, 1)),
)
def test_garbage_never_raises_and_never_passes(garbage: dict[str, Any], today: date) -> None:
    reading = read(DEFINITION.fields, garbage, today)
    assert missing(DEFINITION.fields, reading.answers)
    assert read(DEFINITION.fields, reading.answers, today).answers == reading.answers


@settings(max_examples=100)
@given(st.sampled_from(sorted(EXAMPLE_APPLICATION)), JSON)
def test_one_answer_gone_wrong_leaves_the_others(key: str, garbage: Any) -> None:
    reading = read(DEFINITION.fields, {**EXAMPLE_APPLICATION, key: garbage}, WRITTEN_ON)
    conditional = {f.key for f, _ in FIELDS if f.asked_when and f.asked_when.field == key}
    for other in set(EXAMPLE_APPLICATION) - {key} - conditional:
        assert reading.answers[other] == EXAMPLE_APPLICATION[other]


def test_the_register_finds_versions_and_the_one_in_force() -> None:
    assert definition("individual_exception", "2026-1") is FIRST
    assert definition("individual_exception", "2026-2") is DEFINITION
    assert current("individual_exception", WRITTEN_ON) is FIRST
    assert current("individual_exception", DEFINITION.valid_from) is DEFINITION
    with pytest.raises(LookupError):
        current("individual_exception", date(2025, 12, 31))
    with pytest.raises(LookupError):
        current("no_such_scheme", WRITTEN_ON)
    with pytest.raises(LookupError):
        definition("individual_exception", "1999-1")


def test_no_two_forms_of_a_scheme_begin_on_the_same_day() -> None:
    beginnings = [(form.scheme, form.valid_from) for form in DEFINITIONS]
    assert len(beginnings) == len(set(beginnings))


def test_a_condition_holds_for_lists_and_ticks_too() -> None:
    assert Condition("grounds", ("other",)).holds({"grounds": ["biomarker", "other"]})
    assert Condition("ticked", ("true",)).holds({"ticked": True})
    assert not Condition("ticked", ("true",)).holds({})
