"""Starts everything on one machine with synthetic people."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from likeverd.operations.demo import DemoError, run_demo


class Command(BaseCommand):
    help = "Start the demo: database, synthetic cases, web server and worker, until Ctrl-C."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=8000,
            help="port to answer on (default 8000; 0 takes a free one)",
        )
        parser.add_argument(
            "--bind",
            default="127.0.0.1",
            help="address to answer on (default 127.0.0.1: this machine only)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo does not run in production mode.")
        try:
            run_demo(options["bind"], options["port"])
        except DemoError as error:
            raise CommandError(str(error)) from error
