"""Fills an empty installation with invented people and cases."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from likeverd.cases.seeding.actions.demonstration import write_demonstration
from likeverd.cases.seeding.refused import NotSeeded


class Command(BaseCommand):
    """All of it or nothing; never in production."""

    help = "Fill an empty installation with invented people and cases for the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the demonstration."""
        if settings.PRODUCTION:
            raise CommandError("There are no invented people or cases in production.")
        try:
            country, numbers = write_demonstration(now())
        except NotSeeded as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Made {len(numbers)} cases by hand and {country} of a whole country.")
