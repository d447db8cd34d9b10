"""Time as people meet it: the treat-by date, an absence with a deputy, one's reminders, and the form's weak fields."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, today
from tests.journeys.walker import Walker

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import Absence
from likeverd.timing.models import ReminderChoice

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("LIKEVERD_PICTURES")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


def picture(walker: Walker, name: str) -> None:
    """A picture for whoever wants to look; only where a folder is named."""
    if PICTURES:
        walker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def asked(town: Town) -> str:
    """The number of a case in which the committee has asked the applicant."""
    case = town.case_at(State.COMMITTEE)
    return town.step(case.number, Action.ASK, Role.ASSESSMENT_COMMITTEE).number


def test_the_treat_by_date_says_which_way_still_meets_it(town: Town, walk: Walk) -> None:
    case = town.case_at(State.COMMITTEE)
    Case.objects.filter(pk=case.pk).update(start_by=today() + timedelta(days=5), urgent=True)
    for name, options in (("desk", {}), ("phone", PHONE)):
        committee = walk(town.person(Role.ASSESSMENT_COMMITTEE), **options)
        committee.visit("/arbeid/")
        committee.sees("Siste nyttige start")
        picture(committee, f"list-{name}")
        committee.open_from_list(case.number)
        glance = committee.main.locator(".lv-now")
        expect(glance).to_contain_text("Siste nyttige start")
        expect(glance).to_contain_text("Mål for hele saken")
        committee.main.locator(".lv-now details summary").click()
        committee.sees("Komitéleder alene")
        committee.sees("Dette er et anslag.")
        picture(committee, f"ways-{name}")


def test_a_pause_says_what_it_waits_for(town: Town, walk: Walk) -> None:
    number = asked(town)
    committee = walk(town.person(Role.ASSESSMENT_COMMITTEE))
    committee.visit(f"/saker/{number}/")
    committee.sees("Venter på: ")
    picture(committee, "pause")


def test_an_absence_is_registered_once_and_a_deputy_takes_over(town: Town, walk: Walk) -> None:
    case = town.case_at(State.DECISION)
    director, manager = town.person(Role.MEDICAL_DIRECTOR), town.person(Role.ANCHORING_MANAGER)
    deputy, away = walk(manager), walk(director)
    away.visit("/stedfortredere/")
    away.follow("Skal du være borte? Registrer fraværet én gang")
    away.press("Registrer")
    away.sees("Første dag")
    picture(away, "absence-faults")
    away.named("first_day").fill(f"{today():%d.%m.%Y}")
    away.named("last_day").fill(f"{today() + timedelta(days=6):%d.%m.%Y}")
    membership = director.memberships.get()
    away.named(f"deputy_{membership.pk}").select_option(str(manager.pk))
    away.press("Registrer")
    away.sees("Fraværet er registrert.")
    away.sees(f"{manager.name}, Fagdirektør")
    picture(away, "absence")

    deputy.open_from_list(case.number)
    deputy.sees("Saken venter på deg")
    deputy.does_not_see(f"{director.name}, ")
    picture(deputy, "deputy")
    deputy.follow("Innvilg")
    deputy.fill(town.fields(case.number, Action.GRANT), answers_for(Action.GRANT))
    deputy.press("Innvilg")
    deputy.sees(f"stedfortreder for {director.name}")

    away.visit("/stedfortredere/fravaer/")
    away.main.get_by_role("button", name="Avslutt fraværet").click()
    away.sees("Fraværet er avsluttet, og du har sakene dine igjen.")
    assert Absence.objects.get(person=director).ended_at is not None


def test_each_chooses_what_to_be_reminded_of(town: Town, walk: Walk) -> None:
    person = town.person(Role.CLINICAL_LEAD_REVIEWER)
    for name, options in (("desk", {}), ("phone", PHONE)):
        lead = walk(person, **options)
        lead.visit("/varsler/")
        lead.sees("Dette kan ikke slås av")
        picture(lead, f"reminders-{name}")
    lead.main.get_by_label("Fristen for trinnet nærmer seg").uncheck()
    lead.main.get_by_label("Én gang i uken").check()
    lead.press("Lagre")
    lead.sees("Valgene dine er lagret.")
    assert not ReminderChoice.objects.get(person=person, reminder="step").on
    expect(lead.main.get_by_label("Fristen for trinnet nærmer seg")).not_to_be_checked()


def test_the_owner_of_the_form_sees_its_weak_fields(town: Town, walk: Walk) -> None:
    for _ in range(5):
        asked(town)
    for name, options in (("desk", {}), ("phone", PHONE)):
        director = walk(town.person(Role.MEDICAL_DIRECTOR), **options)
        director.visit("/skjema/sporsmal-per-felt/")
        director.sees("En sak teller én gang per felt.")
        expect(director.main.locator("svg")).to_be_visible()
        picture(director, f"rates-{name}")
