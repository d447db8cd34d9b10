"""Serves the figures for monitoring, on an address of its own."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from likeverd.operations.metrics.serving import WrongAddress, listening_server


class Command(BaseCommand):
    help = "Serve figures for Prometheus on LIKEVERD_METRICS_ADDRESS, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.METRICS_ADDRESS:
            raise CommandError("Set LIKEVERD_METRICS_ADDRESS, such as 127.0.0.1:9464.")
        try:
            server = listening_server(settings.METRICS_ADDRESS)
        except (WrongAddress, OSError) as error:
            raise CommandError(str(error)) from error
        with server:
            host, port = server.server_address[:2]
            self.stdout.write(f"Figures at http://{host!s}:{port}/metrics")
            self.stdout.flush()
            server.serve_forever()
