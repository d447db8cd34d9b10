"""Issues an access token for the API."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.accounts.actions import issue_token
from likeverd.organisations.models import Person


class Command(BaseCommand):
    """Prints the token and nothing else, so that a shell can take it in."""

    help = "Issue an access token for the API to a person. Prints the token alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who the token is for, and how long it lives."""
        parser.add_argument("username")
        parser.add_argument(
            "--minutes", type=int, default=60, help="life in minutes, 1 to 720 (default 60)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Find the person and issue the token."""
        person = Person.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"There is no person with the user name {options['username']!r}.")
        try:
            raw = issue_token(
                person, now=timezone.now(), life=timedelta(minutes=options["minutes"])
            )
        except ValueError as refusal:
            raise CommandError(f"No token: {refusal}.") from refusal
        self.stdout.write(raw)
