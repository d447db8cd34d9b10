"""A no has coded reasons, and a yes that lacks some is asked for them with nothing lost."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, today

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser

WRITTEN = "Pasienten skiller seg ikke fra gruppen på en måte som er dokumentert."


def test_the_director_refuses_and_the_consultant_reads_why(town: Town, walk: Walk) -> None:
    case = town.case_at(State.DECISION)
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.open_from_list(case.number)
    director.sees("Innvilge med vilkår")  # the committee's advice, which binds nobody
    director.follow("Avslå")
    director.fill(
        town.fields(case.number, Action.REFUSE),
        answers_for(Action.REFUSE) | {"reasoning": WRITTEN},
    )
    director.press("Avslå")
    director.sees("Saken er avsluttet")

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{case.number}/")
    consultant.sees("Avslått")
    consultant.sees(WRITTEN)
    consultant.sees("Forventet effekt er den samme som i gruppen for øvrig")
    assert not consultant.main.locator(".lv-now .ds-button").count()
    assert not consultant.has_on_list(case.number)


def test_a_refusal_needs_a_reason_that_can_stand_alone(town: Town, walk: Walk) -> None:
    case = town.case_at(State.DECISION)
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit(f"/saker/{case.number}/steg/refuse/")
    director.fill(
        town.fields(case.number, Action.REFUSE),
        answers_for(Action.REFUSE) | {"reasons": ["resource_use_high"], "reasoning": WRITTEN},
    )
    director.press("Avslå")
    director.sees("Begrunnelsene du har valgt, er ikke nok alene.")
    expect(director.named("reasoning")).to_have_value(WRITTEN)
    assert Case.objects.get(pk=case.pk).state == State.DECISION


def test_a_grant_without_enough_reasons_is_told_so_at_the_field_and_loses_nothing(
    town: Town, walk: Walk
) -> None:
    case = town.case_at(State.DECISION)
    until = (today() + timedelta(days=300)).strftime("%d.%m.%Y")
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit(f"/saker/{case.number}/steg/grant/")
    director.fill(
        town.fields(case.number, Action.GRANT),
        {"reasons": ["authorisation_valid", "benefit_large"], "reasoning": WRITTEN},
    )
    director.named("valid_until").fill(until)
    director.press("Innvilg")

    summary = director.page.locator("#error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    first_reason = director.input_of("reasons")
    expect(first_reason).to_be_focused()
    expect(first_reason).to_have_attribute("aria-invalid", "true")
    expect(director.page.locator("#field-reasons-error")).to_contain_text("tre forutsetningene")
    expect(director.page.get_by_label("Stor forventet nytte")).to_be_checked()
    expect(director.named("reasoning")).to_have_value(WRITTEN)
    expect(director.named("valid_until")).to_have_value(until)
    assert Case.objects.get(pk=case.pk).state == State.DECISION

    director.fill(
        town.fields(case.number, Action.GRANT),
        {"reasons": ["established_contraindicated", "larger_effect_documented"]},
    )
    director.press("Innvilg")
    director.sees("Saken er avsluttet")
    assert Case.objects.get(pk=case.pk).state == State.GRANTED
