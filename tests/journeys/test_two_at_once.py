"""Two people or two tabs at once: one is first, the other is told what is new, and keeps every word."""

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for
from tests.journeys.walker import Walker

from likeverd.cases.models import Case, CaseEvent
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import Person

pytestmark = pytest.mark.browser

MINE = "Min egen vurdering, som jeg har brukt en halvtime på."


def second_member() -> Person:
    return Person.objects.get(username="innlandet.komite2")


def open_step(walker: Walker, town: Town, number: str, action: Action) -> None:
    """Everything filled in, and the button not yet pressed."""
    walker.visit(f"/saker/{number}/steg/{action.value}/")
    walker.fill(town.fields(number, action), answers_for(action) | {"reasoning": MINE})


def events_of(number: str, kind: str) -> int:
    return CaseEvent.objects.filter(case__number=number, kind=kind).count()


def test_the_second_to_take_a_step_sees_who_was_first_and_keeps_every_word(
    town: Town, walk: Walk
) -> None:
    number = town.case_at(State.COMMITTEE).number
    first, second = walk(town.person(Role.ASSESSMENT_COMMITTEE)), walk(second_member())
    open_step(second, town, number, Action.RECOMMEND)
    open_step(first, town, number, Action.RECOMMEND)
    first.press("Gi tilråding")
    second.press("Gi tilråding")

    second.sees("Dette ble ikke gjort")
    second.sees("Komiteen har gitt råd, Kjell Komitéleder")
    second.sees("Saken er nå her: Til avgjørelse.")
    expect(second.named("reasoning")).to_have_value(MINE)
    assert not second.main.get_by_role("button", name="Gi tilråding").count()
    second.follow("Gå til saken")
    second.sees("Saken er hos: Direktør medisin og helsefag")
    assert events_of(number, "recommended") == 1


def test_after_looking_at_what_is_new_the_second_can_go_on(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    open_step(member, town, number, Action.RECOMMEND)
    case = Case.objects.get(number=number)
    conflicted = walk(second_member())
    conflicted.visit(f"/saker/{number}/steg/declare_conflict/")
    conflicted.fill(
        town.fields(number, Action.DECLARE_CONFLICT), answers_for(Action.DECLARE_CONFLICT)
    )
    conflicted.press("Meld deg inhabil")

    member.press("Gi tilråding")
    member.sees("Saken er endret siden du åpnet den.")
    member.sees("En av dem som skulle vurdere, er inhabil, Frida Farmasøyt")
    expect(member.named("reasoning")).to_have_value(MINE)
    member.press("Gi tilråding")
    member.sees("Saken er hos: Direktør medisin og helsefag")
    assert Case.objects.get(pk=case.pk).version == case.version + 2


@pytest.mark.parametrize("scripts", [True, False])
def test_one_more_row_in_a_step_that_is_taken_loses_nothing(
    town: Town, walk: Walk, scripts: bool
) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE), java_script_enabled=scripts)
    member.visit(f"/saker/{number}/steg/ask/")
    member.named("questions-0-field").select_option("diagnoses")
    member.named("questions-0-question").fill(MINE)
    town.step(number, Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE)

    member.page.get_by_role("button", name="Legg til en rad").click()
    member.sees("Dette ble ikke gjort")
    member.look()
    member.sees("Komiteen har gitt råd")
    expect(member.named("questions-0-question")).to_have_value(MINE)
    assert events_of(number, "questions_asked") == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_one_more_row_is_no_look_at_what_is_new(town: Town, walk: Walk, scripts: bool) -> None:
    number = town.case_at(State.COMMITTEE).number
    member = walk(town.person(Role.ASSESSMENT_COMMITTEE), java_script_enabled=scripts)
    member.visit(f"/saker/{number}/steg/ask/")
    member.fill(town.fields(number, Action.ASK), answers_for(Action.ASK))
    other = Case.objects.get(number=number)
    town.step_as(number, Action.DECLARE_CONFLICT, second_member())
    member.page.get_by_role("button", name="Legg til en rad").click()
    expect(member.named("questions-1-question")).to_be_visible()
    member.press("Spør søkeren")
    member.sees("Saken er endret siden du åpnet den.")
    assert Case.objects.get(pk=other.pk).state == State.COMMITTEE


def test_an_answer_written_in_an_old_tab_is_still_there(town: Town, walk: Walk) -> None:
    number = town.case_at(State.COMMITTEE).number
    town.step(number, Action.ASK, Role.ASSESSMENT_COMMITTEE)
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/steg/answer/")
    consultant.named("answer_0").fill(MINE)
    old_tab = consultant.page
    consultant.page = consultant.context.new_page()
    consultant.visit(f"/saker/{number}/steg/answer/")
    consultant.named("answer_0").fill("Kort svar.")
    consultant.press("Svar på spørsmålene")

    consultant.page = old_tab
    consultant.press("Svar på spørsmålene")
    consultant.sees("Dette ble ikke gjort")
    expect(consultant.named("answer_0")).to_have_value(MINE)
    assert events_of(number, "questions_answered") == 1


def test_a_double_click_is_one_step_and_back_does_not_repeat_it(town: Town, walk: Walk) -> None:
    number = town.case_at(State.CLINICAL_REVIEW).number
    lead = walk(town.person(Role.CLINICAL_LEAD_REVIEWER))
    lead.visit(f"/saker/{number}/")
    lead.follow("Vurder og send videre")
    lead.fill(town.fields(number, Action.ASSESS), answers_for(Action.ASSESS))
    with lead.page.expect_navigation():
        lead.main.get_by_role("button", name="Vurder og send videre").dblclick()
    lead.sees("Saken er hos: Divisjonsdirektør")
    assert events_of(number, "assessed") == 1

    lead.page.go_back()
    lead.look()
    assert lead.path == f"/saker/{number}/"
    lead.sees("Saken er hos: Divisjonsdirektør")
    assert events_of(number, "assessed") == 1


def test_a_step_sent_twice_by_the_network_is_one_step(town: Town, walk: Walk) -> None:
    number = town.case_at(State.CLINICAL_REVIEW).number
    lead = walk(town.person(Role.CLINICAL_LEAD_REVIEWER), java_script_enabled=False)
    lead.visit(f"/saker/{number}/steg/assess/")
    lead.fill(town.fields(number, Action.ASSESS), answers_for(Action.ASSESS))
    form = {
        field["name"]: field["value"]
        for field in lead.page.evaluate(
            "[...new FormData(document.querySelector('main form'))]"
            ".map(([name, value]) => ({name, value}))"
        )
    }
    headers = {"Origin": town.url}
    answers = [
        lead.context.request.post(lead.page.url, form=form, headers=headers) for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [200, 200]
    assert events_of(number, "assessed") == 1
