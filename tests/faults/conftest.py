"""What the faults share: how many times each is tried, and servers that may be broken."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.support.databases import TestServer
from tests.support.own_server import OwnServer, own_server


@pytest.fixture
def broken_server(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[OwnServer]:
    """A durable database server of the test's own, which Django uses, and which may be killed."""
    with django_db_blocker.unblock(), own_server(test_server, template_database) as server:
        yield server
