"""What a page posts becomes the answers that were shown, in whatever number of rows."""

from datetime import date

from django.http import QueryDict
from hypothesis import given as given_that
from hypothesis import strategies as st
from tests.web.sample_fields import one_of_each

from likeverd.core.forms.model import MOST_ROWS, Answers, Field, Kind
from likeverd.core.forms.reading import read
from likeverd.web.field_view import FieldView, field_view
from likeverd.web.form_post import changes_rows, unflatten

FIELDS = one_of_each()
ROWS = next(field for field in FIELDS if field.kind is Kind.ROWS)
TODAY = date(2026, 11, 23)


def posted(text: str) -> QueryDict:
    return QueryDict(text)


def test_single_answers_lists_and_rows_come_in_the_shape_that_is_read() -> None:
    post = posted("line=Hei&choices=code_1&choices=code_2&rows-0-name=A&rows-1-name=B&unknown=x")
    assert unflatten(post, FIELDS) == {
        "line": "Hei",
        "choices": ["code_1", "code_2"],
        "rows": [{"name": "A"}, {"name": "B"}],
    }


def test_an_empty_row_is_left_out_so_that_faults_point_to_the_row_that_is_shown() -> None:
    given = unflatten(posted("rows-0-name=+&rows-0-result=&rows-4-start=tull"), FIELDS)
    assert given["rows"] == [{"start": "tull"}]
    assert [fault.field for fault in read(FIELDS, given, TODAY).faults] == ["rows.0.start"]


def test_a_row_can_be_added_and_removed() -> None:
    post = posted("rows-0-name=A&rows-1-name=B&rows-add=1")
    assert changes_rows(post, FIELDS)
    assert unflatten(post, FIELDS)["rows"] == [{"name": "A"}, {"name": "B"}, {}]
    post = posted("rows-0-name=A&rows-1-name=B&rows-0-remove=1")
    assert changes_rows(post, FIELDS)
    assert unflatten(post, FIELDS)["rows"] == [{"name": "B"}]
    assert not changes_rows(posted("rows-0-name=A"), FIELDS)


def test_no_row_is_added_above_the_limit_and_one_above_it_is_told_of() -> None:
    full = "&".join(f"rows-{number}-name=A" for number in range(MOST_ROWS))
    assert len(unflatten(posted(full + "&rows-add=1"), FIELDS)["rows"]) == MOST_ROWS
    above = unflatten(posted(full + "&rows-99-name=A"), FIELDS)
    assert [fault.field for fault in read(FIELDS, above, TODAY).faults] == ["rows"]


def inputs(view: FieldView) -> list[tuple[str, str]]:
    """The names and values that a browser sends for a field as it is drawn."""
    if view.rows:
        return [pair for row in view.rows for column in row.columns for pair in inputs(column)]
    if view.options:
        return [(view.name, option.code) for option in view.options if option.chosen]
    if view.kind == Kind.CONFIRMATION:
        return [(view.name, "true")] if view.value else []
    return [(view.name, view.value)]


def answer_to(field: Field) -> st.SearchStrategy[object]:
    codes = [option.code for option in field.options]
    words = st.text(alphabet="abcæøå ČžŊ.,-&=+%", min_size=1, max_size=40).map(str.strip)
    spaced = words.filter(bool).map(lambda text: " ".join(text.split()))
    match field.kind:
        case Kind.CHOICE:
            return st.sampled_from(codes)
        case Kind.CHOICES:
            return st.sets(st.sampled_from(codes), min_size=1).map(
                lambda chosen: [code for code in codes if code in chosen]
            )
        case Kind.DATE:
            return st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.isoformat)
        case Kind.MONTH:
            return st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(lambda day: f"{day:%Y-%m}")
        case Kind.WHOLE_NUMBER | Kind.KRONER:
            return st.integers(field.least, field.most)
        case Kind.CONFIRMATION:
            return st.just(True)
        case Kind.ROWS:
            return st.lists(answers_to(field.columns), min_size=1, max_size=MOST_ROWS)
        case _:
            return spaced


def answers_to(fields: tuple[Field, ...]) -> st.SearchStrategy[dict[str, object]]:
    first, *others = fields
    return st.fixed_dictionaries(
        {first.key: answer_to(first)}, optional={field.key: answer_to(field) for field in others}
    )


@given_that(answers_to(FIELDS))
def test_answers_that_are_shown_and_sent_back_unchanged_are_the_same(answers: Answers) -> None:
    asked = {field.key for field in FIELDS if field.is_asked(answers)}
    answers = {key: value for key, value in answers.items() if key in asked}
    post = QueryDict(mutable=True)
    for field in FIELDS:
        for name, value in inputs(field_view(field, answers, {}, "nb")):
            post.appendlist(name, value)
    reading = read(FIELDS, unflatten(post, FIELDS), TODAY)
    assert reading.faults == ()
    assert reading.answers == answers
