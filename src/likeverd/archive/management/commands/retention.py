"""Deletes cases that are past their time, or lists what would go."""

from argparse import ArgumentParser
from getpass import getuser
from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.archive.actions.deleting import DELETED, GONE, candidates, delete_due
from likeverd.core.retention import KEPT_WORDS, KeptBecause
from likeverd.core.workdays import local_day


class Command(BaseCommand):
    """One line for each case; exit code 1 where one that should have gone did not."""

    help = (
        "Delete cases that are past their time (--dry-run lists what would go, and what is held)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """List alone, or as the nightly job."""
        parser.add_argument("--dry-run", action="store_true", help="list, and delete nothing")
        parser.add_argument(
            "--nightly", action="store_true", help="only at trusts that have switched this on"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """List or delete."""
        today = local_day(timezone.now())
        if options["dry_run"]:
            self._list(today)
            return
        run = uuid4()
        name = "nightly" if options["nightly"] else getuser()
        done = failed = 0
        for one, outcome in delete_due(run, name, today, nightly=options["nightly"]):
            self.stdout.write(f"{one.number}\t{outcome}")
            done += outcome == DELETED
            failed += outcome not in (DELETED, GONE)
        if failed:
            raise CommandError(f"{done} cases were deleted, {failed} were not (run {run}).")
        self.stdout.write(f"{done} cases were deleted (run {run}).")

    def _list(self, today: Any) -> None:
        going = 0
        for one in candidates(today):
            if not one.kept:
                going += 1
                self.stdout.write(f"{one.number}\t{one.trust}\tgoes\tsince {one.day}")
            elif KeptBecause.NOT_YET not in one.kept and KeptBecause.RUNS not in one.kept:
                why = ", ".join(KEPT_WORDS[each].en for each in one.kept)
                self.stdout.write(f"{one.number}\t{one.trust}\tstays\t{why} (due {one.day})")
        self.stdout.write(f"{going} cases would be deleted.")
