"""The application saves itself while it is written, and says truly whether it did."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.support.house import build_house
from tests.support.journey import begin

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Role

pytestmark = pytest.mark.browser

SAVED = "Lagret "
WRITTEN = "Demlikumab, tatt fra pakningen"


@pytest.fixture
def draft(gallery_server: str) -> Case:
    house = build_house()
    return begin(house, house.innlandet)


@pytest.fixture
def writing(page: Page, gallery_server: str, draft: Case) -> Page:
    """The draft open for writing, as its consultant."""
    consultant = draft.trust.membership_set.get(role=Role.TREATING_CONSULTANT).person
    page.goto(f"{gallery_server}/demo/")
    page.get_by_role("button", name=consultant.name).first.click()
    page.goto(f"{gallery_server}/saker/{draft.number}/soknad/")
    return page


def product(case: Case) -> object:
    case.refresh_from_db()
    return case.answers.get("product")


def test_what_is_typed_is_saved_by_itself(writing: Page, draft: Case) -> None:
    writing.locator("#field-product").fill(WRITTEN)
    expect(writing.locator("#autosave-status")).to_contain_text(SAVED, timeout=8000)
    assert product(draft) == WRITTEN


def test_a_press_on_save_waits_for_the_save_under_way(writing: Page, draft: Case) -> None:
    def slowly(route: Route) -> None:
        writing.wait_for_timeout(600)
        route.continue_()

    writing.route("**/soknad/lagre/", slowly)
    writing.locator("#field-product").fill("Først")
    writing.locator("#field-product").blur()
    expect(writing.locator("#autosave-status")).to_have_text("Lagrer …", timeout=5000)
    writing.locator("#field-product").fill(WRITTEN)
    writing.get_by_role("button", name="Lagre utkast").click()
    expect(writing.get_by_text("Utkastet er lagret.")).to_be_visible(timeout=10000)
    assert product(draft) == WRITTEN


def test_a_row_that_is_added_after_a_save_makes_nothing_stale(writing: Page, draft: Case) -> None:
    writing.locator("#field-product").fill("Først")
    expect(writing.locator("#autosave-status")).to_contain_text(SAVED, timeout=8000)
    writing.locator("#field-diagnoses").get_by_role("button", name="Legg til en rad").click()
    expect(
        writing.locator("#field-diagnoses-1-code, #field-diagnoses-0-code").first
    ).to_be_visible()
    with writing.expect_response("**/soknad/lagre/") as answer:
        writing.locator("#field-product").fill(WRITTEN)
    assert answer.value.status == 200
    assert product(draft) == WRITTEN


def test_one_is_told_that_one_is_signed_out_and_loses_nothing(
    writing: Page, browser_context: BrowserContext
) -> None:
    browser_context.clear_cookies(name="sessionid")
    writing.locator("#field-product").fill(WRITTEN)
    expect(writing.locator("#autosave-status")).to_contain_text("Du er logget ut", timeout=8000)
    writing.get_by_role("button", name="Lagre utkast").click()
    expect(writing.get_by_role("heading", level=1)).to_have_text("Det du skrev, er tatt vare på")
    expect(writing.locator('input[name="product"]')).to_have_value(WRITTEN)


def test_a_save_that_does_not_get_through_is_told_and_tried_again(
    writing: Page, draft: Case
) -> None:
    writing.route("**/soknad/lagre/", lambda route: route.abort())
    writing.locator("#field-product").fill("Først")
    expect(writing.locator("#autosave-status")).to_contain_text("Ikke lagret.", timeout=8000)
    writing.unroute("**/soknad/lagre/")
    writing.locator("#field-product").fill(WRITTEN)
    expect(writing.locator("#autosave-status")).to_contain_text(SAVED, timeout=8000)
    assert product(draft) == WRITTEN


STORED_IN_THE_BROWSER = """async () => [
    ...Object.values({...localStorage}), ...Object.values({...sessionStorage}),
    ...(await indexedDB.databases()).map(each => each.name), ...(await caches.keys()),
    document.cookie,
]"""


def test_what_was_saved_is_there_after_signing_in_again_and_not_in_the_browser(
    writing: Page, draft: Case, browser_context: BrowserContext, gallery_server: str
) -> None:
    writing.locator("#field-product").fill(WRITTEN)
    expect(writing.locator("#autosave-status")).to_contain_text(SAVED, timeout=8000)
    browser_context.clear_cookies(name="sessionid")
    writing.locator("#field-product").fill("Skrevet etter at økten var slutt")
    expect(writing.locator("#autosave-status")).to_contain_text("Du er logget ut", timeout=8000)
    kept = writing.evaluate(STORED_IN_THE_BROWSER)
    assert [words for words in kept if "Demlikumab" in words or "Skrevet" in words] == []
    again = browser_context.new_page()
    again.goto(f"{gallery_server}/demo/")
    again.get_by_role("button", name=draft.applicant.name).first.click()
    again.goto(f"{gallery_server}/saker/{draft.number}/soknad/")
    expect(again.locator("#field-product")).to_have_value(WRITTEN)
    # The first page still holds the last words, and they can be sent now.
    with writing.expect_response("**/soknad/lagre/"):
        writing.locator("#field-product").fill("Skrevet etter at økten var slutt, og litt til")
    assert writing.locator("#field-product").input_value().endswith("litt til")
