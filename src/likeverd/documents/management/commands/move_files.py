"""Carries the content of files to where LIKEVERD_FILES says that new files go, or back into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from likeverd.documents.storing import StorageAway, new_files_lie_apart
from likeverd.documents.storing.actions import move_files


class Command(BaseCommand):
    """May be stopped and begun again: each file is moved in a transaction of its own, and compared when it has."""

    help = "Carry files from the database to the storage of LIKEVERD_FILES (--to-database: back)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--to-database", action="store_true", help="from the storage into the database"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Move them, and tell how many; exit 1 where some could not be moved."""
        if not new_files_lie_apart():
            raise CommandError("Set LIKEVERD_FILES to folder or s3 first. See docs/operations.md.")
        try:
            done = move_files(to_database=options["to_database"])
        except StorageAway as away:
            raise CommandError(f"The storage cannot be used: {away}") from away
        self.stdout.write(f"{done.moved} files moved.")
        if done.left:
            left = ", ".join(map(str, done.left))
            raise CommandError(f"These could not be read, and lie where they lay: {left}")
