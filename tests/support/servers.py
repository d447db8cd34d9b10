"""A real web server (gunicorn with two workers) for tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 120  # a busy machine is no fault


@dataclass
class LiveServer:
    """A running server: ``url`` ends without a slash; ``process`` is gunicorn's master."""

    url: str
    process: subprocess.Popen[bytes]
    log_path: str

    def log(self) -> str:
        """What the server has written so far."""
        with open(self.log_path, errors="replace") as file:
            return file.read()

    def stop(self) -> None:
        """At once, with its workers: a tidy end takes gunicorn a second, and most tests ask nothing of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.unlink(self.log_path)


def start_server(
    environment: dict[str, str], workers: int = 2, log_to: Path | None = None
) -> LiveServer:
    """Start gunicorn on a free port of this machine and wait until it answers.

    ``log_to`` lets it write its log elsewhere, where nobody reads it.
    """
    with (
        socket.socket() as listener,
        tempfile.NamedTemporaryFile("wb", delete=False) as log,
        (log_to or Path(log.name)).open("wb") as output,
    ):
        listener.bind(("127.0.0.1", 0))
        listener.listen(128)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "python:likeverd.operations.gunicorn_config",
        ]
        command += ["--workers", str(workers), "--bind", f"fd://{listener.fileno()}"]
        process = subprocess.Popen(
            command,
            # Links in mails, and where a provider sends people back to, lead to this server.
            env=os.environ | {"PUBLIC_ADDRESS": url} | environment,
            pass_fds=(listener.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it can be stopped with its workers
        )
    server = LiveServer(url, process, log.name)
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health/ready", timeout=5):
                return server
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    text = server.log()
    server.stop()
    raise RuntimeError(f"The web server did not start:\n{text}")
