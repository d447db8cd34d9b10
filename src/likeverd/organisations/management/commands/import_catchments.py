"""Imports the register of catchment areas: which municipality or city district belongs to which trust, and when."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

import likeverd
from likeverd.core.registers import BrokenRegisterError, PlacedPeriod, parse_catchments_csv
from likeverd.core.registers.reading import decoded
from likeverd.organisations.actions import import_catchments
from likeverd.organisations.models import HospitalTrust

DATA = Path(likeverd.__file__).parent / "organisations" / "data"
DEMONSTRATION = DATA / "demonstration_catchments.csv"


class Command(BaseCommand):
    """Answers 0 when all was imported, 1 when anything was broken and nothing was written."""

    help = "Import catchment areas from FILE (CSV, see docs/catchments.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A file, or none for the demonstration's."""
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="CSV of periods (default: those of the demonstration)",
        )
        parser.add_argument("--reason", default="", help="why periods in the register are replaced")
        parser.add_argument("--check", action="store_true", help="tell what would be done, no more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read everything first, so that all faults are told at once; then write."""
        path = options["file"] or DEMONSTRATION
        if options["file"] is None and settings.PRODUCTION:
            raise CommandError("Name a file. What is shipped is for the demonstration alone.")
        try:
            done = import_catchments(
                _read(path),
                document=path.name[:120],
                reason=options["reason"],
                now=timezone.now(),
                preview=options["check"],
            )
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from fault
        except BrokenRegisterError as fault:
            raise CommandError(f"{fault}\nNothing was written.") from fault
        for line in done.tally.lines:
            self.stdout.write(line)
        for gap in done.gaps:
            self.stdout.write(f"gap: {gap.area} has no trust from {gap.first} to {gap.last}")
        self.stdout.write(str(done.tally))
        if options["check"]:
            self.stdout.write("Nothing was written.")


def _read(path: Path) -> tuple[PlacedPeriod, ...]:
    codes = frozenset(HospitalTrust.objects.values_list("code", flat=True))
    return parse_catchments_csv(decoded(path.read_bytes()), trusts=codes)
