"""Runs the jobs that steps have queued: mail and everything else that leaves the process."""

from __future__ import annotations

import asyncio
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


class Command(BaseCommand):
    help = "Run queued jobs until stopped (SIGTERM lets the job in hand finish)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--concurrency", type=int, default=1, help="jobs at the same time (default 1)"
        )
        parser.add_argument("--once", action="store_true", help="stop when no job is waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(self._work(options["concurrency"], wait=not options["once"]))

    async def _work(self, concurrency: int, wait: bool) -> None:
        # Django's own connections cannot listen for new jobs; this one can.
        connector = DjangoConnector(settings.PROCRASTINATE_DATABASE_ALIAS).get_worker_connector()
        with app.replace_connector(connector):
            async with app.open_async():
                await app.run_worker_async(
                    concurrency=concurrency,
                    wait=wait,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=30,
                )
