"""The same in a real browser, where the strict policy for content and cookies counts."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.accounts.helseid_world import linked
from tests.support.databases import TestServer, environment_of_connections, switched
from tests.support.helseid import HelseIDLike, identity_number
from tests.support.house import House, build_house
from tests.support.journey import begin, sent_as_far_as
from tests.support.servers import LiveServer, start_server

from likeverd.accounts.models import SignedInSession
from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role

DIRECTOR = identity_number(5)
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hospital(
    test_server: TestServer, template_database: str, django_db_blocker: Any
) -> Iterator[tuple[House, Case]]:
    """A case that waits for the director, who is linked."""
    database = test_server.copy(template_database)
    try:
        with django_db_blocker.unblock(), switched(test_server, database):
            house = build_house()
            case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
            linked(house.innlandet.person(Role.MEDICAL_DIRECTOR), DIRECTOR, timezone.now())
            yield house, case
    finally:
        test_server.drop(database)


@pytest.fixture(scope="module")
def running(hospital: tuple[House, Case], provider_process: HelseIDLike) -> Iterator[LiveServer]:
    """Our server, which also has the emergency account."""
    more = {"LIKEVERD_OPERATIONS_ACCOUNT": "1", "LIKEVERD_OPERATIONS_MAIL": "vakt@example.org"}
    server = start_server(environment_of_connections() | provider_process.environment | more)
    yield server
    log = server.log()
    server.stop()
    assert "Traceback" not in log, log


@pytest.fixture
def helseid(running: LiveServer, provider_process: HelseIDLike) -> HelseIDLike:
    provider_process.register(running.url)
    provider_process.person(DIRECTOR, name="Marte Fagdirektør")
    return provider_process


def look(page: Page, name: str) -> None:
    """Axe finds nothing; with LIKEVERD_PICTURES set, a picture is kept."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    if folder := os.environ.get("LIKEVERD_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/login/")
    page.get_by_role("link", name="Logg inn med HelseID").click()
    page.get_by_role("button", name="Jeg er").click()
    page.wait_for_url(f"{url}/**")


def turn_back(**ages: timedelta) -> None:
    """As if the newest session began, was used or proven that long ago."""
    row = SignedInSession.objects.latest("pk")
    store = import_module(settings.SESSION_ENGINE).SessionStore(row.session_key)
    for name, age in ages.items():
        store["entrance"] |= {name: store["entrance"][name] - age.total_seconds()}
    store.save()


def test_signing_in_deciding_after_an_hour_and_signing_out(
    page: Page, running: LiveServer, helseid: HelseIDLike, hospital: tuple[House, Case]
) -> None:
    case = hospital[1]
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{running.url}/login/")
    look(page, "sign-in")
    sign_in(page, running.url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # An hour later the director decides, and is asked first; nothing typed is lost.
    page.goto(f"{running.url}/saker/{case.number}/steg/refuse/")
    words = "Effekten er ikke godt nok vist for denne pasienten, og komiteen fraråder."
    page.locator("textarea").first.fill(words)
    turn_back(authenticated=timedelta(minutes=61))
    page.locator('button[name="do"]').click()
    expect(page.get_by_text("Avgjørelsen er ikke sendt ennå")).to_be_visible()
    look(page, "decision-kept")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Bekreft i en ny fane").click()
    tab = opened.value
    tab.get_by_role("button", name="Jeg er").click()
    expect(tab.get_by_role("heading", name="Bekreftet")).to_be_visible()
    look(tab, "confirmed")
    tab.close()
    row = SignedInSession.objects.latest("pk")
    assert datetime.now(tz=UTC) - row.authenticated_at < timedelta(minutes=1)
    page.get_by_role("button", name="Send på nytt").click()
    expect(page.locator("textarea").first).to_have_value(words)  # the rules ask for more answers
    # The list of sign-ins, then out, here and there.
    page.goto(f"{running.url}/innlogginger/")
    expect(page.get_by_text("Chrome").first).to_be_visible()
    look(page, "sessions")
    page.locator(".lv-person-menu summary").click()
    page.get_by_role("button", name="Logg ut", exact=True).click()
    page.wait_for_url(f"{helseid.issuer}/session/end**")
    page.goto(f"{running.url}/innlogginger/")
    expect(page).to_have_url(f"{running.url}/login/?next=%2Finnlogginger%2F")
    assert complaints == []


def test_an_idle_session_eats_nothing_that_is_written_or_saved_in_the_background(
    page: Page, running: LiveServer, helseid: HelseIDLike, hospital: tuple[House, Case]
) -> None:
    house, _ = hospital
    draft = begin(house, house.innlandet, why_new="nok en", now=timezone.now())
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    number = identity_number(6)
    linked(consultant, number, timezone.now())
    helseid.person(number)
    sign_in(page, running.url)
    page.goto(f"{running.url}/saker/{draft.number}/soknad/")
    turn_back(used=timedelta(minutes=31))
    words = "Pasienten har prøvd tre linjer uten effekt og venter."
    area = page.locator("textarea:visible").first
    area.fill(words)
    area.blur()
    expect(page.locator("#autosave-status")).to_contain_text("logget ut", timeout=15_000)
    expect(area).to_have_value(words)
    page.get_by_role("button", name="Lagre", exact=False).first.click()
    expect(page.get_by_role("heading", name="Det du skrev, er tatt vare på")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logg inn i en ny fane").click()
    tab = opened.value
    tab.get_by_role("link", name="Logg inn med HelseID").click()
    if helseid.issuer in tab.url:
        tab.get_by_role("button", name="Jeg er").click()
    tab.wait_for_url(f"{running.url}/**")
    page.get_by_role("button", name="Lagre på nytt").click()
    kept = page.get_by_role("heading", name="Det du skrev, er tatt vare på")
    expect(kept).to_have_count(0)
    page.goto(f"{running.url}/saker/{draft.number}/soknad/")
    expect(page.get_by_text(words).first).to_be_attached()


def test_refusals_and_the_emergency_account_can_be_read(
    page: Page, running: LiveServer, helseid: HelseIDLike
) -> None:
    helseid.person(identity_number(9))
    sign_in(page, running.url)
    expect(page.get_by_text("du er ikke registrert som bruker her")).to_be_visible()
    look(page, "unknown-person")
    page.goto(f"{running.url}/login/helseid/tilbake/?state=x&code=y")
    look(page, "expired")
    page.goto(f"{running.url}/drift/login/")
    look(page, "operations-sign-in")
    page.set_viewport_size({"width": 360, "height": 740})
    look(page, "operations-sign-in-phone")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
