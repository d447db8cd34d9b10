"""After sign-out the browser keeps nothing of a case: not in its stores, not behind the back button."""

import json

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Role, State

pytestmark = pytest.mark.browser

WRITTEN = "Noe ingen andre skal lese etter utlogging."
# Everything that a page of ours could have left: both storages, databases, caches, workers, and readable cookies.
LEFT = """async () => ({
    local: {...localStorage}, session: {...sessionStorage}, cookies: document.cookie,
    databases: (await indexedDB.databases()).map(database => database.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).map(worker => worker.scope),
    history: history.state, window: window.name,
})"""
NOTHING = {
    "local": {},
    "session": {},
    "databases": [],
    "caches": [],
    "workers": [],
    "window": "",
}


def secrets_of(case: Case) -> list[str]:
    return [case.number, case.patient.name, case.patient.identity_number, WRITTEN]


def test_nothing_of_a_case_is_left_in_the_browser(town: Town, walk: Walk) -> None:
    draft = town.draft(complete=False)
    sent = town.case_at(State.CLINICAL_REVIEW)
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{draft.number}/soknad/")
    consultant.named("plan_purpose").fill(WRITTEN)
    expect(consultant.page.locator("#autosave-status")).to_contain_text("Lagret")
    while_writing = consultant.page.evaluate(LEFT)
    assert {key: while_writing[key] for key in NOTHING} == NOTHING
    consultant.visit(f"/saker/{sent.number}/")
    expect(consultant.main).to_contain_text(sent.number)

    sign_out = consultant.page.locator('form[action="/logout/"] button')
    with consultant.page.expect_navigation():
        # Whether or not the menu is open: the form is what signs out.
        sign_out.first.evaluate("button => button.form.requestSubmit(button)")

    left = consultant.page.evaluate(LEFT)
    assert {key: left[key] for key in NOTHING} == NOTHING
    stored = json.dumps([left, consultant.context.storage_state(), consultant.page.content()])
    for case in (draft, sent):
        for secret in secrets_of(Case.objects.get(pk=case.pk)):
            assert secret not in stored
    assert not any("session" in cookie["name"] for cookie in consultant.context.cookies())


def test_the_back_button_shows_no_case_after_sign_out(town: Town, walk: Walk) -> None:
    case = town.case_at(State.CLINICAL_REVIEW)
    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{case.number}/")
    with consultant.page.expect_navigation():
        consultant.page.locator('form[action="/logout/"] button').first.evaluate(
            "button => button.form.requestSubmit(button)"
        )
    consultant.page.go_back()
    consultant.page.wait_for_load_state()
    # The address is in the browser's own history; what stood there is gone.
    assert consultant.path.startswith(("/demo/", "/login/"))
    text = consultant.page.content()
    for secret in secrets_of(case)[1:]:
        assert secret not in text
