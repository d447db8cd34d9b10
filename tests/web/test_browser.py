"""The frame and the components in a real browser: reachable, readable, and nothing lost."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from tests.accounts.people import staff

from likeverd.organisations.models import Person

pytestmark = pytest.mark.browser

NARROWEST = 320  # CSS pixels: a page of 1280 at 400 % zoom (WCAG 1.4.10)


@pytest.fixture
def person(gallery_server: str) -> Person:
    return staff()["person0"]


@pytest.fixture
def watched_page(page: Page) -> Iterator[Page]:
    """A page on which no script fails and nothing breaks the content security policy."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text)
            if message.type == "error" and "Failed to load resource" not in message.text
            else None
        ),
    )
    yield page
    assert complaints == []


def sign_in(page: Page, server: str, person: Person) -> None:
    page.goto(f"{server}/demo/")
    page.get_by_role("button", name=person.name).first.click()


def assert_accessible(page: Page) -> None:
    results = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert results.violations_count == 0, results.generate_report()


def assert_fits(page: Page) -> None:
    page.set_viewport_size({"width": NARROWEST, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROWEST, f"{page.url} is {width} wide"


def test_pages_for_everybody_are_accessible_and_fit_a_phone(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    for path in ("/", "/demo/", "/finnes-ikke/", "/gallery/broken/"):
        watched_page.set_viewport_size({"width": 1280, "height": 900})
        watched_page.goto(gallery_server + path)
        assert_accessible(watched_page)
        assert_fits(watched_page)
        assert_accessible(watched_page)


def test_components_are_accessible_and_fit_a_phone(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    for path in ("/gallery/", "/gallery/reading/", "/gallery/application/", "/demo/postkasse/"):
        watched_page.set_viewport_size({"width": 1280, "height": 900})
        watched_page.goto(gallery_server + path)
        watched_page.locator(".lv-person-menu summary").click()
        assert_accessible(watched_page)
        assert_fits(watched_page)
    watched_page.goto(f"{gallery_server}/gallery/")
    watched_page.get_by_role("button", name="Lagre").click()
    expect(watched_page.locator("#error-summary")).to_be_focused()
    assert_accessible(watched_page)
    assert_fits(watched_page)


def test_the_first_tab_leads_past_the_menu(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    watched_page.goto(f"{gallery_server}/gallery/reading/")
    watched_page.keyboard.press("Tab")
    expect(watched_page.get_by_role("link", name="Gå til innholdet")).to_be_focused()
    watched_page.keyboard.press("Enter")
    expect(watched_page.locator("main")).to_be_focused()


def test_a_link_in_the_error_summary_leads_to_the_question(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    watched_page.goto(f"{gallery_server}/gallery/")
    watched_page.get_by_role("button", name="Lagre").click()
    watched_page.get_by_role("link", name="Ett av få:").click()
    expect(watched_page.get_by_label("Alternativ 1").first).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_rows_can_be_added_and_removed_with_and_without_scripts(
    browser: Browser, gallery_server: str, person: Person, scripts: bool
) -> None:
    page = browser.new_context(locale="nb-NO", java_script_enabled=scripts).new_page()
    sign_in(page, gallery_server, person)
    page.goto(f"{gallery_server}/gallery/")
    page.get_by_label("Behandling", exact=True).fill("Azatioprin")
    page.get_by_label("En linje").fill("Skrevet før raden")
    page.get_by_role("button", name="Legg til en rad").click()
    second = page.locator("#field-rows-1-name")
    expect(second).to_be_focused()
    second.fill("Rituksimab")
    page.get_by_role("button", name="Fjern rad 1").click()
    expect(page.locator("#field-rows-0-name")).to_have_value("Rituksimab")
    expect(page.locator("#field-rows-1-name")).to_have_count(0)
    expect(page.get_by_label("En linje")).to_have_value("Skrevet før raden")
    page.context.close()


def test_enter_in_a_row_saves_and_removes_nothing(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    watched_page.goto(f"{gallery_server}/gallery/")
    watched_page.get_by_label("Behandling", exact=True).fill("Azatioprin")
    watched_page.get_by_role("button", name="Legg til en rad").click()
    second = watched_page.locator("#field-rows-1-name")
    second.fill("Rituksimab")
    second.press("Enter")
    expect(watched_page.locator("#error-summary")).to_be_visible()
    expect(watched_page.locator("#field-rows-0-name")).to_have_value("Azatioprin")
    expect(watched_page.locator("#field-rows-1-name")).to_have_value("Rituksimab")


def test_a_question_appears_when_the_answer_before_calls_for_it(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    watched_page.goto(f"{gallery_server}/gallery/")
    question = watched_page.get_by_label("Bare etter alternativ 2")
    expect(question).to_be_hidden()
    watched_page.locator("#field-choice-code_2").check()
    expect(question).to_be_visible()
    watched_page.locator("#field-choice-code_3").check()
    expect(question).to_be_hidden()


def test_without_scripts_the_question_appears_when_the_form_is_saved(
    browser: Browser, gallery_server: str, person: Person
) -> None:
    page = browser.new_context(locale="nb-NO", java_script_enabled=False).new_page()
    sign_in(page, gallery_server, person)
    page.goto(f"{gallery_server}/gallery/")
    page.locator("#field-choice-code_2").check()
    page.locator(".lv-buttons button").click()
    expect(page.get_by_label("Bare etter alternativ 2")).to_be_visible()
    page.context.close()


def test_a_form_is_sent_once_however_often_the_button_is_pressed(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    watched_page.goto(f"{gallery_server}/gallery/")
    posts: list[str] = []
    watched_page.on(
        "request", lambda request: posts.append(request.url) if request.method == "POST" else None
    )
    watched_page.get_by_role("button", name="Lagre").dblclick()
    expect(watched_page.locator("#error-summary")).to_be_visible()
    assert len(posts) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_text_survives_that_the_session_ends_while_one_writes(
    browser: Browser, gallery_server: str, person: Person, scripts: bool
) -> None:
    context = browser.new_context(locale="nb-NO", java_script_enabled=scripts)
    page = context.new_page()
    sign_in(page, gallery_server, person)
    page.goto(f"{gallery_server}/gallery/")
    text = "Tre linjer er prøvd uten effekt, og <fjerde> gir bivirkninger."
    page.get_by_label("Flere linjer").fill(text)
    context.clear_cookies(name="sessionid")
    page.locator(".lv-buttons button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det du skrev, er tatt vare på")
    with context.expect_page() as opened:
        page.get_by_role("link", name="Logg inn i en ny fane").click()
    opened.value.get_by_role("button", name=person.name).first.click()
    page.get_by_role("button", name="Lagre på nytt").click()
    if not scripts:  # the token is from before the sign-in; the page with a fresh one came back
        expect(page.get_by_text("før du logget inn")).to_be_visible()
        page.get_by_role("button", name="Lagre på nytt").click()
    expect(page.get_by_label("Flere linjer")).to_have_value(text)
    context.close()


def test_the_menu_opens_and_closes_with_the_keyboard(
    watched_page: Page, gallery_server: str, person: Person
) -> None:
    sign_in(watched_page, gallery_server, person)
    watched_page.goto(f"{gallery_server}/gallery/reading/")
    menu = watched_page.locator(".lv-person-menu summary")
    menu.focus()
    watched_page.keyboard.press("Enter")
    expect(watched_page.get_by_role("button", name="Logg ut")).to_be_visible()
    watched_page.keyboard.press("Escape")
    expect(watched_page.get_by_role("button", name="Logg ut")).to_be_hidden()
    expect(menu).to_be_focused()
