"""The committee asks, the clock stands still, the applicant answers and mends, the committee goes on."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, today
from tests.journeys.walker import Walker

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser

ABOUT_COST = "Er prisen med eller uten avtalt rabatt?"
ABOUT_EFFECT = "Hvor mange pasienter er det i undergruppen?"
COMMITTEE_BUTTON = "Gi tilråding"


def ask(committee: Walker, town: Town, number: str) -> str:
    """Two questions in one list, each tied to a field; answers the day that was set."""
    answer_by = today() + timedelta(days=9)
    committee.visit(f"/saker/{number}/")
    committee.follow("Spør søkeren")
    asked = [
        {"field": "yearly_cost", "question": ABOUT_COST},
        {"field": "larger_effect_documentation", "question": ABOUT_EFFECT},
    ]
    committee.fill(
        town.fields(number, Action.ASK), {"questions": asked, "answer_by": answer_by.isoformat()}
    )
    committee.press("Spør søkeren")
    return answer_by.strftime("%d.%m.%Y")


def test_a_bundled_round_of_questions(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    committee = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    answer_by = ask(committee, town, number)
    committee.sees("Saken er hos søkeren")
    committee.sees("Står stille siden")
    committee.sees(f"{number}: Spørsmål til søkeren.")
    committee.does_not_see("Du har fått spørsmål")
    assert not committee.has_on_list(number)

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.open_from_list(number)
    glance = consultant.main.locator(".lv-now")
    expect(glance).to_contain_text("Svar på 2 spørsmål")
    expect(glance).to_contain_text(answer_by)
    expect(glance).to_contain_text("Står stille siden")
    consultant.sees(ABOUT_COST)
    answers_and_mends(consultant, number)

    committee.open_from_list(number)
    committee.sees("Saken venter på deg")
    committee.does_not_see("Står stille siden")
    committee.sees(ABOUT_EFFECT)
    committee.sees("Fjorten pasienter, alle med samme genvariant.")
    committee.sees("990\N{NARROW NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr")
    committee.follow(COMMITTEE_BUTTON)
    committee.fill(town.fields(number, Action.RECOMMEND), answers_for(Action.RECOMMEND))
    committee.press(COMMITTEE_BUTTON)
    assert Case.objects.get(number=number).state == State.DECISION


def answers_and_mends(consultant: Walker, number: str) -> None:
    """Each question with the field it is about, as it stands; one of them is mended."""
    before = Case.objects.get(number=number).answers
    consultant.follow("Svar på spørsmålene")
    first, second = consultant.main.locator("form section").all()
    expect(first).to_contain_text(ABOUT_COST)
    expect(first.locator('[name="yearly_cost"]')).to_have_value("640\N{NO-BREAK SPACE}000")
    expect(second).to_contain_text(ABOUT_EFFECT)
    consultant.named("answer_0").fill("Uten rabatt. Med rabatt er den høyere oppført.")
    consultant.named("yearly_cost").fill("990 000")
    consultant.press("Svar på spørsmålene")

    expect(consultant.page.locator("#error-summary")).to_contain_text(ABOUT_EFFECT)
    expect(consultant.named("yearly_cost")).to_have_value("990 000")
    consultant.named("answer_1").fill("Fjorten pasienter, alle med samme genvariant.")
    consultant.press("Svar på spørsmålene")
    consultant.sees("Saken er hos: Vurderingskomité")
    after = Case.objects.get(number=number).answers
    assert after == {**before, "yearly_cost": 990_000}
    assert not consultant.has_on_list(number)
