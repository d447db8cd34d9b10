"""Sets up the committee of the demonstration: settings, seats, waiting cases, and a meeting that can be walked."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from likeverd.committee.actions.demonstration import prepare_the_demonstration


class Command(BaseCommand):
    """Never in production."""

    help = "Set up the assessment committee of the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it."""
        if settings.PRODUCTION:
            raise CommandError("There is no invented committee in production.")
        meeting = prepare_the_demonstration(now())
        self.stdout.write(f"The committee meets on {meeting.begins_at:%Y-%m-%d}.")
