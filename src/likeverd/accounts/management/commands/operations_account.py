"""Makes or closes the emergency account of operations."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.accounts.actions.operations import create_account, end_account


class Command(BaseCommand):
    """The password is read from standard input; the secret for the codes is printed once."""

    help = "Make an emergency account of operations (password from standard input), or close one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Its name, and who makes it."""
        parser.add_argument("username")
        parser.add_argument("--by", default="", help="who makes the account")
        parser.add_argument("--end", action="store_true", help="close the account for good")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it and print the address for an authenticator app, or close it."""
        now = timezone.now()
        if options["end"]:
            if not end_account(options["username"], now=now):
                raise CommandError("There is no open account of that name.")
            self.stdout.write("The account is closed.")
            return
        try:
            address = create_account(options["username"], _typed(), by=options["by"], now=now)
        except ValueError as refusal:
            raise CommandError(f"No account: {refusal}.") from refusal
        self.stdout.write(address)


def _typed() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password, at least 14 characters (not shown): ")
    return sys.stdin.readline().rstrip("\n")
