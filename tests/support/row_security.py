"""Tests and row-level security.

A test's own code looks at all trusts: it prepares and asserts. What the product does inside a request runs behind the
wall, as in production: the switch below is off while Django's test client or a live server answers, and each request
starts without a context. Tests of the wall itself switch it off too (``behind_the_wall``).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

SWITCH = "likeverd.test_sees_everything"
TABLES_BEHIND_THE_WALL = """
    SELECT oid::regclass::text FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
"""


def let_tests_see_everything(superuser: psycopg.Connection) -> None:
    """Add a policy of the tests' own to every table behind the wall; never part of a migration."""
    for (table,) in superuser.execute(TABLES_BEHIND_THE_WALL).fetchall():
        superuser.execute(
            f"CREATE POLICY tests_see_everything ON {table} TO likeverd_app "
            f"USING ((SELECT current_setting('{SWITCH}', true)) = 'on')"
        )


def see_everything_by_default(chosen: dict[str, Any]) -> None:
    """Let the connections of this process start with the switch on."""
    options = chosen["OPTIONS"].setdefault("options", "")
    if SWITCH not in options:
        chosen["OPTIONS"]["options"] = f"{options} -c {SWITCH}=on"


def _switch(on: str) -> None:
    # Past Django's cursor, so that tests that count queries do not count this one.
    if connection.connection is not None and not connection.connection.closed:
        connection.connection.execute(
            f"SELECT set_config('{SWITCH}', %s, false), set_config('likeverd.trusts', '', false),"
            " set_config('likeverd.person', '', false)",
            [on],
        )


@contextmanager
def behind_the_wall() -> Iterator[None]:
    """Inside, this process sees what the application sees; contexts from before are gone."""
    connection.ensure_connection()
    _switch("off")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            _switch("on")
