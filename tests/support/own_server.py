"""A durable PostgreSQL server that belongs to one test: it may be killed, filled and slowed down.

Made as the product makes its embedded server, with the product's own settings for real data (``fsync`` on). Started as
a child of the test, so that the test has the process in hand.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections

from likeverd.operations import roles
from likeverd.operations.embedded_postgres import Cluster, attached, program
from likeverd.operations.server_settings import settings_of_server
from likeverd.operations.unprivileged import server_user
from tests.support import row_security
from tests.support.databases import TestServer

START_SECONDS = 60


class OwnServer:
    """The server's files lie in ``folder``. ``environment`` and ``settings`` count from the next start on."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder)
        self.environment: dict[str, str] = {}
        self.settings: dict[str, str] = {}
        self.programs = program("postgres").parent
        self.process: subprocess.Popen[bytes] | None = None

    def connect(self, database: str = roles.DATABASE, user: str = "postgres") -> psycopg.Connection:
        """Every statement its own transaction."""
        return psycopg.connect(self.cluster.connection_string(database, user), autocommit=True)

    def make(self) -> None:
        """The files, roles and an empty database."""
        with attached(self.cluster):
            roles.prepare(self.cluster)

    def fill_from(self, server: TestServer, template: str) -> None:
        """Schema and rows of the migrated template. The server must run."""
        source = psycopg.conninfo.make_conninfo(server.superuser, dbname=template)
        dump = subprocess.Popen([program("pg_dump"), source], stdout=subprocess.PIPE)
        target = self.cluster.connection_string(roles.DATABASE)
        subprocess.run(
            [program("psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, target],
            stdin=dump.stdout,
            check=True,
        )
        assert dump.stdout is not None
        dump.stdout.close()
        assert dump.wait() == 0

    def start(self) -> None:
        """Start, and wait until it answers; after a crash it first applies its log."""
        user = server_user(self.programs, self.cluster.directory)
        user.own(self.cluster.directory)
        for left in (
            self.cluster.data / "postmaster.pid",
            self.cluster.socket_directory / ".s.PGSQL.5432.lock",
        ):
            left.unlink(missing_ok=True)
        chosen = settings_of_server(True, None, self.cluster.archive_script) | self.settings
        chosen |= {"unix_socket_directories": str(self.cluster.socket_directory)}
        command = [*user.prefix, str(self.programs / "postgres"), "-D", str(self.cluster.data)]
        for name, value in chosen.items():
            command += ["-c", f"{name}={value}"]
        with self.cluster.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
                | self.environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=user.uid if user.drop else None,
                group=user.gid if user.drop else None,
                extra_groups=[] if user.drop else None,
            )
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """Raises AssertionError with the end of the log where it does not."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process and self.process.poll() is None:
            with contextlib.suppress(psycopg.OperationalError), self.connect("postgres"):
                return
            time.sleep(0.02)
        raise AssertionError(f"the server did not start:\n{self.log()[-2000:]}")

    def kill(self) -> None:
        """SIGKILL to the postmaster and all its children at once: what a power cut is to them."""
        assert self.process is not None
        family = [self.process.pid, *children_of(self.process.pid)]
        for process in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()
        wait_until_gone(family)

    def stop(self) -> None:
        """What ``pg_ctl -m fast stop`` does: everybody is thrown out, the files are closed in order."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()

    def log(self) -> str:
        return self.cluster.log.read_text(errors="replace")


def children_of(process: int) -> list[int]:
    """The processes that a process has started."""
    with open(f"/proc/{process}/task/{process}/children") as file:
        return [int(child) for child in file.read().split()]


def wait_until_gone(processes: list[int]) -> None:
    """A killed process may hold the shared memory for a moment."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(map(_lives, processes)):
        time.sleep(0.01)


def _lives(process: int) -> bool:
    with contextlib.suppress(OSError, IndexError):
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z"
    return False


@contextlib.contextmanager
def used_by_django(server: OwnServer) -> Iterator[None]:
    """Inside, both of Django's aliases use the server; other processes get it by ``environment_of_connections``."""
    before = {alias: dict(connections.settings[alias]) for alias in ("default", "owner")}
    connections.close_all()
    for alias, role in (("default", roles.APPLICATION), ("owner", roles.OWNER)):
        connections.settings[alias] |= {
            "NAME": roles.DATABASE,
            "USER": role,
            "PASSWORD": "",
            "HOST": str(server.cluster.socket_directory),
            "PORT": "",
        }
    row_security.see_everything_by_default(connections.settings["default"])
    try:
        yield
    finally:
        connections.close_all()
        for alias, chosen in before.items():
            connections.settings[alias] |= chosen


@contextlib.contextmanager
def own_server(
    test_server: TestServer, template: str, folder: Path | None = None, **settings: Any
) -> Iterator[OwnServer]:
    """A running server with the template's schema, used by Django; gone afterwards."""
    place = Path(tempfile.mkdtemp(prefix="likeverd-own-", dir=folder))
    place.chmod(0o755)
    server = OwnServer(place / "postgres")
    server.settings = settings
    try:
        server.make()
        server.start()
        server.fill_from(test_server, template)
        with used_by_django(server):
            yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.kill()
        shutil.rmtree(place, ignore_errors=True)
