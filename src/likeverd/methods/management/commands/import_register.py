"""Imports the registers of organisations and methods."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

import likeverd
from likeverd.core.registers import BrokenRegisterError
from likeverd.core.workdays import local_day
from likeverd.methods.actions import import_registers
from likeverd.methods.register_files import read_files

PACKAGE = Path(likeverd.__file__).parent
SHIPPED = (
    PACKAGE / "organisations" / "data" / "trusts.json",
    PACKAGE / "methods" / "data" / "methods.json",
)
SHIPPED_FOR_DEMONSTRATION = (PACKAGE / "methods" / "data" / "demonstration_methods.json",)


class Command(BaseCommand):
    """Answers 0 when all was imported, 1 when anything was broken and nothing was written."""

    help = "Import trusts and methods from FILE (JSON or CSV), or the registers that are shipped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file, or none for what is shipped."""
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="JSON of organisations or methods, or CSV of methods or of their entries "
            "(default: what is shipped)",
        )
        parser.add_argument(
            "--lines",
            action="store_true",
            help="tell of each row of methods what was done with it, and where it stood in the file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, so that all faults are told at once; then write."""
        demonstration = settings.LIKEVERD_MODE != "production"
        shipped = (*SHIPPED, *SHIPPED_FOR_DEMONSTRATION) if demonstration else SHIPPED
        files = [options["file"]] if options["file"] else shipped
        try:
            found = read_files(files, today=local_day(timezone.now()))
            tallies = import_registers(
                found.organisations,
                found.methods,
                found.entries,
                demonstration=demonstration,
                document=files[0].name if options["file"] else "shipped",
            )
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from fault
        except BrokenRegisterError as fault:
            raise CommandError(f"{fault}\nNothing was written.") from fault
        for tally in tallies:
            self.stdout.write(str(tally))
            if options["lines"]:
                for line in tally.lines:
                    self.stdout.write(f"  {line}")
