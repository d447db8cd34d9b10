"""Signing out here signs out at the provider, and signing out there signs out here."""

import time
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from tests.accounts.helseid_world import Visitor, words
from tests.support.helseid import CLIENT_ID, HelseIDLike
from tests.support.servers import LiveServer

from likeverd.accounts.models import SignedInSession
from likeverd.organisations.models import Person

Arrive = Callable[[], Visitor]
EVENT = "http://schemas.openid.net/event/backchannel-logout"


def test_signing_out_here_goes_on_to_the_provider_and_back(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    browser = visitor()
    browser.sign_in()
    page = browser.post("/logout/")
    assert not browser.is_signed_in
    assert "Du er logget ut av Likeverd" in words(page)
    address = page.text.split('content="0; url=')[1].split('"')[0].replace("&amp;", "&")
    assert address.startswith(f"{provider.issuer}/session/end?")
    assert "id_token_hint" not in address  # it would carry the identity number
    shown = browser.at_provider(address)
    assert shown.status_code == 200, shown.text
    row = SignedInSession.objects.latest("pk")
    assert row.ended_because == "signed_out"


def logout_token(provider: HelseIDLike, session: str, **changes: Any) -> str:
    claims = {
        "iss": provider.issuer,
        "aud": CLIENT_ID,
        "iat": int(time.time()),
        "exp": int(time.time()) + 120,
        "jti": f"token-{time.monotonic_ns()}",
        "sid": session,
        "events": {EVENT: {}},
    } | changes.pop("claims", {})
    wanted = {name: value for name, value in claims.items() if value is not None}
    return str(provider.ask(logoutToken={"claims": wanted} | changes)["logoutToken"])


def tell(browser: Visitor, token: str) -> int:
    """The provider's message, from server to server: no cookies, no form token."""
    answer = httpx.post(f"{browser.url}/login/helseid/utlogget/", data={"logout_token": token})
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code


def test_what_ends_at_the_provider_ends_here(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    browser, elsewhere = visitor(), visitor()
    browser.sign_in()
    ended = SignedInSession.objects.latest("pk").provider_session
    elsewhere.sign_in()
    assert tell(browser, logout_token(provider, ended)) == 200
    assert not browser.is_signed_in
    assert elsewhere.is_signed_in
    assert SignedInSession.objects.get(provider_session=ended).ended_because == "provider"


def test_the_provider_itself_tells_us(kari: Person, visitor: Arrive, provider: HelseIDLike) -> None:
    """The whole way: two of our sessions, one sign-out, and the provider's own message ends the other."""
    browser = visitor()
    browser.sign_in()
    row = SignedInSession.objects.latest("pk")
    shown = browser.at_provider(f"{provider.issuer}/session/end?client_id={CLIENT_ID}")
    secret = shown.text.split('name="xsrf" value="')[1].split('"')[0]
    address = f"{provider.issuer}/session/end/confirm"
    browser.web.post(address, data={"xsrf": secret, "logout": "yes"})
    deadline = time.monotonic() + 5
    while browser.is_signed_in and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not browser.is_signed_in
    row.refresh_from_db()
    assert row.ended_because == "provider"


@pytest.mark.parametrize(
    "changes",
    [
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"aud": "another"}},
        {"claims": {"iat": 1_700_000_000, "exp": None}},
        {"claims": {"exp": 1_700_000_000}},
        {"claims": {"events": {}}},
        {"claims": {"nonce": "x"}},
        {"claims": {"sid": None}},
        {"claims": {"jti": None}},
        {"foreignKey": True},
        {"typ": "at+jwt"},
    ],
)
def test_a_message_that_does_not_hold_ends_nothing(
    kari: Person, visitor: Arrive, provider: HelseIDLike, changes: dict[str, Any]
) -> None:
    browser = visitor()
    browser.sign_in()
    session = SignedInSession.objects.latest("pk").provider_session
    assert tell(browser, logout_token(provider, session, **changes)) == 400
    assert browser.is_signed_in


@pytest.mark.parametrize("raw", ["", "x", "a.b.c", "x" * 20_000])
def test_what_is_no_token_ends_nothing(visitor: Arrive, raw: str, server: LiveServer) -> None:
    assert tell(visitor(), raw) == 400
