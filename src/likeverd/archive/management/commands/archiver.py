"""Hands cases that have ended over to their trusts' archives."""

from __future__ import annotations

import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.utils import timezone

from likeverd.archive.actions.deleting import catch_up
from likeverd.archive.actions.handing_over import check_archive, hand_over_waiting
from likeverd.archive.port import NotDone
from likeverd.core.archive.steps import TROUBLE_WORDS
from likeverd.operations.switches import read_now

PAUSE = 10.0  # seconds between looks for something that is due


class Command(BaseCommand):
    """Runs until stopped. The step in hand is finished; a second signal, or kill -9, loses nothing either."""

    help = (
        "Hand ended cases over to the archive until stopped (SIGTERM lets the step in hand finish)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Once, for a timer or a test."""
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument(
            "--check",
            metavar="TRUST",
            help="ask a trust's archive whether it can be used, and stop",
        )

        parser.add_argument(
            "--catch-up",
            action="store_true",
            help="say that cases which ended before there was an archive are due, and stop",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, hand over, pause."""
        if options["catch_up"]:
            self.stdout.write(f"{catch_up(timezone.now())} cases are due now.")
            return
        if options["check"]:
            self._check(options["check"])
            return
        self.stopped = False
        signal.signal(signal.SIGTERM, self._stop)
        if options["once"]:
            done = hand_over_waiting(timezone.now)
            self.stdout.write(f"{done} steps tried.")
            return
        while not self.stopped:
            try:
                if not read_now().read_only and hand_over_waiting(timezone.now, most=20):
                    continue
            except OperationalError as away:
                self.stderr.write(f"The database is away ({type(away).__name__}); trying again.")
                connection.close()
            self._pause()

    def _check(self, trust: str) -> None:
        try:
            self.stdout.write(f"{trust}: {check_archive(trust, timezone.now())}")
        except NotDone as away:
            raise CommandError(f"{trust}: {TROUBLE_WORDS[away.trouble].en}") from away

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopped = True

    def _pause(self) -> None:
        until = time.monotonic() + PAUSE
        while not self.stopped and time.monotonic() < until:
            time.sleep(0.2)
