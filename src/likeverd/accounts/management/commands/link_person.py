"""Says which identity number belongs to a person of ours, so that the person can sign in with HelseID."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.accounts.actions.links import AlreadyLinked, end_link, link_person
from likeverd.core.identity import IdentityRefusal, read
from likeverd.organisations.models import Person


class Command(BaseCommand):
    """The number is read from standard input: arguments are seen by everybody on the machine."""

    help = (
        "Link a person to an identity number, read from standard input, for sign-in with HelseID."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who is linked, who says so, and why."""
        parser.add_argument("username")
        parser.add_argument("--by", required=True, help="who makes the link")
        parser.add_argument(
            "--reason", required=True, help="how the identity was checked, or why it ends"
        )
        parser.add_argument("--end", action="store_true", help="end the link; no number is read")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the link, or end it."""
        person = Person.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"There is no person with the user name {options['username']!r}.")
        told = {"by": options["by"], "reason": options["reason"], "now": timezone.now()}
        if options["end"]:
            if not end_link(person, **told):
                raise CommandError("There is no link to end.")
            self.stdout.write("The link has ended; the person cannot sign in with HelseID.")
            return
        number = read(_typed(), synthetic_allowed=not settings.PRODUCTION)
        if isinstance(number, IdentityRefusal):
            raise CommandError(f"The number cannot be used: {number.message.en}")
        try:
            link_person(person, number, **told)
        except AlreadyLinked:
            raise CommandError("The number is linked to another person already.") from None
        except ValueError as refusal:
            raise CommandError(f"No link: {refusal}.") from refusal
        self.stdout.write("The person is linked and can sign in with HelseID.")


def _typed() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Identity number (not shown): ")
    return sys.stdin.readline().strip()
