"""The secretariat records a decision while a case runs: the applicant says what it means, the director closes."""

import os
from pathlib import Path

import pytest
from tests.journeys.conftest import Walk
from tests.journeys.town import Town, answers_for, today

from likeverd.cases.models import Case
from likeverd.core.method_register.fields import EVENT_FIELDS
from likeverd.core.vocabulary import Action, Role, State
from likeverd.methods.planning import HAND_FIELDS
from likeverd.outbox.models import Message

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("LIKEVERD_PICTURES")


def picture(walker, name: str) -> None:
    """A picture for whoever wants to look; only where a folder is named."""
    if PICTURES:
        walker.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_a_decision_is_recorded_and_the_case_that_it_ends_is_closed(town: Town, walk: Walk) -> None:
    case = town.case_at(State.DECISION)
    secretary = walk(town.person(Role.METHOD_SECRETARIAT))
    secretary.visit("/metoderegister/")
    picture(secretary, "register")
    secretary.follow(town.house.method.name)
    picture(secretary, "method")
    secretary.follow("Registrer en hendelse")
    secretary.fill(
        (*EVENT_FIELDS, *HAND_FIELDS),
        {
            "date": today().isoformat(),
            "event": "not_introduced",
            "source": "Protokoll fra Beslutningsforum",
            "why": "Beslutning i dag",
        },
    )
    secretary.press("Vis hva dette endrer")
    secretary.sees("1 sak løper. Veien den går, blir stengt.")
    picture(secretary, "preview")
    assert not Case.objects.get(pk=case.pk).route_ended
    secretary.press("Lagre")
    secretary.sees("1 sak som løper, er varslet")
    picture(secretary, "saved")
    secretary.visit("/metoderegister/endringer/")
    secretary.sees("1 sak er varslet")
    assert Message.objects.filter(about=case.number, subject__contains="status er endret").exists()

    consultant = walk(town.person(Role.TREATING_CONSULTANT))
    consultant.open_from_list(case.number)
    consultant.sees("Metodens status er endret. Hva betyr det for denne saken?")
    picture(consultant, "task")
    consultant.follow("Vurder endringen av metoden")
    consultant.fill(
        town.fields(case.number, Action.CONSIDER_CHANGE), answers_for(Action.CONSIDER_CHANGE)
    )
    consultant.press("Vurder endringen av metoden")
    consultant.sees("Beslutningen gjelder.")
    consultant.does_not_see("Metodens status er endret. Hva betyr")
    assert not consultant.has_on_list(case.number)

    director = walk(town.person(Role.MEDICAL_DIRECTOR))
    director.visit("/arbeid/")
    director.follow("Se dem, og avslutt flere på én gang")
    director.named(f"close-{case.number}").check()
    director.press("Avslutt de valgte sakene")
    director.sees("Ingen saker er avsluttet")
    picture(director, "closing")
    director.named(f"reasoning-{case.number}").fill("Metoden er besluttet ikke innført i dag.")
    director.press("Avslutt de valgte sakene")
    director.sees("1 sak er avsluttet.")
    assert Case.objects.get(pk=case.pk).state == State.WRONG_SCHEME
    consultant.visit(f"/saker/{case.number}/")
    consultant.sees("Metoden er besluttet ikke innført i dag.")
