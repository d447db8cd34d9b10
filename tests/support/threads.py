"""Threads with a database connection each, all closed at the end."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections


@contextmanager
def pool_of(count: int) -> Iterator[ThreadPoolExecutor]:
    """A pool of exactly this many threads; every thread closes its connection when it ends."""
    with ThreadPoolExecutor(count) as pool:
        try:
            yield pool
        finally:
            _close_all(pool, count)


def _close_all(pool: ThreadPoolExecutor, count: int) -> None:
    together = threading.Barrier(count)

    def close() -> None:
        together.wait(timeout=30)  # so that each thread takes one
        connections.close_all()

    for closing in [pool.submit(close) for _ in range(count)]:
        closing.result(timeout=60)
