"""Writes the de-identified rows of cases that have none: after an upgrade, or after cases were written in bulk."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from likeverd.cases.actions.like_cases import rebuild


class Command(BaseCommand):
    """May be repeated: what is there stays as it is. All of it in one transaction."""

    help = "Write the de-identified rows of like cases that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them, and tell how many."""
        rows, running = rebuild(now=timezone.now())
        self.stdout.write(f"Wrote {rows} like cases and {running} running ones.")
