"""Shows the hand-made cases of the demonstration to their invented patients."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from likeverd.patients.actions.demonstration import release_the_demonstration


class Command(BaseCommand):
    """Never in production."""

    help = "Show the cases of the demonstration to their invented patients."

    def handle(self, *args: Any, **options: Any) -> None:
        """Release them."""
        if settings.PRODUCTION:
            raise CommandError("There are no invented patients in production.")
        self.stdout.write(f"Showed {release_the_demonstration(now())} cases to their patients.")
