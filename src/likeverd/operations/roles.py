"""The two database roles, and what each may do.

``likeverd_owner`` owns the schema and is used by migrations alone. ``likeverd_app`` reads and writes rows and can
change no table; tables that are only added to take more away from it in their own migrations. The statements here
are those that docs/operations.md gives to the operator of a real server.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from likeverd.operations.embedded_postgres import Cluster

OWNER = "likeverd_owner"
APPLICATION = "likeverd_app"
DATABASE = "likeverd"

# Run by the owner inside each new database, before the first migration.
SCHEMA_STATEMENTS = (
    (
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public"
        f" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION}"
    ),
    f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION}",
    f"GRANT USAGE ON SCHEMA public TO {APPLICATION}",
)
# Run by the owner after each migration: the record of migrations is not the application's to write.
AFTER_MIGRATION = (f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APPLICATION}",)


def ensure_roles(superuser: psycopg.Connection) -> None:
    """Make the two roles where they are missing. Without password: the embedded server's folder guards the door."""
    for role in (OWNER, APPLICATION):
        found = superuser.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if not found:
            superuser.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def ensure_database(superuser: psycopg.Connection, name: str) -> bool:
    """Make a database that the owner owns, where it is missing. Answers whether it was made. Needs autocommit."""
    if superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    superuser.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
            sql.Identifier(name), sql.Identifier(OWNER)
        )
    )
    guard_database(superuser, name)
    return True


def guard_database(superuser: psycopg.Connection, name: str) -> None:
    """Let nobody but the two roles into a database, and let the application make no temporary tables."""
    superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
    superuser.execute(
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(
            sql.Identifier(name), sql.Identifier(APPLICATION)
        )
    )


def ensure_schema(owner: psycopg.Connection) -> None:
    """Give the application its rights on what the owner will make. May be repeated."""
    for statement in SCHEMA_STATEMENTS:
        owner.execute(sql.SQL(statement))


def prepare(cluster: Cluster, database: str = DATABASE) -> None:
    """Roles, database and rights on a running embedded server."""
    with psycopg.connect(cluster.connection_string(), autocommit=True) as superuser:
        ensure_roles(superuser)
        ensure_database(superuser, database)
    with psycopg.connect(cluster.connection_string(database, OWNER), autocommit=True) as owner:
        ensure_schema(owner)
