"""The server of the metrics: a process of its own, on an address that the public never reaches."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from likeverd.operations import figures
from likeverd.operations.switches import read_now

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
DAY = 24 * 60 * 60


class WrongAddress(ValueError):
    """The address is not one that only this machine or a named network reaches."""


class HouseCollector:
    """Figures that are asked for at each reading, not counted. Without the database those that need it are left out."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = timezone.now()
        for name, meaning, ask in (
            ("backup_age_seconds", "Since the newest backup", figures.backup_age),
            ("heads_export_age_seconds", "Since chain ends were exported", figures.heads_age),
        ):
            if (seconds := ask(now)) is not None:
                yield _gauge(name, meaning, seconds)
        if (drill := figures.drill_age(now)) is not None:
            yield _gauge("restore_drill_days", "Days since a restore proved good", drill / DAY)
        yield _gauge("disk_free_ratio", "Free part of the fullest disk", figures.disk_free())
        found: list[GaugeMetricFamily] = []
        try:
            found = list(self._from_database())
        except DatabaseError:
            pass
        finally:
            connection.close()
        yield _gauge("database_up", "Whether the database answers", float(bool(found)))
        yield from found

    def _from_database(self) -> Iterator[GaugeMetricFamily]:
        yield _gauge("queue_age_seconds", "Age of the oldest waiting job", figures.queue_age())
        yield _gauge("outbox_age_seconds", "Age of the oldest unsent mail", figures.outbox_age())
        if (seen := figures.worker_seen()) is not None:
            yield _gauge("worker_seen_seconds", "Since a worker's sign of life", seen)
        archive = figures.hand_overs(timezone.now())
        yield _gauge("archive_failed", "Hand-overs to archives that failed", archive.failed)
        yield _gauge("archive_waiting", "Hand-overs to archives that wait", archive.waiting)
        yield _gauge("archive_age_seconds", "Age of the oldest waiting hand-over", archive.oldest)
        standing = read_now()
        for name in ("read_only", "uploads_off", "mail_off"):
            yield _gauge(
                f"switch_{name}", "1 where the switch is on", float(getattr(standing, name))
            )


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"likeverd_{name}", meaning, value=value)


def all_figures() -> bytes:
    """Everything, in the form that Prometheus reads."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(settings.METRICS_FOLDER))
    registry.register(HouseCollector())  # type: ignore[arg-type]
    return generate_latest(registry)


def listening_server(address: str) -> ThreadingHTTPServer:
    """A server on ``host:port``. Raises WrongAddress for an address that everybody reaches."""
    host, _, port = address.rpartition(":")
    host = host.strip("[]")
    try:
        given = ipaddress.ip_address(host)
        number = int(port)
    except ValueError as error:
        raise WrongAddress(f"{address!r} is not of the form 127.0.0.1:9464.") from error
    if given.is_unspecified or given.is_global:
        raise WrongAddress(
            f"{host} is open to others; take 127.0.0.1 or an address of a closed network."
        )
    server = type(
        "Server", (ThreadingHTTPServer,), {"address_family": _family(given), "daemon_threads": True}
    )
    return server((host, number), _handler(all_figures))


def _family(given: ipaddress.IPv4Address | ipaddress.IPv6Address) -> socket.AddressFamily:
    return socket.AF_INET6 if given.version == 6 else socket.AF_INET


def _handler(read: Callable[[], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "likeverd", ""

        def do_GET(self) -> None:
            if self.path != "/metrics":
                self.send_error(404)
                return
            body = read()
            self.send_response(200)
            self.send_header("Content-Type", CONTENT_TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Nothing: it is read every few seconds."""

    return Handler
