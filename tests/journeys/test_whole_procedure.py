"""The whole procedure of Sykehuset Innlandet by six people, each in a browser of their own."""

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import NAMES, Town, answers_for, every_answer
from tests.journeys.walker import Walker

from likeverd.cases.models import Case
from likeverd.core.forms.individual_exception import DEFINITION
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser

BUTTONS = {
    Action.ASSESS: "Vurder og send videre",
    Action.PRIORITISE: "Prioriter og send videre",
    Action.RECOMMEND: "Gi tilråding",
    Action.GRANT_WITH_CONDITIONS: "Innvilg med vilkår",
}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_six_people_take_a_case_from_the_first_question_to_the_decision(
    town: Town, walk: Walk
) -> None:
    helper = walk(town.person(Role.HELPER))
    number = prepare(helper, town)
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    read_and_send(consultant, number)

    lead = walk(town.person(Role.CLINICAL_LEAD_REVIEWER))
    take_step(lead, town, number, Action.ASSESS)
    director_of_division = walk(town.person(Role.ANCHORING_MANAGER))
    take_step(director_of_division, town, number, Action.PRIORITISE)
    committee = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    take_step(committee, town, number, Action.RECOMMEND)
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    take_step(director, town, number, Action.GRANT_WITH_CONDITIONS)
    director.sees("Saken er avsluttet")

    reads_the_decision(consultant, number)


def prepare(helper: Walker, town: Town) -> str:
    """The helper finds the method, sees the way ahead, writes everything and hands over."""
    helper.visit("/saker/ny/")
    helper.page.get_by_label("Navn, virkestoff").fill("demoli")
    helper.follow("Demolimab")
    helper.heading("Demolimab")
    helper.page.get_by_role("group", name="markedsføringstillatelse").get_by_label(
        "Ja, ordinær"
    ).check()
    helper.press("Vis veien")
    helper.press("Fortsett med unntak for én pasient")
    identity_number, name = town.new_patient()
    consultant = town.person(Role.TREATING_CONSULTANT)
    helper.named("applicant").and_(helper.page.locator(f'[value="{consultant.pk}"]')).check()
    helper.page.get_by_label("Nei, den skrives her").check()
    helper.page.get_by_label("Fødselsnummer").fill(identity_number)
    helper.page.get_by_label("Pasientens navn").fill(name)
    helper.press("Se veien videre")

    helper.heading("Før du skriver")
    helper.sees("Avdelingen som bestiller.")
    helper.sees("Mål: 3 virkedager")
    steps = helper.main.locator("ol > li")
    expect(steps).to_have_count(4)
    for step, role in zip(steps.all(), list(NAMES)[2:], strict=True):
        expect(step).to_contain_text(NAMES[role][0])
    helper.press("Begynn på søknaden")

    number = helper.path.split("/")[2]
    helper.fill(DEFINITION.fields, every_answer())
    expect(helper.page.locator("#autosave-status")).to_contain_text("Lagret")
    expect(helper.page.locator("#completeness")).to_contain_text("Alt er fylt ut")
    helper.press("Lagre utkast")
    helper.sees("Alt er fylt ut. Søknaden kan sendes.")
    assert not helper.main.get_by_role("button", name="Send søknaden").count()
    assert helper.has_on_list(number)
    helper.open_from_list(number)
    helper.follow("Gi til overlegen")
    helper.fill(
        town.fields(number, Action.HAND_TO_CONSULTANT), answers_for(Action.HAND_TO_CONSULTANT)
    )
    helper.press("Gi til overlegen")
    assert not helper.has_on_list(number)
    return number


def read_and_send(consultant: Walker, number: str) -> None:
    """The consultant reads what the helper wrote, and sends it."""
    consultant.open_from_list(number)
    consultant.sees("Saken venter på deg")
    consultant.sees("Fant ikke datoen for siste prøve.")
    consultant.follow("Les gjennom søknaden")
    consultant.press("Send søknaden")
    consultant.sees("Søknaden er sendt.")
    consultant.sees("Saken er hos: Fagansvarlig leder")
    assert not consultant.has_on_list(number)
    consultant.visit("/arbeid/sendt/")
    consultant.sees(number)


def take_step(walker: Walker, town: Town, number: str, action: Action) -> None:
    """From the work list to the case, through the step, and off the list again."""
    walker.open_from_list(number)
    walker.sees("Saken venter på deg")
    walker.follow(BUTTONS[action])
    walker.fill(town.fields(number, action), answers_for(action))
    walker.press(BUTTONS[action])
    assert walker.path in (f"/saker/{number}/", "/arbeid/")
    assert not walker.has_on_list(number)
    walker.visit(f"/saker/{number}/")


def reads_the_decision(consultant: Walker, number: str) -> None:
    """The consultant is told by mail, and reads the outcome, the conditions and the reasons."""
    consultant.visit("/demo/postkasse/")
    consultant.sees(f"{number}: Søknaden er innvilget med vilkår")
    consultant.visit(f"/saker/{number}/")
    glance = consultant.main.locator(".lv-now")
    for words in ("Innvilget med vilkår", "Evalueres etter tre måneder.", "Marte Fagdirektør"):
        expect(glance).to_contain_text(words)
    consultant.sees("Legemiddelet har gyldig markedsføringstillatelse for indikasjonen")
    assert Case.objects.get(number=number).state == State.GRANTED_WITH_CONDITIONS
