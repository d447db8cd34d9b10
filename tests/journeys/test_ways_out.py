"""From paper, back to the applicant, stopped, withdrawn, and out of a conflicted person's sight."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, every_answer, today
from tests.security.hostile_files.pdfs import made

from likeverd.cases.models import Case
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser

SCAN = {"name": "søknad på papir.pdf", "mimeType": "application/pdf", "buffer": made()}
MESSAGE = "Stoppkriteriene må kunne måles."


def test_a_paper_application_is_keyed_in_by_a_secretary_with_the_scan(
    town: Town, walk: Walk
) -> None:
    secretary = walk(town.person(Role.HELPER))
    secretary.visit(f"/saker/ny/{town.house.method.pk}/")
    consultant_pk = town.person(Role.TREATING_CONSULTANT).pk
    secretary.page.locator(f'[name="applicant"][value="{consultant_pk}"]').check()
    secretary.page.get_by_label("Ja, den legges inn fra papir").check()
    received = today() - timedelta(days=2)
    secretary.named("paper_received").fill(f"{received:%d%m%Y}")  # as a number keyboard types it
    identity_number, name = town.new_patient()
    secretary.named("identity_number").fill(identity_number)
    secretary.named("patient_name").fill(name)
    secretary.press("Se veien videre")
    secretary.press("Begynn på søknaden")
    number = secretary.path.split("/")[2]
    secretary.fill(DEFINITION.fields, every_answer())
    secretary.press("Lagre utkast")

    secretary.visit(f"/saker/{number}/")
    secretary.sees("Papirsøknad")
    secretary.sees(f"{received:%d.%m.%Y}")
    secretary.page.get_by_label("Legg ved skannet søknad").set_input_files(
        [SCAN | {"name": "tekst.pdf", "buffer": b"ikke en pdf"}]
    )
    secretary.press("Legg til")
    secretary.sees("Filen må være PDF, PNG, JPEG, TIFF eller DOCX.")
    secretary.page.get_by_label("Legg ved skannet søknad").set_input_files([SCAN])
    secretary.press("Legg til")
    secretary.sees("søknad på papir.pdf")
    with secretary.page.expect_download() as download:
        secretary.main.get_by_role("link", name="søknad på papir.pdf").click()
    assert download.value.suggested_filename == "søknad på papir.pdf"
    secretary.follow("Gi til overlegen")
    secretary.press("Gi til overlegen")

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.open_from_list(number)
    consultant.sees("Papirsøknad")
    consultant.follow("Les gjennom søknaden")
    consultant.press("Send søknaden")
    consultant.sees("Saken er hos: Fagansvarlig leder")
    assert Case.objects.get(number=number).paper_received == received


def test_a_returned_application_comes_with_what_must_be_done(town: Town, walk: Walk) -> None:
    number = town.case_at(State.CLINICAL_REVIEW).number
    lead = walk(town.person(Role.CLINICAL_LEAD_REVIEWER))
    lead.open_from_list(number)
    lead.follow("Returner til søkeren")
    lead.fill(town.fields(number, Action.RETURN), answers_for(Action.RETURN))
    lead.press("Returner til søkeren")
    lead.sees("Saken er hos søkeren")

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.open_from_list(number)
    expect(consultant.main.locator(".lv-now")).to_contain_text(MESSAGE)
    consultant.sees("Rett søknaden, og send den på nytt")
    consultant.follow("Les gjennom søknaden")
    consultant.sees(MESSAGE)
    consultant.named("plan_stop_criteria").fill("Under 3 poengs bedring etter tolv uker.")
    consultant.press("Send søknaden")
    consultant.sees("Saken er hos: Fagansvarlig leder")
    assert lead.has_on_list(number)
    lead.open_from_list(number)
    lead.sees("Søknaden er sendt på nytt")


def test_a_line_leader_stops_a_case_with_reasons(town: Town, walk: Walk) -> None:
    number = town.case_at(State.ANCHORING).number
    director = walk(town.person(Role.ANCHORING_MANAGER))
    director.open_from_list(number)
    director.follow("Stans saken")
    director.press("Stans saken")
    director.sees("Noe mangler eller kan ikke leses.")
    director.fill(town.fields(number, Action.STOP), answers_for(Action.STOP))
    director.press("Stans saken")
    director.sees("Stanset i linjen")

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/")
    consultant.sees("Stanset av leder")
    consultant.sees("Begrunnet ut fra pasientens egne forhold.")
    assert Case.objects.get(number=number).state == State.STOPPED


def test_the_applicant_withdraws(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/")
    consultant.follow("Trekk søknaden")
    consultant.fill(town.fields(number, Action.WITHDRAW), answers_for(Action.WITHDRAW))
    consultant.press("Trekk søknaden")
    consultant.sees("Trukket av deg")
    committee = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    assert not committee.has_on_list(number)
    committee.visit(f"/saker/{number}/")
    committee.sees("Pasienten ønsker det ikke lenger.")


def test_a_conflict_of_interest_removes_the_case_from_sight(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    member.open_from_list(number)
    member.follow("Meld deg inhabil")
    member.fill(town.fields(number, Action.DECLARE_CONFLICT), answers_for(Action.DECLARE_CONFLICT))
    member.press("Meld deg inhabil")
    assert member.path == "/arbeid/"
    assert not member.main.locator(f'a[href="/saker/{number}/"]').count()
    for path in (f"/saker/{number}/", f"/saker/{number}/steg/recommend/"):
        member.visit(path)
        member.heading("Vi finner ikke siden")
    for path in ("/arbeid/", "/arbeid/enheten/"):
        member.visit(path)
        assert not member.main.locator(f'a[href="/saker/{number}/"]').count()
    member.visit("/sok/")
    member.page.get_by_label("Saksnummer").fill(number)
    member.press("Søk")
    member.sees("Ingen saker passer.")


def test_a_step_that_nobody_can_take_is_told_to_all_who_wait(town: Town, walk: Walk) -> None:
    number = town.case_at(State.CLINICAL_REVIEW).number
    town.step(number, Action.DECLARE_CONFLICT, Role.CLINICAL_LEAD_REVIEWER)
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/")
    consultant.sees("Saken er hos: Fagansvarlig leder")
    consultant.sees("Ingen kan ta trinnet nå. Registrer en stedfortreder.")
