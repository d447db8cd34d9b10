"""Nothing that is written is lost: two tabs, a session that ends, a draft that is sent meanwhile."""

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for
from tests.journeys.walker import Walker

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.browser

HERE = "Skrevet i den første fanen, med omhu."
THERE = "Skrevet i den andre fanen, med like stor omhu."


def saved(walker: Walker) -> None:
    """Wait until the page says that what was written is saved."""
    expect(walker.page.locator("#autosave-status")).to_contain_text("Lagret")


def second_tab(walker: Walker) -> Page:
    """Open the same page in a tab beside; answers the first tab."""
    first = walker.page
    walker.page = walker.context.new_page()
    walker.page.set_viewport_size(first.viewport_size or {})
    walker.page.goto(first.url)
    return first


def test_two_tabs_that_write_in_different_fields_are_merged(town: Town, walk: Walk) -> None:
    number = town.draft(complete=False).number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/soknad/")
    first = second_tab(consultant)
    consultant.named("plan_purpose").fill(THERE)
    saved(consultant)
    consultant.page = first
    consultant.named("plan_goals").fill(HERE)
    saved(consultant)
    answers = Case.objects.get(number=number).answers
    assert (answers["plan_purpose"], answers["plan_goals"]) == (THERE, HERE)


def test_two_tabs_that_write_in_the_same_field_see_both_words(town: Town, walk: Walk) -> None:
    number = town.draft(complete=False).number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/soknad/")
    first = second_tab(consultant)
    consultant.named("plan_purpose").fill(THERE)
    saved(consultant)

    consultant.page = first
    consultant.named("plan_purpose").fill(HERE)
    status = consultant.page.locator("#autosave-status")
    expect(status).to_contain_text("disse feltene er ikke lagret herfra: Formålet med behandlingen")
    expect(consultant.named("plan_purpose")).to_have_value(HERE)
    consultant.press("Lagre utkast")
    consultant.sees("har skrevet i de samme feltene")
    consultant.sees(HERE)
    expect(consultant.named("plan_purpose")).to_have_value(THERE)
    assert Case.objects.get(number=number).answers["plan_purpose"] == THERE

    consultant.named("plan_purpose").fill(f"{THERE} {HERE}")
    consultant.press("Lagre utkast")
    consultant.sees("Utkastet er lagret.")
    assert Case.objects.get(number=number).answers["plan_purpose"] == f"{THERE} {HERE}"


def test_what_is_missing_is_told_in_words_also_after_saving_in_the_background(
    town: Town, walk: Walk
) -> None:
    number = town.draft(complete=False).number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/soknad/")
    consultant.named("plan_purpose").fill(HERE)
    saved(consultant)
    missing = consultant.page.locator("#completeness")
    missing.get_by_text("Dette mangler").click()
    expect(missing).to_contain_text("Målbare behandlingsmål")
    expect(missing).not_to_contain_text("plan_goals")
    expect(missing).not_to_contain_text("Formålet med behandlingen")
    consultant.look()
    missing.get_by_role("link", name="Målbare behandlingsmål").click()
    expect(consultant.input_of("plan_goals")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_session_that_ends_while_one_writes_takes_nothing_along(
    town: Town, walk: Walk, scripts: bool
) -> None:
    number = town.case_at(State.CLINICAL_REVIEW).number
    lead = walk(town.person(Role.CLINICAL_LEAD_REVIEWER), java_script_enabled=scripts)
    lead.visit(f"/saker/{number}/steg/assess/")
    lead.fill(
        town.fields(number, Action.ASSESS),
        answers_for(Action.ASSESS) | {"professional_assessment": HERE},
    )
    lead.context.clear_cookies(name="sessionid")
    lead.press("Vurder og send videre")
    lead.heading("Det du skrev, er tatt vare på")
    if scripts:
        lead.page.get_by_text("Vis det du skrev").click()
    expect(lead.page.locator(".lv-typed-text").first).to_contain_text(HERE)
    sign_in_in_a_new_tab(lead, town)
    lead.press("Lagre på nytt")
    if not scripts:  # the token is from before the sign-in; the page came back with a fresh one
        lead.press("Lagre på nytt")
    lead.sees("Saken er hos: Divisjonsdirektør")
    lead.sees(HERE)
    assert Case.objects.get(number=number).state == State.ANCHORING


def sign_in_in_a_new_tab(walker: Walker, town: Town) -> None:
    """As the page proposes; the tab with the text stays where it is."""
    first = walker.page
    with walker.context.expect_page() as opened:
        walker.page.get_by_role("link", name="Logg inn i en ny fane").click()
    person = town.person(Role.CLINICAL_LEAD_REVIEWER)
    opened.value.locator(f'button[name="person"][value="{person.pk}"]').click()
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Venter på meg")
    opened.value.close()
    walker.page = first


def test_a_draft_whose_writer_is_signed_out_says_so_and_keeps_the_text(
    town: Town, walk: Walk
) -> None:
    number = town.draft(complete=False).number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/soknad/")
    consultant.context.clear_cookies(name="sessionid")
    consultant.named("plan_purpose").fill(HERE)
    status = consultant.page.locator("#autosave-status")
    expect(status).to_contain_text("Du er logget ut")
    consultant.press("Lagre utkast")
    consultant.heading("Det du skrev, er tatt vare på")


def test_a_draft_that_was_sent_in_another_tab_is_not_written_in(town: Town, walk: Walk) -> None:
    number = town.draft().number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/soknad/")
    town.step(number, Action.SUBMIT, Role.TREATING_CONSULTANT)
    consultant.named("plan_purpose").fill(HERE)
    status = consultant.page.locator("#autosave-status")
    expect(status).to_contain_text("Ikke lagret. Søknaden er sendt og kan ikke endres nå.")
    consultant.press("Lagre utkast")
    expect(consultant.named("plan_purpose")).to_have_value(HERE)
    consultant.sees("Søknaden er sendt og kan ikke endres nå.")
    assert Case.objects.get(number=number).answers["plan_purpose"] != HERE


def test_an_incomplete_application_is_not_sent_and_says_what_is_missing(
    town: Town, walk: Walk
) -> None:
    number = town.draft(complete=False).number
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{number}/soknad/")
    consultant.named("plan_purpose").fill(HERE)
    consultant.named("plan_evaluation_date").fill("i mars")
    consultant.press("Send søknaden")
    summary = consultant.page.locator("#error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Første evaluering: ")
    expect(consultant.named("plan_evaluation_date")).to_have_value("i mars")
    expect(consultant.named("plan_purpose")).to_have_value(HERE)
    assert Case.objects.get(number=number).state == State.DRAFT
