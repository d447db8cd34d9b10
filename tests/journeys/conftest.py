"""One running service for each file of journeys, and people who walk through it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.journeys.town import Town, build_town
from tests.journeys.walker import Walker
from tests.support.databases import TestServer, environment_of_connections, switched
from tests.support.servers import start_server

from likeverd.organisations.models import Person

Walk = Callable[..., Walker]


@pytest.fixture(scope="module")
def town(test_server: TestServer, template_database: str, django_db_blocker: Any) -> Iterator[Town]:
    """The hospital and the service that runs for it; the file's journeys share both."""
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            built = build_town()
            server = start_server(environment_of_connections())
            built.url = server.url
            try:
                yield built
            finally:
                log = server.log()
                server.stop()
            assert "Traceback" not in log, log
    finally:
        test_server.drop(database)


@pytest.fixture
def walk(browser: Browser, town: Town) -> Iterator[Walk]:
    """Lets a person walk: ``walk(person)`` is signed in; options go to the browser's context.

    When the journey is over, no page may have had an error.
    """
    walkers: list[Walker] = []

    def begin(person: Person | None = None, **options: Any) -> Walker:
        options = {"locale": "nb-NO", "timezone_id": "Europe/Oslo"} | options
        scripts = options.get("java_script_enabled", True)
        auditor = None if scripts else browser.new_context(locale=options["locale"]).new_page()
        walker = Walker(browser.new_context(**options), town.url, auditor=auditor)
        walkers.append(walker)
        if person is not None:
            walker.sign_in(person)
        return walker

    yield begin
    complaints = [complaint for walker in walkers for complaint in walker.complaints]
    for walker in walkers:
        walker.context.close()
        if walker.auditor is not None:
            walker.auditor.context.close()
    assert complaints == []
