"""One database for a whole file of questions: setting it up for each would take longer than asking."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from tests.security.world import World, build_world
from tests.support.databases import TestServer, environment_of_connections, switched
from tests.support.servers import LiveServer, start_server


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


@pytest.fixture(scope="module")
def production(
    world: World,
    module_environment: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[LiveServer]:
    """The service as in production, behind a proxy that has ended TLS, on the world's database."""
    var = tmp_path_factory.mktemp("var")
    environment = module_environment | {
        "LIKEVERD_MODE": "production",
        "LIKEVERD_VAR": str(var),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    environment["DATABASE_OWNER_URL"] = ""
    subprocess.run(
        [sys.executable, "-m", "likeverd.command_line", "collectstatic", "--no-input"],
        env=os.environ | environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    server = start_server(environment)
    yield server
    server.stop()
