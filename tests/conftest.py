"""Fixtures for all tests.

Database (each test chooses one; none by default):

- ``db``: pytest-django's own. The test runs in a transaction that is undone, as the role ``likeverd_app``.
- ``fresh_database``: a new copy of the migrated template with real commits, for threads, races, other processes and
  constraints checked at commit. Costs about 0.1 s. Dropped afterwards. Answers the database's name.

Servers and browsers:

- ``live_server_process``: real gunicorn, two workers, on a fresh database that the test shares. Has ``url``, ``log()``
  and ``process``.
- ``page``: a Playwright page in real Chromium; ``browser`` for several people at once (``browser.new_context()``).

The network is closed but for this machine. Mail goes to ``django.core.mail.outbox`` (pytest-django's ``mailoutbox``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["LIKEVERD_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "likeverd.settings"
# Playwright keeps an event loop in the test's thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
    os.environ.pop(name, None)  # never a database that somebody uses

import django
import hypothesis
import pytest

django.setup()  # before any test file imports a model

from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from likeverd.operations import embedded_postgres
from likeverd.operations.catalogues import compile_catalogues
from tests.support.chromium import FLAGS, chromium
from tests.support.databases import (
    TestServer,
    environment_of_connections,
    forget_what_is_kept,
    switched,
)
from tests.support.network import close_network
from tests.support.row_security import behind_the_wall
from tests.support.servers import LiveServer, start_server
from tests.support.sizes import leave_out_what_takes_long

close_network()
# A busy machine is no fault: no example has a time limit of its own (each test has pytest's).
hypothesis.settings.register_profile("likeverd", deadline=None, print_blob=True)
hypothesis.settings.load_profile("likeverd")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    compile_catalogues()
    # A new checkout has no collected files, and the file server warns of a missing folder.
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    leave_out_what_takes_long(config, items)
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction"):
            raise pytest.UsageError(
                f"{item.nodeid}: use the fixture fresh_database instead of transaction=True"
            )


@pytest.fixture(autouse=True)
def nothing_kept_of_the_test_before() -> Iterator[None]:
    """What a process keeps in memory of its database is forgotten, as the test's rows are."""
    yield
    forget_what_is_kept()


@pytest.fixture(autouse=True)
def requests_behind_the_wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Django's test client asks is answered behind row-level security, as in production."""
    from django.test.client import ClientHandler

    answer = ClientHandler.__call__

    def behind(self: ClientHandler, environ: dict[str, Any]) -> Any:
        if connection.connection is None:
            return answer(self, environ)
        with behind_the_wall():
            return answer(self, environ)

    monkeypatch.setattr(ClientHandler, "__call__", behind)


@pytest.fixture(scope="session")
def test_server() -> Iterator[TestServer]:
    """The database server of this run, started if need be and stopped when nobody uses it any more."""
    from django.conf import settings

    attachment = None
    if not os.environ.get("LIKEVERD_TEST_DATABASE_URL"):
        attachment = embedded_postgres.attach(settings.EMBEDDED_CLUSTER)
    server = TestServer()
    server.prepare_roles()
    server.drop_leftovers()
    yield server
    if attachment:
        attachment.release()


@pytest.fixture(scope="session")
def template_database(
    test_server: TestServer, django_db_blocker: Any, pytestconfig: pytest.Config
) -> str:
    """The migrated database that all others are copies of; ``--create-db`` makes it anew."""
    with django_db_blocker.unblock():
        return test_server.ensure_template(fresh=pytestconfig.getvalue("create_db"))


@pytest.fixture(scope="session")
def django_db_setup(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[None]:
    """What pytest-django's ``db`` runs on: one copy for the session, used as the application's role."""
    database = test_server.copy(template_database)
    with switched(test_server, database):
        yield
    test_server.drop(database)


@pytest.fixture
def fresh_database(
    test_server: TestServer,
    template_database: str,
    django_db_blocker: Any,
    request: pytest.FixtureRequest,
) -> Iterator[str]:
    """A database of the test's own, with real commits."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError("A test has either db or fresh_database, not both.")
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            yield database
    finally:
        test_server.drop(database)


@pytest.fixture
def database_environment(fresh_database: str) -> dict[str, str]:
    """Environment variables that let another process use the test's fresh database."""
    return environment_of_connections()


@pytest.fixture
def live_server_process(database_environment: dict[str, str]) -> Iterator[LiveServer]:
    """Real gunicorn with two workers on the test's fresh database."""
    server = start_server(database_environment)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Real Chromium. Without one the test is skipped, but never in continuous integration."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("No Chromium was found; 'make test' as root installs Debian's.")
        pytest.skip("no Chromium on this machine (set LIKEVERD_CHROMIUM)")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A person's browser: own cookies, Norwegian, nothing kept afterwards."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo")
    yield context
    context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Page:
    """A page in a person's browser."""
    return browser_context.new_page()
