"""A server of its own to measure: durable embedded PostgreSQL and gunicorn with two workers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.servers import LiveServer, start_server

WORKERS = 2


def run(*arguments: str) -> None:
    """Run a likeverd command on the measured database; its errors end the measurement."""
    subprocess.run(
        [sys.executable, "-m", "likeverd.command_line", *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def see_everything() -> None:
    """Let this process, which measures, look at all trusts as the owner at work; the server and commands do not."""
    from django.db import connections

    chosen = connections.settings["default"]
    chosen["USER"] = connections.settings["owner"]["USER"]
    given = chosen["OPTIONS"].get("options", "")
    chosen["OPTIONS"]["options"] = f"{given} -c likeverd.maintenance=on"


@contextmanager
def stage(folder: Path) -> Iterator[LiveServer]:
    """A migrated database with registers and demo people under ``folder``, and a web server."""
    from django.conf import settings
    from django.db import connections

    from likeverd.operations import embedded_postgres, roles

    see_everything()
    attachment = embedded_postgres.attach(settings.EMBEDDED_CLUSTER)
    try:
        roles.prepare(settings.EMBEDDED_CLUSTER)
        run("migrate")
        run("compile_messages")
        run("collectstatic", "--noinput")
        run("import_register")
        run("seed_demo")
        server = start_server(dict(os.environ), workers=WORKERS)
        try:
            yield server
        finally:
            server.stop()
            connections.close_all()
    finally:
        attachment.release()


def analyse() -> None:
    """Let the database count its rows, as it does by itself some time after so many new ones."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def memory_of_workers(server: LiveServer) -> list[float]:
    """Proportional memory of each worker in MB (shared pages counted by their share)."""
    found = []
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    for pid in children.read_text().split():
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        found += [int(line.split()[1]) / 1024 for line in rollup if line.startswith("Pss:")]
    return found
