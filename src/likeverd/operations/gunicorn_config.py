"""How gunicorn runs Likeverd. Everything can be overridden on its command line.

Sync workers: measured on two cores they carry more pages a second than threads, and ASGI costs 2–3 times the processor
time (docs/adr/0005). One worker for each core and one more.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

wsgi_app = "likeverd.wsgi"
worker_class = "sync"
workers = int(os.environ.get("LIKEVERD_WORKERS") or (os.cpu_count() or 1) + 1)
preload_app = True  # the code is loaded once and shared by the workers
max_requests = 5000  # a worker that leaks is replaced before it matters …
max_requests_jitter = 500  # … but not all at the same moment
timeout = 30
graceful_timeout = 20
keepalive = 5
# Heartbeats stand in memory, so that they never wait for a disk.
MEMORY = Path("/dev/shm")  # noqa: S108 - gunicorn makes unguessable, unlinked files there
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
control_socket_disable = True
accesslog = None  # the proxy keeps one; addresses of pages say which case was read
errorlog = "-"
loglevel = os.environ.get("LIKEVERD_GUNICORN_LOG", "warning")
# What gunicorn itself reports goes through the same formatter: addresses of pages are not for the log.
_PRODUCTION = (os.environ.get("LIKEVERD_MODE") or "production") == "production"
_FORM = os.environ.get("LIKEVERD_LOG") or ("json" if _PRODUCTION else "plain")
_FORMATTERS = {
    "json": {"()": "likeverd.operations.log_format.JsonFormatter"},
    "plain": {"()": "likeverd.operations.log_format.PlainFormatter", "whole": not _PRODUCTION},
}
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": _FORMATTERS,
    "handlers": {
        "output": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": _FORM,
        }
    },
    "root": {"handlers": ["output"], "level": "WARNING"},
    "loggers": {
        "gunicorn.error": {"handlers": ["output"], "level": loglevel.upper(), "propagate": False}
    },
}


def on_starting(server: Any) -> None:
    """A new start counts from zero."""
    from django.conf import settings

    from likeverd.operations.metrics.recording import forget_earlier_counts

    if settings.METRICS_ADDRESS:
        forget_earlier_counts(settings.METRICS_FOLDER)


def post_fork(server: Any, worker: Any) -> None:
    """A database connection must not be shared by two processes: let go of the master's."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.connection = None
