"""Signing in with a real provider that is shaped like HelseID, through our running server."""

from collections.abc import Callable

from tests.accounts.conftest import KARI
from tests.accounts.helseid_world import Visitor
from tests.support.helseid import HelseIDLike
from tests.support.servers import LiveServer

from likeverd.accounts.models import PersonLink, SignedInSession
from likeverd.organisations.models import Person

Arrive = Callable[[], Visitor]


def test_kari_signs_in_and_reaches_the_page_that_she_wanted(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    browser = visitor()
    assert 'href="/login/helseid/?next=%2Fsok%2F"' in browser.get("/login/?next=/sok/").text
    shown = browser.to_provider("/login/helseid/?next=/sok/")
    before = browser.session
    back = browser.web.get(browser.identify(shown))
    assert (back.status_code, back.headers["Location"]) == (302, "/sok/")
    assert browser.session not in (None, before)
    assert "Kari Nordmann" in browser.get("/sok/").text
    row = SignedInSession.objects.latest("pk")
    assert (row.person, row.way, row.level) == (kari, "helseid", "4")
    assert row.provider_session != ""
    kari.refresh_from_db()
    assert kari.hpr_number == "1234567"  # from userinfo, as a number there


def test_the_assertion_is_as_helseid_asks(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    visitor().sign_in()
    sent = provider.ask()["assertions"][-1]
    claims = sent["payload"]
    assert sent["header"]["typ"] == "client-authentication+jwt"
    assert sent["header"]["alg"] == "PS256"
    assert claims["aud"] == provider.issuer
    assert claims["iss"] == claims["sub"] == "likeverd-test"
    assert 0 < claims["exp"] - claims["iat"] <= 60
    names = [one["payload"]["jti"] for one in provider.ask()["assertions"]]
    assert len(names) == len(set(names))


def test_the_number_is_stored_and_logged_nowhere(
    kari: Person, visitor: Arrive, server: LiveServer
) -> None:
    browser = visitor()
    browser.sign_in()
    stored = [*PersonLink.objects.values(), *SignedInSession.objects.values()]
    assert KARI not in str(stored)
    assert KARI not in server.log()


def test_leaders_and_lay_members_need_no_hpr_number(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    provider.person(KARI)
    browser = visitor()
    browser.sign_in()
    assert browser.is_signed_in


def test_a_register_of_health_personnel_that_fails_keeps_nobody_out(
    kari: Person, visitor: Arrive, provider: HelseIDLike
) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider())
    provider.misbehave(broken="/me", idTokenChanges={"helseid://claims/hpr/hpr_number": None})
    browser.web.get(back)
    assert browser.is_signed_in


def test_a_change_in_the_register_counts_at_the_next_request(kari: Person, visitor: Arrive) -> None:
    browser = visitor()
    browser.sign_in()
    assert browser.is_signed_in
    Person.objects.filter(pk=kari.pk).update(is_active=False)
    assert not browser.is_signed_in
