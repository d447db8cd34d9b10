"""While HelseID is away nobody new gets in, and those who are in notice nothing."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.accounts.conftest import KARI
from tests.accounts.helseid_world import Visitor, words
from tests.support.databases import environment_of_connections
from tests.support.helseid import HelseIDLike, start_helseid_like
from tests.support.servers import LiveServer, start_server

from likeverd.organisations.models import Person

AWAY = "De som allerede er logget inn, kan arbeide videre"


@pytest.fixture
def own_provider(tmp_path: Path) -> Iterator[HelseIDLike]:
    """A provider that may be ended."""
    running = start_helseid_like(tmp_path)
    yield running
    running.stop()


@pytest.fixture
def own_server(house: dict[str, Any], own_provider: HelseIDLike) -> Iterator[LiveServer]:
    running = start_server(environment_of_connections() | own_provider.environment)
    own_provider.register(running.url)
    own_provider.person(KARI)
    yield running
    log = running.log()
    running.stop()
    assert "Traceback" not in log, log


def test_a_provider_that_is_gone(
    kari: Person, own_server: LiveServer, own_provider: HelseIDLike
) -> None:
    browser, late = Visitor(own_server.url, own_provider), Visitor(own_server.url, own_provider)
    browser.sign_in()
    waiting = late.identify(late.to_provider())
    own_provider.process.kill()
    own_provider.process.wait()
    for address in (f"{own_server.url}/login/helseid/", waiting):
        page = late.web.get(address)
        assert page.status_code == 503
        assert AWAY in words(page)
    assert not late.is_signed_in
    assert browser.is_signed_in
    # Signing out here always works, and says that it could not go on to HelseID only if it cannot.
    page = browser.post("/logout/")
    assert page.status_code == 200
    assert not browser.is_signed_in


def test_a_slow_provider_holds_nobody_up_for_long(
    kari: Person, own_server: LiveServer, own_provider: HelseIDLike
) -> None:
    browser = Visitor(own_server.url, own_provider)
    browser.sign_in()
    late = Visitor(own_server.url, own_provider)
    own_provider.misbehave(delay=20_000)
    began = time.monotonic()
    page = late.get("/login/helseid/")
    assert AWAY in words(page)
    assert time.monotonic() - began < 8
    # Each of the two workers learns it from a call of its own, whenever it is given one.
    assert sum(seconds_to_be_refused(late) > 1 for _ in range(20)) <= 2
    assert browser.is_signed_in


def seconds_to_be_refused(visitor: Visitor) -> float:
    """How long it takes to be told that the provider is away."""
    began = time.monotonic()
    assert visitor.get("/login/helseid/").status_code == 503
    return time.monotonic() - began


def test_a_description_of_another_issuer_is_not_believed(
    own_server: LiveServer, own_provider: HelseIDLike
) -> None:
    browser = Visitor(own_server.url, own_provider)
    own_provider.misbehave(discoveryChanges={"issuer": "https://evil.example"})
    page = browser.get("/login/helseid/")
    assert page.status_code == 403
    assert "Svaret fra HelseID var ikke slik det skal være" in words(page)


def test_an_address_on_another_host_is_not_called(
    own_server: LiveServer, own_provider: HelseIDLike
) -> None:
    browser = Visitor(own_server.url, own_provider)
    elsewhere = "http://127.0.0.1:9/token"
    own_provider.misbehave(discoveryChanges={"pushed_authorization_request_endpoint": elsewhere})
    page = browser.get("/login/helseid/")
    assert page.status_code == 403
    assert "an address outside the issuer's host" in own_server.log()
