"""What a template needs to draw one field: names, ids, words and what was written.

A field is drawn from its clean answer or from what was typed; text that could not be
read is shown as typed, so that the person can mend it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from likeverd.core.forms.model import MOST_ROWS, Answers, Field, Kind
from likeverd.core.forms.reading import is_empty
from likeverd.core.sources import SOURCES, Source
from likeverd.web import formats
from likeverd.web.form_post import input_name

MOST_RADIOS: Final = 6  # more options than this become a list to open, as do those in rows


@dataclass(frozen=True, slots=True)
class OptionView:
    """One option with the id of its input."""

    id: str
    code: str
    label: str
    chosen: bool
    group: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a field with rows."""

    number: int
    remove_name: str
    columns: tuple["FieldView", ...]
    is_new: bool

    @property
    def shown_number(self) -> int:
        """The row's number as people count."""
        return self.number + 1


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field ready to be drawn in the reader's language."""

    id: str
    name: str
    kind: str
    label: str
    why: str
    why_id: str
    source: Source | None
    required: bool
    value: str
    error: str
    options: tuple[OptionView, ...]
    rows: tuple[RowView, ...]
    asked: bool
    asked_field: str
    asked_codes: str
    length_limit: int
    as_list: bool
    takes_focus: bool

    @property
    def option_groups(self) -> list[tuple[str, list[OptionView]]]:
        """The options under the headings that they stand under; one without where none has."""
        grouped = groupby(self.options, key=lambda option: option.group)
        return [(group, list(options)) for group, options in grouped]

    @property
    def error_id(self) -> str:
        """The id of the error message."""
        return f"{self.id}-error"

    @property
    def described_by(self) -> str:
        """Ids of the texts that describe the input, error first."""
        ids = [self.error_id] if self.error else []
        ids += [self.why_id] if self.why_id else []
        ids += [f"{self.id}-format"] if self.kind in (Kind.DATE, Kind.MONTH) else []
        return " ".join(ids)

    @property
    def may_add_row(self) -> bool:
        """Whether one more row fits."""
        return len(self.rows) < MOST_ROWS


def element_id(fault_field: str) -> str:
    """The id that a link in the error summary points to, from a fault's field."""
    return "field-" + fault_field.replace(".", "-")


def field_view(
    field: Field, answers: Answers, faults: Mapping[str, str], language: str
) -> FieldView:
    """The field with its answer; ``faults`` are messages by the fault's field."""
    return _view(_Place(field.key, field.key), field, answers, faults, language)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands: alone, or as a column in a row."""

    name: str
    fault: str
    row: int | None = None
    parent: str = ""
    takes_focus: bool = False


def _view(
    place: _Place, field: Field, answers: Answers, faults: Mapping[str, str], language: str
) -> FieldView:
    identity = element_id(place.fault)
    answer = answers.get(field.key)
    # A column explains itself once, in the first row; later rows point to that text.
    explained_at = element_id(f"{place.parent}.0.{field.key}") if place.row else identity
    condition = field.asked_when
    asked_field = ""
    if condition:
        asked_field = (
            condition.field
            if place.row is None
            else input_name(place.parent, place.row, condition.field)
        )
    return FieldView(
        id=identity,
        name=place.name,
        kind=field.kind.value,
        label=field.label.in_language(language),
        why="" if place.row else field.why.in_language(language),
        why_id=f"{explained_at}-why",
        source=SOURCES.get(field.rule) if place.row is None else None,
        required=field.required,
        value=shown_in_input(field, answer),
        error=faults.get(place.fault, ""),
        options=_options(field, answer, identity, language),
        rows=_rows(field, answer, faults, language),
        asked=field.is_asked(answers),
        asked_field=asked_field,
        asked_codes=" ".join(condition.one_of) if condition else "",
        length_limit=field.length_limit,
        as_list=place.row is not None or len(field.options) > MOST_RADIOS,
        takes_focus=place.takes_focus,
    )


def _options(field: Field, answer: object, identity: str, language: str) -> tuple[OptionView, ...]:
    chosen = answer if isinstance(answer, list) else [answer]
    return tuple(
        OptionView(
            # The first input carries the field's own id: the error summary leads to it.
            id=identity if number == 0 else f"{identity}-{option.code}",
            code=option.code,
            label=option.label.in_language(language),
            chosen=option.code in chosen,
            group=option.group.in_language(language) if option.group else "",
        )
        for number, option in enumerate(field.options)
    )


def _rows(
    field: Field, answer: object, faults: Mapping[str, str], language: str
) -> tuple[RowView, ...]:
    if field.kind is not Kind.ROWS:
        return ()
    given = [row for row in answer if isinstance(row, Mapping)] if isinstance(answer, list) else []
    rows = given or [{}]
    return tuple(_row(field, number, row, faults, language) for number, row in enumerate(rows))


def _row(
    field: Field, number: int, row: Answers, faults: Mapping[str, str], language: str
) -> RowView:
    # Only a row that was just asked for is empty and not the first; typing goes on there.
    is_new = number > 0 and all(is_empty(value) for value in row.values())
    places = (
        _Place(
            name=input_name(field.key, number, column.key),
            fault=f"{field.key}.{number}.{column.key}",
            row=number,
            parent=field.key,
            takes_focus=is_new and column is field.columns[0],
        )
        for column in field.columns
    )
    columns = tuple(
        _view(place, column, row, faults, language)
        for place, column in zip(places, field.columns, strict=True)
    )
    return RowView(number, f"{field.key}-{number}-remove", columns, is_new)


def shown_in_input(field: Field, answer: object) -> str:
    """The answer as it stands in an input; what could not be read stands as typed."""
    if answer is None or isinstance(answer, list | Mapping):
        return ""
    if answer is True:
        return "true"
    if isinstance(answer, int):
        return formats.count(answer).replace(formats.NARROW_SPACE, formats.NO_BREAK_SPACE)
    text = str(answer)
    try:
        if field.kind is Kind.DATE:
            return formats.day(text)
        if field.kind is Kind.MONTH and len(text) == len("2026-03") and text[4] == "-":
            return formats.month(text)
    except ValueError:
        return text
    return text


def shown_in_text(field: Field, answer: object, language: str) -> str:
    """The answer in words, for pages that are read and not written.

    Choices become their labels, one per line; rows are not shown this way.
    """
    if isinstance(answer, str) and field.kind is Kind.CHOICE:
        option = field.option(answer)
        return option.label.in_language(language) if option else answer
    if isinstance(answer, list):
        labels = (field.option(str(code)) for code in answer)
        return "\n".join(label.label.in_language(language) for label in labels if label)
    if isinstance(answer, int) and field.kind is Kind.KRONER:
        return formats.kroner(answer)
    return shown_in_input(field, answer)
