"""Django's migrate, run as the role that owns the schema, and never in people's way."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, Final

import psycopg
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

from likeverd.operations import roles

# A change of a table waits for those who use it, and everybody else waits behind the change: so it gives up after
# this time, lets people through, and tries again.
LOCK_TIMEOUT: Final = "100ms"
PAUSE: Final = 0.4  # seconds
WAIT: Final = 120  # seconds


class Command(migrate.Command):
    """Runs on the alias ``owner`` unless another is asked for, and renews the application's rights afterwards."""

    help = "Bring the database to this release's schema, as the role that owns it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")
        parser.add_argument(
            "--wait",
            type=float,
            default=WAIT,
            metavar="SECONDS",
            help=f"how long to go on trying while somebody uses a table (default {WAIT})",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        alias = options["database"]
        if alias not in connections:
            raise CommandError(
                "Migrations run as the schema's owner: set DATABASE_OWNER_URL. See docs/operations.md."
            )
        self._find_roles(alias)
        deadline = time.monotonic() + options["wait"]
        self._execute(alias, (f"SET lock_timeout = '{LOCK_TIMEOUT}'",))
        try:
            for part in (
                lambda: self._execute(alias, roles.SCHEMA_STATEMENTS),
                lambda: super(Command, self).handle(*args, **options),
                # Towards one migration by name, some of the tables that rights are given on may not be there.
                lambda: self._execute(
                    alias, () if options.get("migration_name") else roles.AFTER_MIGRATION
                ),
            ):
                self._until_free(part, deadline)
        finally:
            connections[alias].close()  # with its lock_timeout

    def _until_free(self, part: Callable[[], Any], deadline: float) -> None:
        """Do a part again and again until no lock is in its way; what is done already is not done twice."""
        while True:
            try:
                part()
                return
            except OperationalError as error:
                if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                    raise
                if time.monotonic() > deadline:
                    raise CommandError(
                        "Somebody uses a table all the time; nothing of this migration was done, and nobody was held "
                        "up. End long transactions (SELECT pid, xact_start FROM pg_stat_activity ORDER BY 2), or try "
                        "again in a quiet hour."
                    ) from error
            self.stderr.write("Somebody uses a table; trying again.")
            time.sleep(PAUSE)

    def _find_roles(self, alias: str) -> None:
        with connections[alias].cursor() as cursor:
            cursor.execute(
                "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)", [[*roles.ROLES]]
            )
            found = {name for (name,) in cursor.fetchall()}
        missing = [role for role in roles.ROLES if role not in found]
        if missing:
            raise CommandError(
                f"The database server lacks {', '.join(missing)}. Make them as docs/operations.md says; "
                "nothing was changed."
            )

    def _execute(self, alias: str, statements: tuple[str, ...]) -> None:
        with connections[alias].cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
