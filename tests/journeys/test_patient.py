"""A patient on a phone, in three languages: reads, writes, sees who has seen; with what a screen reader is told."""

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town
from tests.patients.people import release

from likeverd.core.vocabulary import Role, State

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
WORDS = (
    "Det viktigste for meg er å slippe flere reiser. Jeg bor alene, og det er langt til sykehuset."
)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("scripts", [True, False])
def test_the_doctor_opens_the_case_and_the_patient_reads_writes_and_sees_who_has_seen(
    town: Town, walk: Walk, *, scripts: bool
) -> None:
    case = town.case_at(State.COMMITTEE)
    doctor = walk(town.person(Role.TREATING_CONSULTANT), java_script_enabled=scripts)
    doctor.visit(f"/saker/{case.number}/")
    doctor.follow("Velg hva pasienten ser")
    part = doctor.page.get_by_role("region", name="At saken finnes, og hvor den er")
    part.get_by_role("button", name="Vis dette for pasienten").click()
    expect(doctor.page.get_by_text("Pasienten ser dette fra nå.")).to_be_visible()
    doctor.look()

    patient = walk(viewport=PHONE, has_touch=True, java_script_enabled=scripts)
    patient.visit("/demo/pasienter/")
    patient.page.get_by_role("button", name=case.patient.name).click()
    expect(patient.page.get_by_role("heading", level=1, name="Mine saker")).to_be_visible()
    patient.look()
    patient.page.get_by_role("main").get_by_role("link", name=case.method.name).click()
    expect(patient.page.get_by_role("heading", level=1)).to_have_text("Sykehuset vurderer søknaden")
    expect(
        patient.page.get_by_role("region", name="Hva har skjedd, og hva skjer nå?")
    ).to_be_visible()
    patient.look()
    patient.page.get_by_role("button", name="Send til saken").click()
    field = patient.page.get_by_role("textbox", name="Skriv til dem som vurderer saken")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill(WORDS)
    patient.page.get_by_role("button", name="Send til saken").click()
    expect(patient.page.get_by_role("status")).to_contain_text("Det du skrev, er lagt til saken.")
    patient.look()
    patient.page.get_by_role("main").get_by_role("link", name="Se hvem som har sett saken").click()
    table = patient.page.get_by_role("table", name="Hvem har sett, når, hva og hvorfor.")
    expect(table.get_by_role("row").filter(has_text=doctor_name(town)).first).to_be_visible()
    patient.look()
    patient.visit("/innsyn/rettigheter/")
    patient.page.get_by_role("button", name="Logg ut").click()
    expect(patient.page.get_by_role("heading", level=1, name="Du er logget ut")).to_be_visible()

    member = walk(town.person(Role.ASSESSMENT_COMMITTEE), java_script_enabled=scripts)
    member.visit(f"/saker/{case.number}/")
    expect(member.page.get_by_role("region", name="Pasienten har skrevet")).to_contain_text(WORDS)


def doctor_name(town: Town) -> str:
    return town.person(Role.TREATING_CONSULTANT).name


@pytest.mark.parametrize(
    ("language", "heading", "rights"),
    [
        ("Nynorsk", "Sjukehuset vurderer søknaden", "Du har rett til å medverke"),
        ("English", "The hospital is assessing the application", "You have a right to take part"),
    ],
)
def test_in_the_patients_own_language(
    town: Town, walk: Walk, language: str, heading: str, rights: str
) -> None:
    case = town.case_at(State.CLINICAL_REVIEW)
    release(case)
    patient = walk(viewport=PHONE)
    patient.visit("/demo/pasienter/")
    patient.page.get_by_role("button", name=case.patient.name).click()
    patient.page.get_by_role("button", name=language).click()
    patient.page.get_by_role("main").get_by_role("link", name=case.method.name).click()
    expect(patient.page.get_by_role("heading", level=1)).to_have_text(heading)
    patient.look()
    for path in ("/innsyn/hvem-har-sett/", "/innsyn/rettigheter/"):
        patient.visit(path)
        patient.look()
    expect(patient.page.get_by_role("heading", name=rights)).to_be_visible()
