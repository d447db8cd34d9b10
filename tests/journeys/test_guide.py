"""The guide on a phone: from the front page to the way in, its rule and source, and a practice application."""

import gzip
import re

import pytest
from playwright.sync_api import Response, expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
MOST_BYTES = 100_000


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scripts", [True, False])
def test_a_doctor_finds_the_way_in_on_a_phone(town: Town, walk: Walk, *, scripts: bool) -> None:
    doctor = walk(viewport=PHONE, has_touch=True, java_script_enabled=scripts)
    page = doctor.page
    doctor.visit("/")
    page.get_by_role("link", name="Finnes det en vei? Se veiviseren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Finnes det en vei?")
    doctor.look()
    page.get_by_role("searchbox").fill(town.house.method.name[:5])
    page.get_by_role("button", name="Søk").click()
    page.get_by_role("link", name=town.house.method.name).click()
    doctor.look()
    choose = {
        "markedsføringstillatelse": "Ja, ordinær",
        "etablerte behandlingen": "Den er kontraindisert for pasienten",
        "vesentlig større": "Ja",
    }
    for question, answer in choose.items():
        group = page.get_by_role("group", name=re.compile(question))
        group.get_by_role("radio", name=answer, exact=True).check()
    page.get_by_role("button", name="Vis veien").click()
    answer = page.get_by_role("region", name=re.compile("Unntak for én pasient"))
    expect(answer).to_contain_text("Fagdirektøren i helseforetaket")
    assert page.url.endswith("#svar")
    doctor.look()
    answer.get_by_role("link", name="Regelen").first.click()
    expect(page.get_by_role("heading", name=re.compile("Utgave")).first).to_be_visible()
    doctor.look()


def test_the_first_page_is_light(town: Town, walk: Walk) -> None:
    """Style sheets are counted as they are sent outside tests: packed."""
    reader = walk(viewport=PHONE)
    sizes: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        body = answer.body()
        packed = answer.url.endswith((".css", ".js", ".svg"))
        sizes[answer.url] = len(gzip.compress(body, 9)) if packed else len(body)

    reader.page.on("response", weigh)
    reader.page.goto(f"{town.url}/veiviser/", wait_until="networkidle")
    assert 0 < sum(sizes.values()) <= MOST_BYTES, sizes


@pytest.mark.timeout(600)
def test_a_practice_application_is_complete_and_counts_nowhere(town: Town, walk: Walk) -> None:
    doctor = walk()
    doctor.visit("/veiviser/ovelse/")
    doctor.page.get_by_role("button", name="Kontroller søknaden").click()
    expect(
        doctor.page.get_by_role("heading", name=re.compile("rettes|mangler")).first
    ).to_be_visible()
    doctor.page.get_by_role("button", name="Fyll inn et eksempel").click()
    doctor.page.get_by_role("button", name="Kontroller søknaden").click()
    expect(
        doctor.page.get_by_role("status").filter(has_text="Søknaden er komplett")
    ).to_be_visible()
    doctor.look()
