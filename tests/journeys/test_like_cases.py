"""Like cases in a browser: the applicant sees them, the director departs from a pattern, others find the reasoning."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for
from tests.journeys.walker import Walker
from tests.support.precedents import rows

from likeverd.cases.models import CaseEvent
from likeverd.core.precedents.features import indication_group
from likeverd.core.vocabulary import Action, Role, State
from likeverd.precedents.models import Dossier, Precedent

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("LIKEVERD_PICTURES")


def picture(walker: Walker, name: str) -> None:
    """A picture for whoever wants to look; only where a folder is named."""
    if PICTURES:
        walker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.mark.timeout(600)
def test_a_director_departs_from_a_pattern_and_says_why(town: Town, walk: Walk) -> None:
    case = town.case_at(State.DECISION)
    group = indication_group(case.answers)
    assert group, "the specimen has an ICD-10 code"
    rows(town.house, 6, indication_group=group)
    rows(town.house, 1, indication_group="Z99", state="refused")

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.visit(f"/saker/{case.number}/")
    consultant.follow("Se like saker, og hvor mange andre")
    consultant.heading("Like saker")
    consultant.sees("Klart mønster.")
    consultant.sees("Søkeren oppgir")
    consultant.sees("ingen andre pasienter i landet")
    consultant.sees("Ikke fulgt opp ennå")
    consultant.sees("Få pasienter: bare utfall og begrunnelse vises.")
    consultant.main.get_by_text("Hvor lik er saken?").first.click()
    consultant.sees("likt: demolimab")
    picture(consultant, "like-cases")

    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit(f"/saker/{case.number}/steg/{Action.REFUSE}/")
    director.sees("De nærmeste sakene, den likeste først")
    answers = answers_for(Action.REFUSE) | {
        "reasoning": "Pasienten bor i Hamar og har fått rituksimab uten varig effekt."
    }
    director.fill(town.fields(case.number, Action.REFUSE), answers)
    picture(director, "departure-asked")
    director.press("Avslå")
    director.sees("Noe mangler eller kan ikke leses. Rett det som er markert.")
    director.sees("Hvorfor et annet svar enn i like saker?")
    expect(director.named("reasoning")).to_have_value(str(answers["reasoning"]))
    picture(director, "departure-missing")
    director.named("departure").fill("Biomarkøren som de andre hadde, mangler.")
    director.press("Avslå")
    director.sees("Saken er avsluttet")
    director.sees("Biomarkøren som de andre hadde, mangler.")
    picture(director, "departed")
    kept = CaseEvent.objects.filter(case=case, kind="refused").select_related("kept").get()
    assert kept.kept.content["departure"] == "Biomarkøren som de andre hadde, mangler."

    director.follow("La andre finne begrunnelsen")
    director.sees("mulig navn eller sted")
    picture(director, "approve")
    director.press("Jeg har lest teksten, og godkjenner den")
    director.sees("Dette kan andre finne nå")
    assert Precedent.objects.get(origin__case=case).wording.startswith("Pasienten bor i […]")

    other = walk(town.house.small.person(Role.TREATING_CONSULTANT))
    other.visit("/like-saker/sok/")
    other.page.get_by_label("Ord i begrunnelsen").fill("varige effekter")
    other.press("Søk")
    other.sees("1 treff")
    other.sees("har fått rituksimab uten varig effekt")
    other.does_not_see("Hamar")
    picture(other, "search")


@pytest.mark.timeout(600)
def test_five_patients_make_a_draft_that_the_director_reads_on_a_phone(
    town: Town, walk: Walk
) -> None:
    for _ in range(5):
        town.case_at(State.CLINICAL_REVIEW)
    dossier = Dossier.objects.get()
    director = walk(
        town.person(Role.MEDICAL_DIRECTOR), viewport={"width": 390, "height": 844}, is_mobile=True
    )
    director.visit(f"/gruppeunntak/utkast/{dossier.pk}/")
    director.heading("Utkast til gruppeunntak")
    director.sees("Dette mangler")
    picture(director, "draft-on-phone")
