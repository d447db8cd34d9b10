"""Runs the rules of log review."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.audit.review.actions import review_log

LONGEST = 366


class Command(BaseCommand):
    """What the worker does each night, by hand: may be repeated, nothing is kept twice."""

    help = "Run the rules of log review over the access log of every trust."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How far back."""
        parser.add_argument(
            "--days", type=int, default=30, help="today and the days before (default: 30 in all)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say what is new."""
        if not 1 <= options["days"] <= LONGEST:
            raise CommandError(f"--days is from 1 to {LONGEST}.")
        found = review_log(options["days"], now=timezone.now())
        for trust, number in found.items():
            if number:
                self.stdout.write(f"{trust}: {number} new findings")
        self.stdout.write(f"{sum(found.values())} new findings in {len(found)} trusts.")
