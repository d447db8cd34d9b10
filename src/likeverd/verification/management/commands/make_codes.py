"""Gives a code to decisions that have none: after an upgrade, or after cases were written in bulk."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from likeverd.verification.actions import make_missing


class Command(BaseCommand):
    """May be repeated: codes that are there stay as they are. All of it in one transaction."""

    help = "Give a code for checks to granted cases that have none."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and tell how many."""
        self.stdout.write(f"Made {make_missing(now=timezone.now())} codes.")
