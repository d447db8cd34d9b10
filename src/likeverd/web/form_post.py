"""From the names and values a page posts to the answers that ``core.forms`` reads.

A field is posted under its key. A column of a field with rows is posted as
``key-row-column``, rows counted from 0. Two buttons change the number of rows without
sending the form: ``key-add`` and ``key-row-remove``; they work without JavaScript.
"""

import re
from collections.abc import Iterable

from django.http import QueryDict

from likeverd.core.forms.model import MOST_ROWS, Field, Kind
from likeverd.core.forms.reading import is_empty

Row = dict[str, object]


def unflatten(post: QueryDict, fields: Iterable[Field]) -> dict[str, object]:
    """What was posted for these fields, as typed, in the shape that ``read`` takes.

    Rows in which nothing was written are left out, so that the numbers in faults fit the
    rows that are shown again. A row that was asked for with ``key-add`` comes last, empty.
    Names that no field has are ignored.
    """
    given: dict[str, object] = {}
    for field in fields:
        if field.kind is Kind.ROWS:
            given[field.key] = _rows(post, field)
        elif (value := _value(post, field, field.key)) is not None:
            given[field.key] = value
    return given


def changes_rows(post: QueryDict, fields: Iterable[Field]) -> bool:
    """Whether a button for adding or removing a row was pressed.

    The page is then shown again with ``unflatten``'s answers, and nothing is sent on.
    """
    return any(
        f"{field.key}-add" in post or _removed_rows(post, field)
        for field in fields
        if field.kind is Kind.ROWS
    )


def input_name(key: str, row: int | None = None, column: str | None = None) -> str:
    """The posted name of a field, or of one column in one row of it."""
    return key if row is None else f"{key}-{row}-{column}"


def _value(post: QueryDict, field: Field, name: str) -> object:
    if name not in post:
        return None
    return post.getlist(name) if field.kind is Kind.CHOICES else post.get(name)


def _rows(post: QueryDict, field: Field) -> list[Row]:
    removed = _removed_rows(post, field)
    rows: list[Row] = []
    for number in _row_numbers(post, field):
        row = {
            column.key: value
            for column in field.columns
            if (value := _value(post, column, input_name(field.key, number, column.key)))
            is not None
        }
        if number not in removed and not all(is_empty(value) for value in row.values()):
            rows.append(row)
    if f"{field.key}-add" in post and len(rows) < MOST_ROWS:
        rows.append({})
    return rows


def _row_numbers(post: QueryDict, field: Field) -> list[int]:
    """The rows that were posted, in order. One above the limit is kept, to be told of."""
    columns = "|".join(re.escape(column.key) for column in field.columns)
    pattern = re.compile(rf"{re.escape(field.key)}-([0-9]{{1,3}})-(?:{columns})")
    matches = (pattern.fullmatch(name) for name in post)
    return sorted({int(match.group(1)) for match in matches if match})[: MOST_ROWS + 1]


def _removed_rows(post: QueryDict, field: Field) -> set[int]:
    pattern = re.compile(rf"{re.escape(field.key)}-([0-9]{{1,3}})-remove")
    matches = (pattern.fullmatch(name) for name in post)
    return {int(match.group(1)) for match in matches if match}
