"""Everything works where the browser runs no scripts: the whole application, rows, and a decision."""

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, every_answer

from likeverd.cases.models import Case
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser


@pytest.mark.timeout(600)
def test_the_whole_application_is_written_and_sent_without_scripts(town: Town, walk: Walk) -> None:
    consultant = walk(town.person(Role.TREATING_CONSULTANT), java_script_enabled=False)
    consultant.visit("/saker/ny/")
    consultant.page.get_by_label("Navn, virkestoff").fill("demolimab")
    consultant.press("Søk")
    consultant.follow("Demolimab")
    consultant.press("Fortsett med unntak for én pasient")
    identity_number, name = town.new_patient()
    consultant.page.get_by_label("Fødselsnummer").fill(identity_number)
    consultant.press("Se veien videre")
    consultant.sees("Noe mangler eller kan ikke leses.")
    expect(consultant.page.get_by_label("Fødselsnummer")).to_have_value(identity_number)
    consultant.page.get_by_label("Pasientens navn").fill(name)
    consultant.press("Se veien videre")
    consultant.press("Begynn på søknaden")
    number = consultant.path.split("/")[2]

    answers = every_answer(trial_considered="none_found")
    saves = consultant.fill_as_asked(DEFINITION.fields, answers, "Lagre utkast")
    assert saves >= 2  # some questions are asked because of others
    consultant.sees("Alt er fylt ut. Søknaden kan sendes.")
    consultant.press("Send søknaden")
    consultant.sees("Saken er hos: Fagansvarlig leder")
    sent = Case.objects.get(number=number)
    assert len(sent.answers["established_treatments"]) == 2
    assert sent.answers["yearly_cost"] == answers["yearly_cost"]


def test_a_decision_is_made_without_scripts(town: Town, walk: Walk) -> None:
    number = town.case_at(State.DECISION).number
    director = walk(town.person(Role.MEDICAL_DIRECTOR), java_script_enabled=False)
    director.open_from_list(number)
    director.follow("Innvilg med vilkår")
    director.press("Innvilg med vilkår")
    director.sees("Noe mangler eller kan ikke leses.")
    director.fill(
        town.fields(number, Action.GRANT_WITH_CONDITIONS),
        answers_for(Action.GRANT_WITH_CONDITIONS),
    )
    director.press("Innvilg med vilkår")
    director.sees("Saken er avsluttet")
    assert Case.objects.get(number=number).state == State.GRANTED_WITH_CONDITIONS


def test_questions_are_asked_and_answered_without_scripts(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE), java_script_enabled=False)
    member.visit(f"/saker/{number}/steg/ask/")
    asked = [
        {"field": "yearly_cost", "question": "Med eller uten rabatt?"},
        {"field": "diagnoses", "question": "Hvilken diagnose?"},
    ]
    fields = town.fields(number, Action.ASK)
    answers = answers_for(Action.ASK) | {"questions": asked}
    member.fill(fields[:1], answers)
    member.fill(fields[1:], answers)
    member.press("Spør søkeren")
    member.sees("Saken er hos søkeren")

    consultant = walk(town.person(Role.TREATING_CONSULTANT), java_script_enabled=False)
    consultant.visit(f"/saker/{number}/steg/answer/")
    consultant.named("answer_0").fill("Uten.")
    consultant.named("answer_1").fill("Som oppgitt.")
    consultant.press("Svar på spørsmålene")
    consultant.sees("Saken er hos: Vurderingskomité")
