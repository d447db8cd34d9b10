"""From sign-in to a sent step without a mouse, and one always sees where one is."""

import pytest
from playwright.sync_api import Locator, expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town
from tests.journeys.walker import Walker

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Role, State

pytestmark = pytest.mark.browser

MOST_TABS = 80
# A tick is marked around itself and its words. The way past the menu is its own mark: it is
# there only while it has the focus.
FOCUS = """() => {
    const at = document.activeElement;
    const place = at.getBoundingClientRect();
    const ringed = (element) => {
        const style = getComputedStyle(element);
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
        return outlined || style.boxShadow !== "none";
    };
    const field = at.matches("[type=radio], [type=checkbox]") ? at.closest(".ds-field") : at;
    return {
        marked: at.matches(".ds-skip-link") || ringed(field),
        seen: place.width > 0 && place.height > 0 && place.bottom > 0 && place.top < innerHeight,
        what: at.outerHTML.slice(0, 200),
    };
}"""


def tab_to(walker: Walker, target: Locator) -> None:
    """Press Tab until the target has the focus; every stop on the way is marked and in sight."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        walker.page.keyboard.press("Tab")
        focus = walker.page.evaluate(FOCUS)
        assert focus["marked"], f"no visible focus: {focus['what']}"
        assert focus["seen"], f"focus out of sight: {focus['what']}"
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached in {MOST_TABS} tabs")


def enter(walker: Walker) -> None:
    """Press Enter where it leads to another page."""
    with walker.page.expect_navigation():
        walker.page.keyboard.press("Enter")
    walker.look()


def type_into(walker: Walker, name: str, words: str) -> None:
    tab_to(walker, walker.named(name))
    walker.page.keyboard.type(words)


def choose_first(walker: Walker, name: str) -> None:
    tab_to(walker, walker.named(name).first)
    walker.page.keyboard.press("Space")
    expect(walker.named(name).first).to_be_checked()


def test_the_clinical_lead_assesses_with_the_keyboard_alone(town: Town, walk: Walk) -> None:
    number = town.case_at(State.CLINICAL_REVIEW).number
    lead = walk()
    lead.visit("/demo/")
    person = town.person(Role.CLINICAL_LEAD_REVIEWER)
    tab_to(lead, lead.page.locator(f'button[value="{person.pk}"]'))
    enter(lead)
    tab_to(lead, lead.main.locator(f'a[href="/saker/{number}/"]'))
    enter(lead)
    lead.sees("Saken venter på deg")
    tab_to(lead, lead.main.get_by_role("link", name="Vurder og send videre"))
    enter(lead)
    for name in ("authorisation", "established_treatment", "larger_effect"):
        choose_first(lead, name)
    type_into(lead, "professional_assessment", "Godt dokumentert.")
    button = lead.main.get_by_role("button", name="Vurder og send videre")
    tab_to(lead, button)
    enter(lead)

    # One confirmation is missing: the focus is at the errors, and leads to the field.
    expect(lead.page.locator("#error-summary")).to_be_focused()
    tab_to(lead, lead.page.locator("#error-summary a"))
    lead.page.keyboard.press("Enter")
    confirmation = lead.named("quality_assured")
    expect(confirmation).to_be_focused()
    lead.page.keyboard.press("Space")
    expect(confirmation).to_be_checked()
    tab_to(lead, button)
    enter(lead)
    lead.sees("Saken er hos: Divisjonsdirektør")
    assert Case.objects.get(number=number).state == State.ANCHORING


def test_rows_are_added_and_filled_with_the_keyboard_alone(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    member.visit(f"/saker/{number}/steg/ask/")
    tab_to(member, member.named("questions-0-field"))
    member.page.keyboard.type("Diag")
    expect(member.named("questions-0-field")).to_have_value("diagnoses")
    type_into(member, "questions-0-question", "Hvilken diagnose?")
    tab_to(member, member.page.get_by_role("button", name="Legg til en rad"))
    member.page.keyboard.press("Enter")
    expect(member.named("questions-1-field")).to_be_focused()
    member.look()
    member.page.keyboard.type("Behandlingsl")
    expect(member.named("questions-1-field")).to_have_value("treatment_line")


def test_the_way_past_the_menu_and_back_to_it(town: Town, walk: Walk) -> None:
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    member.visit("/arbeid/enheten/")
    member.page.keyboard.press("Tab")
    expect(member.page.get_by_role("link", name="Gå til innholdet")).to_be_focused()
    member.page.keyboard.press("Enter")
    expect(member.main).to_be_focused()
    tab_to(member, member.main.get_by_role("link", name="Venter på meg"))
