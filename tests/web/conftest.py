"""A server with the gallery of components beside the service's own pages."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test.testcases import LiveServerThread, _StaticFilesHandler


@pytest.fixture
def gallery_server(fresh_database: str, settings: Any) -> Iterator[str]:
    """The address of a server in this process; pages of ``tests.web.gallery`` are added."""
    settings.ROOT_URLCONF = "tests.web.gallery"
    thread = LiveServerThread("127.0.0.1", _StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait(10)
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
