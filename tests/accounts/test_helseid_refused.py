"""What a sign-in must not let through: each is refused with a clear page, and leaves nobody signed in."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests.accounts.conftest import KARI, NOBODY, OLA
from tests.accounts.helseid_world import Visitor, words
from tests.support.helseid import HelseIDLike
from tests.support.servers import LiveServer

from likeverd.accounts.models import SignedInSession
from likeverd.organisations.models import Person

Arrive = Callable[[], Visitor]
NOT_PROVEN = "Svaret fra HelseID var ikke slik det skal være"
EXPIRED = "ble brukt før, eller ble begynt i en annen nettleser"
LEVEL = "helseid://claims/identity/security_level"
PID = "helseid://claims/identity/pid"
HPR = "helseid://claims/hpr/hpr_number"
NOW = int(time.time())


def refused(browser: Visitor, back: str, expected: str, status: int = 403) -> None:
    """The address that leads back gives this page, and nobody is signed in."""
    before = SignedInSession.objects.count()
    page = browser.web.get(back)
    assert page.status_code == status
    assert expected in words(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert not browser.is_signed_in
    assert SignedInSession.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"idTokenChanges": {"iss": "https://evil.example"}}, id="another issuer"),
        pytest.param({"idTokenChanges": {"aud": "another-client"}}, id="for another client"),
        pytest.param({"idTokenChanges": {"azp": "another-client"}}, id="given to another client"),
        pytest.param(
            {"idTokenChanges": {"aud": ["likeverd-test", "another"]}}, id="two clients, no azp"
        ),
        pytest.param({"idTokenChanges": {"exp": NOW - 300}}, id="expired"),
        pytest.param({"idTokenChanges": {"exp": None}}, id="without an end"),
        pytest.param({"idTokenChanges": {"iat": NOW - 3600}}, id="an old token"),
        pytest.param({"idTokenChanges": {"iat": NOW + 3600}}, id="a token to come"),
        pytest.param({"idTokenChanges": {"nonce": None}}, id="no nonce"),
        pytest.param({"idTokenChanges": {"nonce": "of-another-time"}}, id="another nonce"),
        pytest.param({"idTokenChanges": {"auth_time": None}}, id="no time of authentication"),
        pytest.param(
            {"idTokenChanges": {"auth_time": NOW - 86400}}, id="authenticated another day"
        ),
        pytest.param({"idTokenChanges": {"auth_time": True}}, id="a time that is none"),
        pytest.param({"idTokenChanges": {"sub": None}}, id="no subject"),
        pytest.param({"idTokenChanges": {PID: None}}, id="no identity number"),
        pytest.param({"cutSignature": True}, id="signature changed"),
        pytest.param({"unsigned": True}, id="signature left out"),
        pytest.param({"foreignKey": True}, id="signed with another key"),
        pytest.param({"bearer": True}, id="access token not bound to the key"),
        pytest.param(
            {"userinfoChanges": {"sub": "somebody-else"}, "idTokenChanges": {HPR: None}},
            id="userinfo about somebody else",
        ),
    ],
)
def test_an_answer_that_is_not_as_it_must_be_lets_nobody_in(
    kari: Person, visitor: Arrive, provider: HelseIDLike, wrong: dict[str, Any]
) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider())
    provider.misbehave(**wrong)
    refused(browser, back, NOT_PROVEN)


@pytest.mark.parametrize("level", ["3", "2", "", None, 4.5])
def test_a_low_level_is_not_enough(
    kari: Person, visitor: Arrive, provider: HelseIDLike, level: object
) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider())
    provider.misbehave(idTokenChanges={LEVEL: level})
    refused(browser, back, "Helseopplysninger krever nivå 4")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"iss": "https://evil.example"}, NOT_PROVEN),
        ({"iss": None}, NOT_PROVEN),
        ({"code": None}, NOT_PROVEN),
        ({"code": "made-up"}, NOT_PROVEN),
        ({"state": "made-up"}, EXPIRED),
        ({"state": None}, EXPIRED),
        ({"error": "server_error", "code": None}, NOT_PROVEN),
    ],
)
def test_an_address_that_was_changed_on_the_way_back(
    kari: Person, visitor: Arrive, change: dict[str, str | None], expected: str
) -> None:
    browser = visitor()
    back = urlsplit(browser.identify(browser.to_provider()))
    query = {name: values[0] for name, values in parse_qs(back.query).items()} | change
    kept = urlencode({name: value for name, value in query.items() if value is not None})
    refused(browser, back._replace(query=kept).geturl(), expected)


def test_a_code_opens_nothing_in_another_browser(kari: Person, visitor: Arrive) -> None:
    owner, thief = visitor(), visitor()
    stolen = owner.identify(owner.to_provider())
    refused(thief, stolen, EXPIRED)
    # Not with a sign-in of the thief's own either: the code is bound to the owner's secret (PKCE).
    own = urlsplit(thief.identify(thief.to_provider()))
    code = parse_qs(urlsplit(stolen).query)["code"][0]
    query = {name: values[0] for name, values in parse_qs(own.query).items()} | {"code": code}
    refused(thief, own._replace(query=urlencode(query)).geturl(), NOT_PROVEN)
    assert not owner.is_signed_in


def test_an_address_back_works_once(kari: Person, visitor: Arrive) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider())
    assert browser.web.get(back).status_code == 302
    assert browser.is_signed_in
    browser.post("/logout/")
    refused(browser, back, EXPIRED)


def test_a_code_that_was_used_is_not_taken_again(kari: Person, visitor: Arrive) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider())
    code = parse_qs(urlsplit(back).query)["code"][0]
    browser.web.get(back)
    browser.post("/logout/")
    other = urlsplit(browser.identify(browser.to_provider()))
    query = {name: values[0] for name, values in parse_qs(other.query).items()} | {"code": code}
    refused(browser, other._replace(query=urlencode(query)).geturl(), NOT_PROVEN)


def test_somebody_who_is_nobody_here(visitor: Arrive, provider: HelseIDLike) -> None:
    provider.person(NOBODY)
    browser = visitor()
    refused(
        browser, browser.identify(browser.to_provider()), "du er ikke registrert som bruker her"
    )


def test_somebody_who_has_left(kari: Person, visitor: Arrive) -> None:
    Person.objects.filter(pk=kari.pk).update(is_active=False)
    browser = visitor()
    refused(
        browser, browser.identify(browser.to_provider()), "du er ikke registrert som bruker her"
    )


def test_a_link_to_the_wrong_person_is_noticed_by_the_hpr_number(
    kari: Person, visitor: Arrive
) -> None:
    Person.objects.filter(pk=kari.pk).update(hpr_number="7654321")
    browser = visitor()
    refused(browser, browser.identify(browser.to_provider()), "HPR-nummeret ditt hos HelseID")
    Person.objects.filter(pk=kari.pk).update(hpr_number="001234567")
    browser.sign_in()
    assert browser.is_signed_in


def test_another_person_than_the_one_signed_in(
    kari: Person, ola: Person, visitor: Arrive, provider: HelseIDLike, server: LiveServer
) -> None:
    browser = visitor()
    browser.sign_in()
    before = SignedInSession.objects.latest("pk")
    provider.person(OLA)
    browser.forget_provider()
    page = browser.sign_in("/login/helseid/bekreft/")
    assert page.status_code == 403
    assert "som en annen enn Kari Nordmann" in words(page)
    assert "Kari Nordmann" in browser.get("/innlogginger/").text
    after = SignedInSession.objects.latest("pk")
    assert (after.pk, after.authenticated_at) == (before.pk, before.authenticated_at)
    assert "sign-in refused: other_person" in server.log()


def test_who_cancels_is_told_so_and_can_try_again(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    browser = visitor()
    shown = browser.to_provider()
    provider.misbehave(cancel=True)
    refused(browser, browser.identify(shown), "Du avbrøt hos HelseID")
    provider.person(KARI)
    browser.sign_in()
    assert browser.is_signed_in


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nn", "Innlogginga lykkast ikkje"), ("en", "The sign-in did not succeed")],
)
def test_the_page_speaks_the_readers_language(
    visitor: Arrive, language: str, expected: str
) -> None:
    browser = visitor()
    browser.web.headers["Accept-Language"] = language
    assert expected in words(browser.get("/login/helseid/tilbake/?state=x&code=y"))
