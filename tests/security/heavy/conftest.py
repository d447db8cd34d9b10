"""Tests for 'make security' alone: each takes up to a minute."""

import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("LIKEVERD_SECURITY") == "1":
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="takes a minute: run by 'make security'"))


@pytest.fixture(scope="module")
def running_server(world, module_environment):
    """Real gunicorn on the world's database."""
    from tests.support.servers import start_server

    server = start_server(module_environment)
    yield server
    server.stop()
