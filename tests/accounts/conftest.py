"""A provider shaped like HelseID for the whole run, and for each file a server of ours that uses it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from tests.accounts.helseid_world import Visitor, linked
from tests.accounts.people import make_person
from tests.support.databases import TestServer, environment_of_connections, switched
from tests.support.helseid import HelseIDLike, identity_number, start_helseid_like
from tests.support.servers import LiveServer, start_server

from likeverd.organisations.models import Person

KARI, OLA, NOBODY = identity_number(0), identity_number(1), identity_number(2)


@pytest.fixture(scope="session")
def provider_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HelseIDLike]:
    """The provider, started when the first test asks for it."""
    running = start_helseid_like(tmp_path_factory.mktemp("helseid"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def house(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[dict[str, Person]]:
    """A database of the file's own, with Kari and Ola, each linked to a number."""
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            now = timezone.now()
            yield {
                "kari": linked(make_person("kari", "Kari Nordmann"), KARI, now),
                "ola": linked(make_person("ola", "Ola Hansen"), OLA, now),
            }
    finally:
        test_server.drop(database)


@pytest.fixture(scope="module")
def server(house: dict[str, Person], provider_process: HelseIDLike) -> Iterator[LiveServer]:
    """Our server in test mode, with HelseID configured."""
    running = start_server(environment_of_connections() | provider_process.environment)
    yield running
    log = running.log()
    running.stop()
    print(log, provider_process.log())  # shown where a test failed
    assert "Traceback" not in log, log
    assert not any(number in log for number in (KARI, OLA, NOBODY)), log


@pytest.fixture
def provider(server: LiveServer, provider_process: HelseIDLike) -> HelseIDLike:
    """The provider, behaving well, with Kari before it."""
    provider_process.register(server.url)
    provider_process.person(KARI, name="Kari Nordmann", hpr=1234567)
    return provider_process


@pytest.fixture
def kari(house: dict[str, Person]) -> Iterator[Person]:
    """Linked to her number; as she was before, afterwards."""
    person = house["kari"]
    yield person
    Person.objects.filter(pk=person.pk).update(is_active=True, hpr_number="", language="nb")


@pytest.fixture
def ola(house: dict[str, Person]) -> Person:
    """Linked to his number."""
    return house["ola"]


@pytest.fixture
def visitor(server: LiveServer, provider: HelseIDLike) -> Iterator[Callable[[], Visitor]]:
    """Lets somebody come with a browser of their own."""
    come: list[Visitor] = []

    def arrive() -> Visitor:
        come.append(Visitor(server.url, provider))
        return come[-1]

    yield arrive
    for one in come:
        one.web.close()
