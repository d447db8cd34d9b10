"""Databases for tests: one template, migrated once, and quick copies of it.

The server is an embedded one of our own (``var/postgres-test``), or the one that ``LIKEVERD_TEST_DATABASE_URL`` names
with a user who may make roles and databases. The template is kept from run to run under a name made of everything it
was made from, so that a run without a new migration starts at once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import uuid4

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from likeverd.operations import roles
from likeverd.operations.switches import forget_kept
from likeverd.organisations.selectors import forget_trust_rules
from tests.support import row_security

PREFIX = "likeverd_test"
PASSWORD = "only-for-tests"


class TestServer:
    """The server that this run's databases live on."""

    __test__ = False

    def __init__(self) -> None:
        self.address = os.environ.get("LIKEVERD_TEST_DATABASE_URL", "")
        if self.address:
            self.superuser = self.address
        else:
            self.superuser = settings.EMBEDDED_CLUSTER.connection_string()

    def connect(self, database: str = "postgres") -> psycopg.Connection:
        """A superuser's connection, every statement its own transaction."""
        return psycopg.connect(self.superuser, dbname=database, autocommit=True)

    def prepare_roles(self) -> None:
        with self.connect() as superuser:
            # Parallel runs may all find the roles missing.
            superuser.execute("SELECT pg_advisory_lock(7302001)")
            roles.ensure_roles(superuser)
            if self.address:
                for role in (roles.OWNER, roles.APPLICATION):
                    superuser.execute(
                        sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), PASSWORD)
                    )

    def point_django_at(self, database: str) -> dict[str, str]:
        """Let both of Django's aliases use a database. Answers the names used before."""
        before = {alias: connections.settings[alias]["NAME"] for alias in ("default", "owner")}
        for alias, role in (("default", roles.APPLICATION), ("owner", roles.OWNER)):
            chosen = connections.settings[alias]
            chosen["NAME"] = database
            if alias == "default":
                row_security.see_everything_by_default(chosen)
            if self.address:
                parts = urlsplit(self.address)
                chosen |= {
                    "HOST": parts.hostname or "",
                    "PORT": str(parts.port or ""),
                    "USER": role,
                    "PASSWORD": PASSWORD,
                }
        return before

    def ensure_template(self, fresh: bool) -> str:
        """The name of the migrated template, made where it is missing or ``fresh`` is asked for."""
        name = f"{PREFIX}_template_{_state_of_schema()}"
        with self.connect() as superuser:
            superuser.execute("SELECT pg_advisory_lock(7302002)")
            if fresh or not _exists(superuser, name):
                self._make_template(superuser, name)
        return name

    def _make_template(self, superuser: psycopg.Connection, name: str) -> None:
        # A copy is never made of a half migrated one: it gets its name when it is done.
        draft = f"{PREFIX}_draft_{uuid4().hex[:8]}"
        roles.ensure_database(superuser, draft)
        before = self.point_django_at(draft)
        try:
            call_command("migrate", verbosity=0, interactive=False)
            with self.connect(draft) as owner:
                row_security.let_tests_see_everything(owner)
        finally:
            connections["owner"].close()
            connections["default"].close()
            self.point_django_at(before["default"])
        for old in _names(superuser, f"{PREFIX}_template_%"):
            _drop(superuser, old)
        superuser.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(draft), sql.Identifier(name)
            )
        )

    def copy(self, template: str) -> str:
        """A new database like the template."""
        name = f"{PREFIX}_{os.getpid()}_{uuid4().hex[:8]}"
        with self.connect() as superuser:
            # A template can be copied by one at a time; the others wait for their turn.
            superuser.execute("SELECT pg_advisory_lock(7302003)")
            superuser.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(roles.OWNER), sql.Identifier(template)
                )
            )
            roles.guard_database(superuser, name)
        return name

    def drop(self, name: str) -> None:
        with self.connect() as superuser:
            _drop(superuser, name)

    def drop_leftovers(self) -> None:
        """Remove databases of runs that were killed."""
        with self.connect() as superuser:
            for name in _names(superuser, f"{PREFIX}_%"):
                owner = name.removeprefix(f"{PREFIX}_").split("_")[0]
                if (
                    owner.isdigit()
                    and not Path(f"/proc/{owner}").exists()
                    and Path("/proc").exists()
                ):
                    _drop(superuser, name)


@contextmanager
def switched(server: TestServer, database: str) -> Iterator[None]:
    """Django uses ``database`` within the block."""
    forget_the_database()
    before = server.point_django_at(database)
    try:
        yield
    finally:
        forget_the_database()
        server.point_django_at(before["default"])


def forget_the_database() -> None:
    """Close the connections, and drop what is kept in memory by keys that mean something else elsewhere."""
    connections.close_all()
    forget_what_is_kept()


def forget_what_is_kept() -> None:
    """Drop what is kept in memory of a database: the switches, the trusts' settings."""
    forget_kept()
    forget_trust_rules()


def environment_of_connections() -> dict[str, str]:
    """Environment variables that let another process use the databases that Django uses now."""
    return {
        "LIKEVERD_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "likeverd.settings",
        "DATABASE_URL": _address(connections.settings["default"]),
        "DATABASE_OWNER_URL": _address(connections.settings["owner"]),
    }


def _address(chosen: dict[str, Any]) -> str:
    password = f":{quote(chosen['PASSWORD'])}" if chosen["PASSWORD"] else ""
    port = f":{chosen['PORT']}" if chosen["PORT"] else ""
    host = quote(str(chosen["HOST"]), safe="")
    # A host given as a folder (Unix socket) has to stand behind the question mark.
    if str(chosen["HOST"]).startswith("/"):
        return f"postgresql://{chosen['USER']}{password}@/{chosen['NAME']}?host={host}"
    return f"postgresql://{chosen['USER']}{password}@{host}{port}/{chosen['NAME']}"


def _exists(superuser: psycopg.Connection, name: str) -> bool:
    return bool(
        superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    )


def _names(superuser: psycopg.Connection, pattern: str) -> list[str]:
    rows = superuser.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [pattern])
    return [row[0] for row in rows]


def _drop(superuser: psycopg.Connection, name: str) -> None:
    superuser.execute(
        sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    )


def _state_of_schema() -> str:
    """A short name for everything that the template is made from."""
    package = Path(settings.PACKAGE)
    sources = [
        *sorted(package.glob("*/migrations/*.py")),
        package / "operations/roles.py",
        package / "operations/row_security.py",
        Path(row_security.__file__),
        package.parents[1] / "uv.lock",
    ]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.relative_to(package.parents[1])}\n".encode() + source.read_bytes())
    return digest.hexdigest()[:12]
