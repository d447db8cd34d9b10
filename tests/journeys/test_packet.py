"""After a yes: the director decides, and each of the three ways of paying gets the procedure's own words."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, every_answer, today
from tests.packet.test_packet import INNLANDET

from likeverd.cases import actions
from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role
from likeverd.packet.actions import publish_settings
from likeverd.packet.models import PacketItem, PacketSettingsVersion

pytestmark = pytest.mark.browser

ROUTES = {
    "hospital": (
        "Grunnlag for bestilling fra sykehusapoteket",
        "Prosjekt DM 0224 Enkeltpasientunntak",
    ),
    "trust_prescription": (
        "Merknad på resepten",
        "Prosjekt DM 02224 Enkeltpasientunntak\nFaktureres gjennom oppgjørsordning H-resepter Helfo.",
    ),
    "private_prescription": (
        "Merknad på resepten",
        (
            "Godkjent enkeltpasientunntak av Direktør medisin og helsefag SIHF, dato {today}.\n"
            "Prosjekt DM 02224 Enkeltpasientunntak\n"
            "Faktura sendes til: Sykehuset Innlandet HF, Fakturamottak, Pb 104, 2381 Brumunddal"
        ),
    ),
}


def to_the_director(town: Town, supply: str) -> Case:
    """An application with this way of paying that waits for the director."""
    case = town.draft(complete=False)
    given = {**every_answer(), "supply": supply, "yearly_cost": 300_000}
    given |= {"reimbursement_code": "G70", "place_of_treatment": "Dagpost"}
    unasked = {"hospital": "reimbursement_code", "trust_prescription": "place_of_treatment"}
    del given[unasked.get(supply, "place_of_treatment")]
    if supply == "private_prescription":
        del given["reimbursement_code"]
    actions.save_draft(
        case.number,
        given,
        by=case.applicant,
        now=timezone.now(),
        seen_revision=case.draft_revision,
    )
    for action, role in (
        (Action.SUBMIT, Role.TREATING_CONSULTANT),
        (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
        (Action.PRIORITISE, Role.ANCHORING_MANAGER),
        (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
    ):
        case = town.step(case.number, action, role)
    return case


@pytest.mark.parametrize("supply", list(ROUTES))
def test_what_the_decision_must_produce_comes_out_of_the_case(
    town: Town, walk: Walk, supply: str
) -> None:
    if not PacketSettingsVersion.objects.exists():
        keeper, trust = town.person(Role.PROCEDURE_KEEPER), town.innlandet.trust.pk
        publish_settings(trust, INNLANDET, "Prosedyren", 0, by=keeper, now=timezone.now())
    case = to_the_director(town, supply)
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit(f"/saker/{case.number}/steg/grant/")
    until = (today() + timedelta(days=200)).isoformat()
    director.fill(
        town.fields(case.number, Action.GRANT), answers_for(Action.GRANT) | {"valid_until": until}
    )
    director.press(re.compile("^Innvilg$"))

    doctor = walk(
        town.person(Role.TREATING_CONSULTANT), permissions=["clipboard-read", "clipboard-write"]
    )
    doctor.visit(f"/saker/{case.number}/")
    doctor.follow("Journalnotat, resept, bestilling og kopier")
    heading, words = ROUTES[supply]
    item = doctor.main.locator(
        "li", has=doctor.page.get_by_role("heading", name=heading, exact=True)
    )
    expected = words.format(today=f"{today():%d.%m.%Y}")
    shown = item.locator("pre").inner_text()
    assert expected in shown if supply == "hospital" else shown == expected
    item.get_by_role("button", name="Kopier teksten").click()
    item.get_by_role("button", name="Kopiert").wait_for()
    assert doctor.page.evaluate("navigator.clipboard.readText()") == shown

    note = doctor.main.locator(
        "li", has=doctor.page.get_by_role("heading", name="Notat i pasientjournalen")
    )
    assert note.locator("pre").inner_text().count(case.number) == 2
    with doctor.page.expect_navigation():
        note.get_by_role("button", name=re.compile("Det er gjort")).click()
    doctor.look()
    doctor.sees("Det er registrert.")
    assert PacketItem.objects.get(case=case, item="journal_note").standing == "confirmed"

    director.visit(f"/saker/{case.number}/pakke/")
    director.follow("Les gjennom kopien før den lages")
    director.press("Jeg har lest alt. Lag kopien")
    director.sees("Kopien er laget.")
    with director.page.expect_download() as download:
        director.main.get_by_role("link", name="Last ned som PDF").last.click()
    assert case.number not in download.value.suggested_filename
