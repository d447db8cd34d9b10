"""Takes a trust's logs out, for somebody outside to verify or to read."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.audit.heads_file import BrokenHeadsError
from likeverd.audit.log_export.actions import NotTakenOut, Wanted, export_log
from likeverd.core.log_exporting import DAYS_KEPT, Format
from likeverd.organisations.models import Person


class Command(BaseCommand):
    """Answers 0 when the folder stands whole, 1 when nothing was written; who and why are kept either way."""

    help = (
        "Write a trust's logs to a new folder: the exact texts of its hash chains with signed heads, or the access log "
        "as FHIR AuditEvent. deploy/verify_log_export.py checks the chains."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose log, where to, who asks and why."""
        parser.add_argument("trust", help="the trust's code")
        parser.add_argument("--to", type=Path, required=True, help="a folder that is not there yet")
        parser.add_argument("--by", required=True, help="user name of a log reviewer of the trust")
        parser.add_argument("--purpose", required=True, help="what the export is for; is kept")
        parser.add_argument(
            "--format", choices=[each.value for each in Format], default=Format.CHAIN.value
        )
        parser.add_argument(
            "--days",
            type=int,
            default=DAYS_KEPT,
            help=f"how long the files may be kept (default: {DAYS_KEPT})",
        )
        parser.add_argument(
            "--after", type=int, default=0, help="fhir: only rows after this place in the chain"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say where the chain ended."""
        by = Person.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError(f"There is no person with the user name {options['by']!r}.")
        wanted = Wanted(
            options["trust"],
            options["purpose"],
            Format(options["format"]),
            options["days"],
            options["after"],
        )
        try:
            export = export_log(wanted, options["to"], by=by, now=timezone.now())
        except (NotTakenOut, BrokenHeadsError) as fault:
            raise CommandError(str(fault)) from fault
        except OSError as fault:
            raise CommandError(f"{fault.filename}: {fault.strerror}") from fault
        for line in export.contents:
            name, rows, checksum = line.split("|")
            self.stdout.write(f"{options['to'] / name}: {rows} rows, SHA-256 {checksum}")
