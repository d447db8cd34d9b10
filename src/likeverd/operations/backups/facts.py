"""What a database holds, in figures and checksums: told at the backup, compared after a restore.

Read in one transaction that sees one moment. On the embedded server by its superuser, so that row-level security hides
nothing; on another server by the connection of whoever runs the command.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from likeverd.operations.backups.stored_files import Reader

MOST_SAMPLES = 200


@dataclass(frozen=True)
class Facts:
    """``cases``: version by case number. ``heads``: trust, log, sequence, hash."""

    rows: dict[str, int]
    cases: dict[str, int]
    heads: list[dict[str, Any]]
    migrations: list[str]
    server: str


def connect(address: str) -> psycopg.Connection:
    """A connection that sees every trust: the superuser's of the embedded server, or the owner's, who says that it is
    at work on the tables (``operations.row_security``).
    """
    return psycopg.connect(address, autocommit=True, options="-c likeverd.maintenance=on")


def read(connection: psycopg.Connection) -> Facts:
    """Everything that is compared, as of one moment."""
    with one_moment(connection):
        tables = _tables(connection)
        return Facts(
            rows={table: _count(connection, table) for table in tables},
            cases=_cases(connection) if "cases_case" in tables else {},
            heads=_heads(connection) if "audit_chainhead" in tables else [],
            migrations=_migrations(connection) if "django_migrations" in tables else [],
            server=str(connection.info.server_version),
        )


@contextlib.contextmanager
def one_moment(connection: psycopg.Connection) -> Iterator[None]:
    """A transaction that reads everything as it was at its beginning, and writes nothing."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def append_only(connection: psycopg.Connection) -> set[str]:
    """The tables in which a trigger guards against changes: their rows never grow fewer."""
    deleting = 8  # the bit of pg_trigger.tgtype that says DELETE
    rows = connection.execute(
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgtype & 2 = 2 AND tgtype & %s = %s AND tgname LIKE '%%append_only%%'",
        [deleting, deleting],
    )
    return {name for (name,) in rows}


@dataclass(frozen=True)
class Sample:
    """``seen``: files compared. ``broken``: ids of those that differ or are missing. ``elsewhere``: not looked at."""

    seen: int
    broken: list[int]
    elsewhere: int


def sampled_documents(connection: psycopg.Connection, read_stored: Reader | None) -> Sample:
    """Compare a sample of files with the checksums taken when they were received.

    ``read_stored`` reads those that lie outside of the database; None where they cannot be reached from here.
    """
    query = """
        SELECT id, content, stored_as, checksum FROM documents_document
        ORDER BY md5(id::text || checksum) LIMIT %s
    """
    seen, broken, elsewhere = 0, [], 0
    for number, content, stored_as, noted in connection.execute(query, [MOST_SAMPLES]):
        if stored_as and read_stored is None:
            elsewhere += 1
            continue
        seen += 1
        try:
            found = read_stored(stored_as) if stored_as and read_stored else bytes(content)
        except OSError:
            found = b""
        if hashlib.sha256(found).hexdigest() != noted:
            broken.append(number)
    return Sample(seen, broken, elsewhere)


def _tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [name for (name,) in rows]


def _count(connection: psycopg.Connection, table: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    row = connection.execute(query).fetchone()
    return int(row[0]) if row else 0


def _cases(connection: psycopg.Connection) -> dict[str, int]:
    return dict(connection.execute("SELECT number, version FROM cases_case ORDER BY number"))  # type: ignore[arg-type]


def _heads(connection: psycopg.Connection) -> list[dict[str, Any]]:
    rows = connection.execute("""
        SELECT trust.code, head.log, head.sequence, head.hash
        FROM audit_chainhead head JOIN organisations_hospitaltrust trust ON trust.id = head.trust_id
        ORDER BY trust.code, head.log
    """)
    names = ("trust", "log", "sequence", "hash")
    return [dict(zip(names, row, strict=True)) for row in rows]


def _migrations(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return [name for (name,) in rows]
