"""Writes the page that the proxy shows when Likeverd does not answer."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.operations.status_page.writing import write


class Command(BaseCommand):
    help = (
        "Write the status page and the paper form as plain files (the worker does so each minute)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, default=settings.STATUS_FOLDER, help="folder")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = write(options["to"], timezone.now())
        except OSError as error:
            raise CommandError(f"The status page could not be written: {error}") from error
        for path in written:
            self.stdout.write(str(path))
