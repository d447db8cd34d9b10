"""Faults 5 and 6 in browsers: a decision that is sent again, and a form that another person has overtaken."""

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for

from likeverd.cases.models import CaseEvent
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser
MINE = "Begrunnelse som tok en halvtime å skrive, og som ikke skal bli borte."
BUTTON = "Innvilg"


def test_a_decision_sent_again_from_an_old_tab_says_by_whom_and_when(
    town: Town, walk: Walk
) -> None:
    number = town.case_at(State.DECISION).number
    person = town.person(Role.MEDICAL_DIRECTOR)
    director = walk(person)
    address = f"/saker/{number}/steg/grant/"
    director.visit(address)
    director.fill(town.fields(number, Action.GRANT), answers_for(Action.GRANT))
    old_tab = director.page
    director.page = director.context.new_page()
    director.visit(address)
    director.fill(town.fields(number, Action.GRANT), answers_for(Action.GRANT))
    director.press(BUTTON)
    director.page.go_back()
    director.look()
    assert director.path == f"/saker/{number}/", "back does not lead to the form again"

    director.page = old_tab
    with director.page.expect_response("**/steg/grant/") as answer:
        director.press(BUTTON)
    assert answer.value.status == 409
    director.sees("Dette ble ikke gjort")
    words = re.sub(r"\s+", " ", director.main.inner_text())
    assert re.search(rf"{person.name},? \d\d\.\d\d\.\d{{4}} kl\. \d\d\.\d\d", words), words
    assert CaseEvent.objects.filter(case__number=number, kind="granted").count() == 1


def test_a_stale_form_is_a_conflict_that_shows_both(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    member.visit(f"/saker/{number}/steg/recommend/")
    answers = answers_for(Action.RECOMMEND) | {"reasoning": MINE}
    member.fill(town.fields(number, Action.RECOMMEND), answers)
    town.step(number, Action.ASK, Role.ASSESSMENT_COMMITTEE)
    with member.page.expect_response("**/steg/recommend/") as answer:
        member.press("Gi tilråding")
    assert answer.value.status == 409
    member.sees("Dette ble ikke gjort")
    expect(member.named("reasoning")).to_have_value(MINE)
