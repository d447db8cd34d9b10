"""Django's migrate, run as the role that owns the schema."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from likeverd.operations import roles


class Command(migrate.Command):
    """Runs on the alias ``owner`` unless another is asked for, and renews the application's rights afterwards."""

    help = "Bring the database to this release's schema, as the role that owns it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        alias = options["database"]
        if alias not in connections:
            raise CommandError(
                "Migrations run as the schema's owner: set DATABASE_OWNER_URL. See docs/operations.md."
            )
        self._find_roles(alias)
        self._execute(alias, roles.SCHEMA_STATEMENTS)
        super().handle(*args, **options)
        self._execute(alias, roles.AFTER_MIGRATION)

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
