"""Fills an installation with synthetic cases in bulk."""

import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.cases.seeding.actions.bulk import write_cases
from likeverd.cases.seeding.figures import CASES_IN_RECENT_YEARS
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.core.workdays import local_day

SILENT_SECONDS = 1.0


class Command(BaseCommand):
    """All of them in one transaction or none; never in production."""

    requires_system_checks = ()  # the pages are not needed, and loading them takes a second
    help = "Write synthetic cases of the whole country in bulk, for demonstrations and measuring."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many cases, which ones, and until when."""
        parser.add_argument(
            "--cases",
            type=int,
            default=CASES_IN_RECENT_YEARS,
            help=f"how many cases (default {CASES_IN_RECENT_YEARS}: a country in recent years)",
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed gives the same cases (default 1)"
        )
        parser.add_argument(
            "--today",
            type=_day,
            default=None,
            help="the day on which the cases are where they are, as 2026-11-23 (default: today)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the cases; tell how far it has come if it takes its time."""
        if settings.PRODUCTION:
            raise CommandError("There are no synthetic cases in production.")
        cases, began = options["cases"], time.monotonic()
        told = began

        def tell(done: int) -> None:
            nonlocal told
            if time.monotonic() - told > SILENT_SECONDS:
                told = time.monotonic()
                print(f"seed: {done} of {cases} cases", file=sys.stderr)  # noqa: T201 - progress

        try:
            write_cases(cases, options["seed"], options["today"] or _today(), tell)
        except NotSeeded as refusal:
            raise CommandError(f"{refusal} Nothing was written.") from refusal
        self.stdout.write(f"Wrote {cases} cases in {time.monotonic() - began:.1f} seconds.")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ArgumentTypeError(f"write the day as 2026-11-23, not {text!r}") from fault


def _today() -> date:
    return local_day(timezone.now())
