"""A pharmacy checks a decision's code: on a phone, with and without scripts, by keyboard alone, and on paper."""

import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town
from tests.support.journey import case_in_state, step

from likeverd.core import verification
from likeverd.core.vocabulary import Action, Role, State
from likeverd.verification.selectors import code_of

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
PICTURES = os.environ.get("LIKEVERD_PICTURES")


@pytest.fixture(scope="module")
def code(town: Town) -> str:
    """The code of a decision that was made today."""
    now = timezone.now()
    case = case_in_state(town.house, State.DECISION, now=now)
    step(case, Action.GRANT, town.house.innlandet.person(Role.MEDICAL_DIRECTOR), now=now)
    found = code_of(case)
    assert found is not None
    return found


def picture(page: Page, name: str) -> None:
    """Kept where somebody wants to look at it."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pharmacy_checks_a_code_on_a_phone(
    town: Town, walk: Walk, code: str, *, scripts: bool
) -> None:
    pharmacist = walk(viewport=PHONE, has_touch=True, java_script_enabled=scripts)
    page = pharmacist.page
    pharmacist.visit("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Kontroller et vedtak").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontroller et vedtak")
    pharmacist.look()
    picture(page, "check-form")
    page.get_by_label("Kode", exact=True).fill(code[:-1] + ("0" if code[-1] != "0" else "1"))
    page.get_by_role("button", name="Kontroller", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Koden er ikke riktig skrevet")
    expect(page.get_by_label("Kode", exact=True)).to_have_value(
        code[:-1] + ("0" if code[-1] != "0" else "1")
    )
    pharmacist.look()
    picture(page, "check-mistyped")
    page.get_by_label("Kode", exact=True).fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Kontroller", exact=True).click()
    answer = page.get_by_role("status")
    expect(answer).to_contain_text("Vedtaket er gyldig")
    expect(answer).to_contain_text(town.house.method.name)
    pharmacist.look()
    picture(page, "check-valid")
    assert code not in page.url
    assert page.url.endswith("/kontroll/")


def test_by_keyboard_and_in_another_language(town: Town, walk: Walk) -> None:
    pharmacist = walk(locale="nn-NO")
    page = pharmacist.page
    pharmacist.visit("/kontroll/")
    page.get_by_label("Kode", exact=True).focus()
    page.keyboard.type(verification.written(verification.code_of_chance(77)))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Samanlikn med papiret")
    pharmacist.look()
    picture(page, "check-unknown")


def test_the_answer_is_printed_without_the_form(town: Town, walk: Walk, code: str) -> None:
    pharmacist = walk()
    page = pharmacist.page
    pharmacist.visit("/kontroll/")
    page.get_by_label("Kode", exact=True).fill(code)
    page.get_by_role("button", name="Kontroller", exact=True).click()
    page.emulate_media(media="print")
    expect(page.get_by_role("status")).to_be_visible()
    expect(page.get_by_role("button", name="Kontroller", exact=True)).to_be_hidden()
    expect(page.get_by_text("Kontrollert")).to_contain_text(code)
    picture(page, "check-print")
