"""Turns a switch of operations, or shows how all of them stand."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from likeverd.operations.actions import turn
from likeverd.operations.models import SwitchChange


class Command(BaseCommand):
    help = "Turn read_only, uploads_off or mail_off on or off; without a name, show how they stand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "switch", nargs="?", choices=[name for name, _ in SwitchChange.SWITCHES]
        )
        parser.add_argument("state", nargs="?", choices=["on", "off"])
        parser.add_argument("--reason", help="why; kept for good")
        parser.add_argument("--by", help="who (default: the user of this machine)")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["switch"] and not options["state"]:
            raise CommandError("Say on or off.")
        if options["switch"]:
            if not (options["reason"] or "").strip():
                raise CommandError("Say why with --reason; it is kept for good.")
            turn(
                options["switch"],
                on=options["state"] == "on",
                by=options["by"] or getpass.getuser(),
                reason=options["reason"],
                now=timezone.now(),
            )
        self._show()

    def _show(self) -> None:
        for name, meaning in SwitchChange.SWITCHES:
            last = SwitchChange.objects.filter(switch=name).order_by("-id").first()
            state = "on" if last and last.on else "off"
            since = f" since {last.at:%Y-%m-%d %H:%M} UTC, {last.by}: {last.reason}" if last else ""
            self.stdout.write(f"{name} ({meaning}): {state}{since}")
        if settings.READ_ONLY:
            self.stdout.write(
                "LIKEVERD_READ_ONLY is set: read-only here, whatever the switch says."
            )
