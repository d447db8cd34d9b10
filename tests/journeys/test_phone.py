"""Every page on a phone: nothing wider than the screen, and first what matters most."""

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.pages import one_life
from tests.journeys.town import Town
from tests.journeys.walker import DESKTOP, Walker

from likeverd.core.vocabulary import Role, State

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
LONG = "Nevroendokrinologisk spesialpoliklinikk for sjeldne bindevevssykdommer " * 2
UNBROKEN = "Farmakogenetikkundersøkelsesresultatoppsummering" * 3


@pytest.mark.timeout(900)
def test_every_page_fits_a_phone(town: Town, walk: Walk) -> None:
    phones: dict[Role | None, Walker] = {}
    for visit in one_life(town):
        if visit.role not in phones:
            person = town.person(visit.role) if visit.role else None
            phones[visit.role] = walk(person, viewport=PHONE, has_touch=True)
        for path in visit.paths:
            phones[visit.role].page.goto(town.url + path)
            phones[visit.role].page.evaluate(
                "document.querySelectorAll('main details').forEach((part) => { part.open = true; })"
            )
            phones[visit.role].look()


def test_long_names_and_words_break_instead_of_widening_the_page(town: Town, walk: Walk) -> None:
    case = town.draft(complete=False)
    department = town.innlandet.department
    before = department.name
    department.name = LONG.strip()[:120]
    department.save()
    case.answers = {"plan_purpose": UNBROKEN, "product": UNBROKEN}
    case.save()
    phone = walk(town.person(Role.TREATING_CONSULTANT), viewport=PHONE)
    for path in ("/arbeid/", f"/saker/{case.number}/", f"/saker/{case.number}/soknad/"):
        phone.visit(path)
    department.name = before
    department.save()


@pytest.mark.parametrize("window", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.CLINICAL_REVIEW, Role.CLINICAL_LEAD_REVIEWER),
        (State.COMMITTEE, Role.ASSESSMENT_COMMITTEE),
        (State.DECISION, Role.MEDICAL_DIRECTOR),
    ],
)
def test_the_first_screen_says_where_what_who_and_what_to_do(
    town: Town, walk: Walk, window: dict[str, int], state: State, role: Role
) -> None:
    number = town.case_at(state).number
    walker = walk(town.person(role), viewport=window)
    walker.visit(f"/saker/{number}/")
    glance = walker.main.locator(".lv-now")
    must_be_seen = [
        walker.page.get_by_role("heading", level=1),
        walker.main.locator(".lv-way-now"),
        glance.get_by_role("heading", name="Saken venter på deg"),
        glance.get_by_text("Hvem har saken"),
        glance.get_by_text("Dette mangler"),
        glance.get_by_text("Frist", exact=True),
        glance.locator(".ds-button").first,
    ]
    for part in must_be_seen:
        expect(part).to_be_in_viewport(ratio=1)
    first = glance.locator(".ds-button").first
    expect(first).not_to_have_text("Spør søkeren")
