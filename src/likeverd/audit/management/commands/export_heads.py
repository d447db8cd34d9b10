"""Writes the heads of the hash chains, signed, to a folder that leaves the machine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.audit.actions import export_heads
from likeverd.audit.heads_file import BrokenHeadsError


class Command(BaseCommand):
    """Answers 0 when the file and its signature stand, 1 when not."""

    help = "Write the signed heads of the hash chains to a folder (default: LIKEVERD_HEADS_FOLDER)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("--to", type=Path, help="the folder")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both files."""
        try:
            path = export_heads(options["to"], now=timezone.now())
        except BrokenHeadsError as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from fault
        self.stdout.write(str(path))
