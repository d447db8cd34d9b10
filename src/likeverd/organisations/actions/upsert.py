"""Bringing the rows of a register table to what a document says, in few statements."""

from collections.abc import Hashable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from likeverd.core.registers import Tally

Row = TypeVar("Row", bound=Model)
Key = TypeVar("Key", bound=Hashable)


def upsert(
    model: type[Row],
    what: str,
    wanted: Mapping[Key, Mapping[str, Any]],
    existing: Mapping[Key, Row],
    *,
    skipped: int = 0,
) -> tuple[dict[Key, Row], Tally]:
    """Create the rows that are wanted and absent, and change those that differ.

    ``wanted`` gives every row's columns (foreign keys as ``…_id``) by its natural key;
    ``existing`` the stored rows. Stored rows that nobody wants are left alone. Answers the
    wanted rows by key, and what was done. Must run inside the caller's transaction.
    """
    rows: dict[Key, Row] = {}
    created: list[Row] = []
    changed: list[Row] = []
    columns: set[str] = set()
    for key, values in wanted.items():
        row = existing.get(key)
        if row is None:
            row = model(**values)
            created.append(row)
        differing = {name for name, value in values.items() if getattr(row, name) != value}
        if differing:
            for name in differing:
                setattr(row, name, values[name])
            changed.append(row)
            columns |= differing
        rows[key] = row
    model._default_manager.bulk_create(created, batch_size=500)
    if changed:
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=500)
    unchanged = len(wanted) - len(created) - len(changed)
    return rows, Tally(what, len(created), len(changed), unchanged, skipped=skipped)
