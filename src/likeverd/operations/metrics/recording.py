"""Counting in the web workers. Every function does nothing where metrics are off."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from prometheus_client import CollectorRegistry, Counter, Histogram, values

# Seconds. A page is to take 0.06 to 0.1.
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_slots: dict[int, tuple[int, int]] = {}


@dataclass(frozen=True)
class _Figures:
    latency: Histogram
    errors: Counter
    failed_logins: Counter
    emergency_sights: Counter
    checks_of_codes: Counter


def request_answered(view: str, status: int, seconds: float) -> None:
    """A request was answered. ``view`` is the page's name in the address book, never an address."""
    if figures := _figures():
        figures.latency.labels(view).observe(seconds)
        if status >= 500:
            figures.errors.labels(view, str(status)).inc()


def failed_login() -> None:
    """Somebody tried to sign in and could not."""
    if figures := _figures():
        figures.failed_logins.inc()


def emergency_sight_opened() -> None:
    """Somebody opened a case in an emergency."""
    if figures := _figures():
        figures.emergency_sights.inc()


def code_checked(outcome: str) -> None:
    """Somebody checked the code of a decision. ``outcome``: what was said, or that it was asked too often."""
    if figures := _figures():
        figures.checks_of_codes.labels(outcome).inc()


@cache
def _figures() -> _Figures | None:
    if not settings.METRICS_ADDRESS:
        return None
    # Named by place, not by process number: workers are replaced all the time, and files would pile up.
    values.ValueClass = values.MultiProcessValue(process_identifier=_slot)
    registry = CollectorRegistry()
    return _Figures(
        Histogram(
            "likeverd_request_seconds",
            "Time to answer, by page",
            ["view"],
            buckets=BUCKETS,
            registry=registry,
        ),
        Counter(
            "likeverd_request_errors",
            "Answers of 500 and above, by page",
            ["view", "status"],
            registry=registry,
        ),
        Counter("likeverd_failed_logins", "Tries to sign in that failed", registry=registry),
        Counter("likeverd_emergency_sights", "Cases opened in an emergency", registry=registry),
        Counter(
            "likeverd_checks_of_codes",
            "Checks of decisions' codes, by outcome",
            ["outcome"],
            registry=registry,
        ),
    )


def _slot() -> int:
    """The lowest place that no living worker has. Its lock is let go of by the kernel when the worker ends."""
    process = os.getpid()
    if process not in _slots:
        _slots.clear()
        folder = Path(settings.METRICS_FOLDER)
        number = 0
        while True:
            handle = os.open(folder / f"worker-{number}.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(handle)
                number += 1
            else:
                break
        _slots[process] = (number, handle)
    return _slots[process][0]


def forget_earlier_counts(folder: Path) -> None:
    """Remove what an earlier run counted; called before the workers start."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in folder.glob("*.db"):
        path.unlink()
