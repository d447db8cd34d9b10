"""A no, from the director's page to the patient's phone: seen beforehand, planned, read in nynorsk, and corrected."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, today

from likeverd.core.letters import LetterKind, default_template
from likeverd.core.vocabulary import Action, Role, State
from likeverd.letters.models import Letter
from likeverd.organisations.models import Person
from likeverd.web.formats import day

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
WRITTEN = "Pasienten skiller seg ikke fra gruppen på en måte som er dokumentert."


@pytest.mark.timeout(600)
def test_a_no_is_seen_beforehand_planned_by_the_doctor_and_read_by_the_patient_in_nynorsk(
    town: Town, walk: Walk
) -> None:
    case = town.case_at(State.DECISION)
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit(f"/saker/{case.number}/steg/refuse/")
    given = answers_for(Action.REFUSE) | {"reasoning": WRITTEN}
    director.fill(town.fields(case.number, Action.REFUSE), given)
    with director.page.expect_popup() as opened:
        director.page.get_by_role("button", name="Se hvordan brevene blir").click()
    beside = opened.value
    expect(beside.get_by_role("heading", level=1)).to_have_text("Slik blir brevene")
    expect(beside.get_by_text(WRITTEN)).to_be_visible()
    expect(beside.get_by_text(f"Hei, {case.patient.name}.")).to_be_visible()
    beside.close()
    assert not Letter.objects.filter(case=case).exists()
    expect(director.named("reasoning")).to_have_value(WRITTEN)
    director.press("Avslå")

    doctor = walk(town.person(Role.TREATING_CONSULTANT))
    doctor.visit(f"/saker/{case.number}/")
    doctor.follow("Brev til legen og pasienten")
    doctor.look()
    doctor.page.get_by_label("Nynorsk").check()
    doctor.press("Vis brevet for pasienten")
    doctor.sees("Skriv dagen du har snakket eller skal snakke med pasienten.")
    expect(doctor.page.get_by_label("Nynorsk")).to_be_checked()
    doctor.look()
    doctor.named("conversation_on").fill(day(today()))
    doctor.named("contact_who").fill("Kari Overlege")
    doctor.named("contact_on").fill(day(today()))
    doctor.press("Vis brevet for pasienten")
    doctor.sees("Pasienten kan lese brevet fra nå.")
    doctor.look()

    patient = walk(viewport=PHONE, has_touch=True)
    patient.visit("/demo/pasienter/")
    patient.page.get_by_role("button", name=case.patient.name).click()
    patient.page.get_by_role("main").get_by_role("link", name=case.method.name).click()
    patient.page.get_by_role("link", name="Les brevet fra sykehuset").click()
    letter = patient.page.get_by_role("article")
    expect(letter).to_have_attribute("lang", "nn")
    expect(letter.get_by_role("heading", name="Kvifor")).to_be_visible()
    expect(letter.get_by_text("Fristen er fire veker")).to_be_visible()
    patient.look()
    with patient.page.expect_download() as saved:
        patient.page.get_by_role("link", name="Last ned brevet (PDF)").click()
    assert saved.value.suggested_filename == f"{case.number}.pdf"

    doctor.press("Pasienten har fått brevet")
    doctor.sees("Det er notert at pasienten har fått brevet.")
    doctor.page.get_by_role("link", name=re.compile("^Les.*Brev til pasienten")).first.click()
    doctor.named("what").fill("Avdelinga har fått nytt telefonnummer.")
    doctor.press("Lag et rettet brev")
    doctor.sees("Det rettede brevet er laget.")
    doctor.look()
    patient.page.reload()
    expect(patient.page.get_by_role("article")).to_contain_text(
        "Dette er retta: Avdelinga har fått nytt telefonnummer."
    )
    patient.look()


@pytest.mark.parametrize("scripts", [True, False])
def test_policy_staff_write_a_text_are_told_of_faults_and_publish(
    town: Town, walk: Walk, *, scripts: bool
) -> None:
    keeper: Person = town.person(Role.PROCEDURE_KEEPER)
    walker = walk(keeper, java_script_enabled=scripts)
    walker.visit("/brevmaler/")
    walker.page.get_by_role("link", name=re.compile("Nynorsk.*Brev til pasienten, Avslått")).click()
    walker.look()
    field = walker.page.get_by_role("textbox", name="Teksten i brevet")
    text = default_template(LetterKind.PATIENT, State.REFUSED, "nn")
    walker.follow("Hent den nasjonale teksten")
    expect(field).to_have_value(text)
    field.fill(text.replace("{{kontakt}}", "{{kontakten}}"))
    walker.press("Publiser")
    walker.sees("{{kontakten}} finnes ikke. Mente du {{kontakt}}?")
    walker.look()
    words = f"Med helsing, versjon {scripts}."
    field.fill(f"{text}\n{words}\n")
    walker.press("Publiser")
    walker.sees("Teksten gjelder fra nå, for brev som lages heretter.")
    expect(walker.page.get_by_role("region", name="Slik blir brevet")).to_contain_text(words)
    walker.look()
    walker.page.get_by_role("link", name="Versjon").first.click()
    expect(walker.page.get_by_role("region", name="Hva som ble endret")).to_contain_text(words)
    walker.look()
