"""Others than the trust in a browser: the home director acknowledges, an expert advises, another trust reviews."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, every_answer, today
from tests.journeys.walker import Walker
from tests.support.house import Hospital, add_hospital

from likeverd.cases import actions
from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import TrustRulesVersion

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("LIKEVERD_PICTURES")
FULL = ("clinical_review", "anchoring", "committee", "decision")
EXPERT, NUMBER = "Eva Ekspert", "900000077"
HOME_DIRECTOR = "Hanna Hjemmedirektør"


def picture(walker: Walker, name: str) -> None:
    """A picture for whoever wants to look; only where a folder is named."""
    if PICTURES:
        walker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


@pytest.fixture(scope="module")
def bergen(town: Town) -> Hospital:
    """A third trust: where the patient lives, where the expert works, and that reviews by agreement."""
    made = add_hospital(
        town.innlandet.trust.regional_authority, "bergen", "Helse Bergen HF", "HB", FULL
    )
    expert, director = made.person(Role.TREATING_CONSULTANT), made.person(Role.MEDICAL_DIRECTOR)
    expert.name, expert.hpr_number, director.name = EXPERT, NUMBER, HOME_DIRECTOR
    expert.save()
    director.save()
    rules = TrustRulesVersion.objects.get(trust=town.innlandet.trust)
    # The version that the running service has in memory never changes; a new one has the agreement.
    TrustRulesVersion.objects.create(
        trust=rules.trust,
        version="with-review",
        valid_from=rules.valid_from + timedelta(days=1),
        document={
            **rules.document,
            "version": "with-review",
            "valid_from": (rules.valid_from + timedelta(days=1)).isoformat(),
            "review_trust": "bergen",
        },
    )
    return made


def case_of_a_patient_from_bergen(town: Town) -> Case:
    """At the director's, with the committee's advice."""
    case = town.draft(complete=False)
    given = every_answer(catchment="other", home_trust="bergen")
    writer = town.person(Role.TREATING_CONSULTANT)
    actions.save_draft(
        case.number, given, by=writer, now=case.created_at, seen_revision=case.draft_revision
    )
    for action, role in (
        (Action.SUBMIT, Role.TREATING_CONSULTANT),
        (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
        (Action.PRIORITISE, Role.ANCHORING_MANAGER),
        (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
    ):
        case = town.step(case.number, action, role)
    return case


def iso(days: int) -> str:
    """A day from today."""
    day: date = today() + timedelta(days=days)
    return day.isoformat()


@pytest.mark.timeout(600)
def test_others_have_their_part_and_the_first_decision_stays(
    town: Town, bergen: Hospital, walk: Walk
) -> None:
    case = case_of_a_patient_from_bergen(town)
    page, name = f"/saker/{case.number}/", case.patient.name

    # The director here is told what is waited for, and cannot decide before it has come.
    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit(page)
    director.sees("Kvittering fra fagdirektøren ved Helse Bergen HF, der pasienten bor")
    expect(director.main.get_by_role("link", name="Avslå", exact=True)).to_have_count(0)
    picture(director, "elsewhere-waiting")

    home = walk(bergen.person(Role.MEDICAL_DIRECTOR))
    home.visit("/arbeid/")
    home.sees("Venter på kvittering")
    home.visit(page)
    home.sees("Saken venter på deg")
    home.sees(name)
    home.follow("Kvitter for saken")
    home.named("comment").fill("Vi tar kontrollene hjemme.")
    picture(home, "elsewhere-acknowledge")
    home.press("Kvitter for saken")
    home.sees("Direktør medisin og helsefag, Sykehuset Innlandet HF")
    picture(home, "elsewhere-acknowledged")

    # A named expert of another trust, by number.
    director.visit(f"{page}steg/{Action.SEEK_ADVICE}/")
    director.fill(
        town.fields(case.number, Action.SEEK_ADVICE),
        {
            "body": "named_expert",
            "expert_hpr": NUMBER,
            "sight_until": iso(10),
            "question": "Er effekten å vente uten kombinasjonen?",
            "answer_by": iso(5),
        },
    )
    picture(director, "elsewhere-ask")
    director.press("Be om råd")
    director.sees(f"Råd fra {EXPERT}")

    expert = walk(bergen.person(Role.TREATING_CONSULTANT))
    expert.visit("/arbeid/")
    expert.visit(page)
    expert.sees("Saken venter på deg")
    expert.sees("Skjult for din rolle")
    assert name not in expert.page.content()
    assert case.patient.identity_number not in expert.page.content()
    picture(expert, "elsewhere-expert")
    expert.follow("Gi råd")
    expert.named("answer").fill("Ja, sannsynligvis, men tallene er små.")
    expert.named("interests").fill("Ingen.")
    expert.press("Gi råd")
    assert expert.page.goto(town.url + page).status == 404  # type: ignore[union-attr]

    # The advice is considered before the decision, and the talk is logged with the refusal.
    director.visit(page)
    director.sees(f"Om rådet fra {EXPERT} skal følges")
    expect(director.main.get_by_role("link", name="Avslå", exact=True)).to_have_count(0)
    picture(director, "elsewhere-advised")
    director.follow("Ta stilling til råd")
    director.fill(
        town.fields(case.number, Action.CONSIDER_ADVICE),
        {"advice": "1", "followed": "not_followed", "why_not": "Tallene er for små."},
    )
    director.press("Ta stilling til råd")
    director.sees("Tallene er for små.")
    director.follow("Avslå")
    director.fill(
        town.fields(case.number, Action.REFUSE),
        answers_for(Action.REFUSE) | {"who_pays": "treating_trust"},
    )
    director.press("Avslå")
    director.sees("Saken er avsluttet")
    picture(director, "elsewhere-refused")

    # New facts: another trust judges them.
    applicant = walk(town.person(Role.TREATING_CONSULTANT))
    applicant.visit(page)
    applicant.follow("Be om ny vurdering")
    applicant.named("new_facts").fill("Ny genprøve viser fusjon.")
    applicant.named("source").fill("Svar fra patologen i går.")
    applicant.press("Be om ny vurdering")
    applicant.sees("Nye opplysninger blir vurdert")
    applicant.sees("Fagdirektøren ved Helse Bergen HF")
    applicant.sees(director_of(town))
    picture(applicant, "elsewhere-asked-again")

    home.visit("/arbeid/")
    home.sees("Nye opplysninger")
    home.visit(page)
    home.sees("Saken venter på deg")
    home.sees("Ny genprøve viser fusjon.")
    picture(home, "elsewhere-review")
    home.follow("Saken skal vurderes på nytt")
    home.named("reasoning").fill("Prøven endrer forventet nytte.")
    home.press("Saken skal vurderes på nytt")

    applicant.visit(page)
    applicant.sees("Prøven endrer forventet nytte.")
    applicant.sees("Søknaden er avslått")
    applicant.sees(str(answers_for(Action.REFUSE)["reasoning"]))
    picture(applicant, "elsewhere-reopened")
    case.refresh_from_db()
    assert case.state == State.RETURNED
    assert town.person(Role.MEDICAL_DIRECTOR).pk in case.barred


def director_of(town: Town) -> str:
    """Who decided first; the new facts change nothing of that."""
    return town.person(Role.MEDICAL_DIRECTOR).name
