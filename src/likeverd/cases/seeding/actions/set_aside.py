"""Setting indexes and constraints aside while very many rows are written, and back again.

The database builds an index over rows that are there, and checks a constraint over them, many
times faster than row by row. It is done inside the transaction of the writing: nobody ever sees
the tables without, and whatever fails leaves them as they were. Until the end nobody else can
use the tables. Primary keys and checks of a row stay throughout, and so do indexes on a part of
the rows, whose condition the database would write down in other words the second time.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

# Unique constraints first: 'u' is made before 'f' where both come back.
CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint
    WHERE contype IN ('f', 'u') AND conrelid = ANY (%s::regclass[])
    ORDER BY contype DESC, conrelid::regclass::text, conname
"""
PLAIN_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
    FROM pg_index
    WHERE indrelid = ANY (%s::regclass[]) AND NOT indisunique AND indpred IS NULL
    ORDER BY indexrelid::regclass::text
"""


@contextmanager
def set_aside(cursor: psycopg.Cursor[Any], tables: Sequence[str]) -> Iterator[None]:
    """Plain indexes, unique constraints and foreign keys are away inside, and back afterwards.

    The cursor must be in a transaction of the tables' owner. Raises ``psycopg.Error`` where a
    row breaks a constraint, or where somebody else holds a table for too long.
    """
    constraints = cursor.execute(CONSTRAINTS, [list(tables)]).fetchall()
    indexes = cursor.execute(PLAIN_INDEXES, [list(tables)]).fetchall()
    for table, name, _ in constraints:
        _run(cursor, f"ALTER TABLE {table} DROP CONSTRAINT {{}}", name)
    for index, _ in indexes:
        _run(cursor, f"DROP INDEX {index}")
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    for _, definition in indexes:
        _run(cursor, definition)
    for table, name, definition in constraints:
        _run(cursor, f"ALTER TABLE {table} ADD CONSTRAINT {{}} {definition}", name)


def _run(cursor: psycopg.Cursor[Any], statement: str, *names: str) -> None:
    """Run a statement made of the database's own words about itself."""
    composed = (
        sql.SQL(statement) if names else sql.SQL(statement.replace("{", "{{").replace("}", "}}"))
    )  # type: ignore[arg-type]
    cursor.execute(composed.format(*(sql.Identifier(name) for name in names)))
