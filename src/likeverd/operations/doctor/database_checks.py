"""The database: version, roles' rights, the wall between trusts, what is only added to, clock, jobs.

Everything is read from PostgreSQL's own catalogue, as the role that serves people: what it cannot see, it is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from likeverd.operations import figures
from likeverd.operations.doctor.finding import Finding, Level, judged, outside_demo
from likeverd.operations.health import pending_migrations

OLDEST_VERSION = 150000
MOST_SECONDS_APART = 2.0
HAND_OVER_LATE = 24 * 3600.0  # seconds
WORKER_LATE = 60.0  # seconds; a worker gives a sign of life each ten

ROLE = """
    SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb
    FROM pg_roles WHERE rolname = current_user
"""
OWN_TABLES = """
    SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace
    AND relkind IN ('r', 'p') AND pg_has_role(current_user, relowner, 'USAGE')
"""
OPEN_TABLES = """
    SELECT c.relname FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'trust_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT (c.relrowsecurity AND c.relforcerowsecurity
               AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
    ORDER BY c.relname
"""
WITH_TRUST = """
    SELECT count(*) FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'trust_id' AND NOT a.attisdropped
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
# Enabled triggers before UPDATE or DELETE on a table, by the bits of tgtype (before 2, delete 8, update 16).
GUARDED = """
    SELECT c.relname FROM pg_class c JOIN pg_trigger t ON t.tgrelid = c.oid
    WHERE c.relname = ANY (%s) AND t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal AND t.tgtype & 2 = 2
    GROUP BY c.relname HAVING bit_or(t.tgtype) & 24 = 24
"""
# The application may not change these even where a trigger is missing.
CHANGEABLE = """
    SELECT name FROM unnest(%s::text[]) name
    WHERE has_table_privilege(name, 'TRUNCATE') OR has_table_privilege(name, 'DELETE')
       OR has_table_privilege(name, 'UPDATE')
"""
ONLY_ADDED_TO = [
    "cases_caseevent",
    "audit_accessentry",
    "audit_finding",
    "audit_signoff",
    "operations_switchchange",
]
LOG_SETTINGS = {"log_statement": "none", "log_min_error_statement": "panic"}


def checks() -> Iterator[Finding]:
    """Raises DatabaseError where the database does not answer."""
    version = int(_one("SELECT current_setting('server_version_num')"))
    yield judged(
        "database version",
        version >= OLDEST_VERSION,
        str(_one("SELECT current_setting('server_version')")),
        "PostgreSQL 15 or newer is needed.",
    )
    waiting = pending_migrations()
    yield judged("migrations", not waiting, f"{waiting} waiting", "Run 'likeverd migrate'.")
    yield from _rights()
    yield from _walls()
    yield from _server()
    yield from _jobs()
    yield from _archive()


def _rights() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        name, *powers = cursor.fetchone()
    held = [
        power
        for power, has in zip(
            ("superuser", "BYPASSRLS", "CREATEROLE", "CREATEDB"), powers, strict=True
        )
        if has
    ]
    owned = _one(OWN_TABLES)
    if owned:
        held.append(f"owner of {owned} tables")
    yield judged(
        "rights of the serving role",
        not held,
        f"{name}: {', '.join(held) or 'reads and writes rows, no more'}",
        "Let DATABASE_URL name likeverd_app, made as in docs/operations.md; the owner is for migrations.",
    )


def _walls() -> Iterator[Finding]:
    open_tables = _column(OPEN_TABLES)
    yield judged(
        "row-level security",
        not open_tables,
        f"not forced on {', '.join(open_tables)}"
        if open_tables
        else f"forced on all {_one(WITH_TRUST)} tables with a trust",
        "Run 'likeverd migrate'; a table made by hand needs ENABLE and FORCE ROW LEVEL SECURITY and a policy.",
    )
    unguarded = sorted(set(ONLY_ADDED_TO) - set(_column(GUARDED, [ONLY_ADDED_TO])))
    yield judged(
        "append-only tables",
        not unguarded,
        f"no trigger on {', '.join(unguarded)}" if unguarded else "guarded by triggers",
        "Somebody has dropped or disabled a trigger: find out who, run 'likeverd verify_log', restore the trigger.",
    )
    changeable = _column(
        CHANGEABLE, [[name for name in ONLY_ADDED_TO if name != "operations_switchchange"]]
    )
    yield judged(
        "rights on append-only tables",
        not changeable,
        f"{', '.join(changeable)} can be changed" if changeable else "none to change them",
        "Run 'likeverd migrate', which takes the rights away again.",
    )


def _server() -> Iterator[Finding]:
    before = timezone.now()
    apart = abs((_one("SELECT clock_timestamp()") - before).total_seconds())
    yield judged(
        "clock against the database's",
        apart < MOST_SECONDS_APART,
        f"{apart:.2f} s apart",
        "Let both machines take their time from the same servers (chrony or systemd-timesyncd).",
    )
    loose = [
        f"{name} = {value}"
        for name, wanted in LOG_SETTINGS.items()
        if (value := _one("SELECT current_setting(%s)", [name])) != wanted
    ]
    yield judged(
        "database's log",
        not loose,
        ", ".join(loose) or "holds no statements",
        "Set what docs/operations.md says: statements hold patients' data.",
    )
    given = {name: _one("SELECT current_setting(%s)", [name]) for name in settings.TIMEOUTS}
    yield judged(
        "time limits",
        given == settings.TIMEOUTS,
        ", ".join(f"{name} = {value}" for name, value in given.items()),
        "A pooler keeps the connection's settings back: give them to the role, as docs/operations.md says.",
    )
    checksums = _one("SELECT current_setting('data_checksums')")
    yield judged(
        "checksums of pages",
        checksums == "on",
        str(checksums),
        "Stop the server and run 'pg_checksums --enable'.",
        level=Level.WARNING,
    )


def _jobs() -> Iterator[Finding]:
    seen = figures.worker_seen()
    yield judged(
        "worker",
        seen is not None and seen < WORKER_LATE,
        "no sign of life" if seen is None else f"sign of life {seen:.0f} s ago",
        "Start 'likeverd worker'; mail waits until then." + _demo(),
        level=outside_demo(),
    )
    for name, age in (("jobs", figures.queue_age()), ("mail", figures.outbox_age())):
        yield judged(
            f"waiting {name}",
            age < figures.LONGEST_QUEUE,
            f"the oldest has waited {age:.0f} s",
            "Look at the worker's log and at the mail server." + _demo(),
            level=Level.WARNING,
        )


def _archive() -> Iterator[Finding]:
    found = figures.hand_overs(timezone.now())
    yield judged(
        "hand-overs to archives",
        not found.failed and found.oldest < HAND_OVER_LATE,
        f"{found.failed} failed, {found.waiting} wait, the oldest for {found.oldest / 3600:.0f} hours",
        "Run 'likeverd archiver'; 'likeverd archiver --check TRUST' asks an archive. What failed, the archivist "
        "sees on /arkiv/ with the reason.",
        level=Level.WARNING,
    )


def _demo() -> str:
    return "" if settings.PRODUCTION else " (In the demo: while 'make demo' runs.)"


def _one(query: str, values: list[Any] | None = None) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _column(query: str, values: list[Any] | None = None) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]
