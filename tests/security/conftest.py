"""One database for a whole file of questions: setting it up for each would take longer than asking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.security.world import World, build_world
from tests.support.databases import TestServer, environment_of_connections, switched


@pytest.fixture(scope="module")
def module_database(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[str]:
    """A database of the file's own, with real commits. Tests leave it as they found it."""
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            yield database
    finally:
        test_server.drop(database)


@pytest.fixture(scope="module")
def module_environment(module_database: str) -> dict[str, str]:
    """Environment variables that let another process use the file's database."""
    return environment_of_connections()


@pytest.fixture(scope="module")
def world(module_database: str) -> World:
    """Two hospitals, people of all roles, and cases in several states."""
    return build_world()
