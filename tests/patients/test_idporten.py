"""Patients sign in at a real provider shaped like ID-porten; whatever is amiss lets nobody in, with a clear page."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.utils import timezone
from tests.accounts.helseid_world import Visitor, words
from tests.patients.people import ANOTHER_NUMBER, release
from tests.support.databases import TestServer, environment_of_connections, switched
from tests.support.helseid import HelseIDLike, start_helseid_like
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, sent_as_far_as
from tests.support.servers import LiveServer, start_server

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action

Arrive = Callable[[], Visitor]
BEGIN = "/innsyn/login/idporten/"
CLIENT_ID = "likeverd-patients"
HIGH = "idporten-loa-high"
NOT_PROVEN = "Svaret fra ID-porten var ikke slik det skal være"
EXPIRED = "ble brukt før, eller ble begynt i en annen nettleser"
NOW = int(time.time())


@pytest.fixture(scope="module")
def provider_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HelseIDLike]:
    running = start_helseid_like(tmp_path_factory.mktemp("idporten"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def case(test_server: TestServer, template_database: str, django_db_blocker: Any) -> Iterator[Case]:
    """A database of the file's own, with one released case."""
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            found = sent_as_far_as(build_house(), Action.SUBMIT, now=timezone.now())
            release(found)
            yield found
    finally:
        test_server.drop(database)


@pytest.fixture(scope="module")
def server(case: Case, provider_process: HelseIDLike) -> Iterator[LiveServer]:
    environment = {
        "IDPORTEN_ISSUER": provider_process.issuer,
        "IDPORTEN_CLIENT_ID": CLIENT_ID,
        "IDPORTEN_KEY_FILE": str(provider_process.key_file),
    }
    running = start_server(environment_of_connections() | environment)
    yield running
    log = running.log()
    running.stop()
    print(log, provider_process.log())  # shown where a test failed
    assert "Traceback" not in log, log
    assert not any(number in log for number in (PATIENT_NUMBER, ANOTHER_NUMBER)), log


@pytest.fixture
def provider(server: LiveServer, provider_process: HelseIDLike) -> HelseIDLike:
    """The provider, behaving well, with the case's patient before it."""
    client = {
        "client_id": CLIENT_ID,
        "redirect_uris": [f"{server.url}/innsyn/login/idporten/tilbake/"],
        "post_logout_redirect_uris": [f"{server.url}/innsyn/login/"],
        "token_endpoint_auth_method": "private_key_jwt",
        "token_endpoint_auth_signing_alg": "PS256",
        "id_token_signed_response_alg": "PS256",
        "grant_types": ["authorization_code"],
        "response_types": ["code"],
        "jwks": {"keys": [dict(provider_process.key.public_jwk())]},
        "scope": "openid profile",
    }
    provider_process.ask(client=client)
    provider_process.person(PATIENT_NUMBER, name="Oppdiktet Person")
    provider_process.misbehave(idporten=HIGH)
    return provider_process


@pytest.fixture
def visitor(server: LiveServer, provider: HelseIDLike) -> Iterator[Arrive]:
    come: list[Visitor] = []

    def arrive() -> Visitor:
        come.append(Visitor(server.url, provider))
        return come[-1]

    yield arrive
    for one in come:
        one.web.close()


def is_in(browser: Visitor) -> bool:
    return browser.get("/innsyn/").status_code == 200


def refused(browser: Visitor, back: str, expected: str, status: int = 403) -> None:
    page = browser.web.get(back)
    assert page.status_code == status
    assert expected in words(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert not is_in(browser)


def test_the_patient_comes_in_where_they_wanted_to_go_and_out_again(
    case: Case, visitor: Arrive, provider: HelseIDLike
) -> None:
    browser = visitor()
    wanted = f"/innsyn/sak/{case.number}/"
    first = browser.get(wanted)
    assert first.headers["Location"].startswith("/innsyn/login/?next=")
    door = browser.get(first.headers["Location"])
    assert "Logg inn med ID-porten" in words(door)
    answer = browser.sign_in(f"{BEGIN}?next={wanted}")
    assert answer.headers["Location"] == wanted
    page = browser.get(wanted)
    assert page.status_code == 200
    assert "Sykehuset vurderer søknaden" in words(page)
    assert PATIENT_NUMBER not in page.text
    assert PATIENT_NUMBER not in str(browser.web.cookies)
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_data FROM django_session")
        assert not any(PATIENT_NUMBER in row[0] for row in cursor.fetchall())
    out = browser.post("/innsyn/logout/")
    assert provider.issuer in out.text
    assert PATIENT_NUMBER not in out.text
    assert not is_in(browser)


def test_a_person_whom_no_case_is_about_comes_in_and_sees_nothing(
    case: Case, visitor: Arrive, provider: HelseIDLike
) -> None:
    provider.person(ANOTHER_NUMBER)
    provider.misbehave(idporten=HIGH)
    browser = visitor()
    browser.sign_in(BEGIN)
    assert "Det er ingen saker å vise" in words(browser.get("/innsyn/"))
    assert browser.get(f"/innsyn/sak/{case.number}/").status_code == 404
    assert "Ingen har sett" in words(browser.get("/innsyn/hvem-har-sett/"))


def test_one_is_never_led_out_of_the_patients_pages(visitor: Arrive) -> None:
    for wanted in ("https://evil.example/", "//evil.example", "/arbeid/", "/innsyn/../arbeid/"):
        browser = visitor()
        answer = browser.sign_in(f"{BEGIN}?next={wanted}")
        assert answer.headers["Location"].startswith("/innsyn/")
        assert "evil" not in answer.headers["Location"]
        assert ".." not in answer.headers["Location"]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"idTokenChanges": {"iss": "https://evil.example"}}, id="another issuer"),
        pytest.param({"idTokenChanges": {"aud": "another-client"}}, id="for another client"),
        pytest.param({"idTokenChanges": {"exp": NOW - 300}}, id="expired"),
        pytest.param({"idTokenChanges": {"nonce": "of-another-time"}}, id="another nonce"),
        pytest.param({"idTokenChanges": {"auth_time": NOW - 3600}}, id="not proven anew"),
        pytest.param({"idTokenChanges": {"pid": None}}, id="no identity number"),
        pytest.param({"idTokenChanges": {"pid": ["x"]}}, id="a number that is none"),
        pytest.param({"cutSignature": True}, id="signature changed"),
        pytest.param({"unsigned": True}, id="signature left out"),
        pytest.param({"foreignKey": True}, id="signed with another key"),
    ],
)
def test_an_answer_that_is_not_as_it_must_be_lets_nobody_in(
    visitor: Arrive, provider: HelseIDLike, wrong: dict[str, Any]
) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider(BEGIN))
    provider.misbehave(**wrong)
    refused(browser, back, NOT_PROVEN)


@pytest.mark.parametrize("level", ["idporten-loa-substantial", "idporten-loa-low", "Level4", None])
def test_a_low_level_is_not_enough(visitor: Arrive, provider: HelseIDLike, level: object) -> None:
    browser = visitor()
    back = browser.identify(browser.to_provider(BEGIN))
    provider.misbehave(idTokenChanges={"acr": level})
    refused(browser, back, "for lavt sikkerhetsnivå")


def test_a_code_opens_nothing_in_another_browser_and_an_address_back_works_once(
    visitor: Arrive,
) -> None:
    owner, thief = visitor(), visitor()
    stolen = owner.identify(owner.to_provider(BEGIN))
    refused(thief, stolen, EXPIRED)
    own = urlsplit(thief.identify(thief.to_provider(BEGIN)))
    code = parse_qs(urlsplit(stolen).query)["code"][0]
    query = {name: values[0] for name, values in parse_qs(own.query).items()} | {"code": code}
    refused(thief, own._replace(query=urlencode(query)).geturl(), NOT_PROVEN)
    fresh = visitor()
    back = fresh.identify(fresh.to_provider(BEGIN))
    assert fresh.web.get(back).status_code == 302
    assert is_in(fresh)
    fresh.post("/innsyn/logout/")
    refused(fresh, back, EXPIRED)


def test_cancelling_changes_nothing(visitor: Arrive, provider: HelseIDLike) -> None:
    browser = visitor()
    provider.misbehave(cancel=True)
    refused(browser, browser.identify(browser.to_provider(BEGIN)), "Du avbrøt hos ID-porten")


def test_a_provider_that_fails_gets_a_clear_page(visitor: Arrive, provider: HelseIDLike) -> None:
    browser = visitor()
    provider.misbehave(broken="/request")
    page = browser.get(BEGIN)
    assert page.status_code in (403, 503)
    assert "ID-porten" in words(page)


def test_a_patients_session_opens_nothing_of_the_staff(case: Case, visitor: Arrive) -> None:
    browser = visitor()
    browser.sign_in(BEGIN)
    assert is_in(browser)
    assert not browser.is_signed_in
    assert browser.get(f"/saker/{case.number}/").status_code == 302
