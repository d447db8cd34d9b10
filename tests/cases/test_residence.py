"""Where the patient lives: looked up when the application is saved, told at the field, and who pays from the start."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import Hospital, House, add_hospital, build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, begin, step
from tests.support.row_security import behind_the_wall

from likeverd.cases import actions
from likeverd.cases.models import Case
from likeverd.core.case import Command
from likeverd.core.catchments import Period
from likeverd.core.forms.individual_exception import DEFINITION, FIRST
from likeverd.core.registers import PlacedPeriod
from likeverd.core.vocabulary import Action, Role
from likeverd.core.workdays import local_day
from likeverd.organisations.actions import import_catchments
from likeverd.organisations.models import Person

FULL = ("clinical_review", "anchoring", "committee", "decision")
SINCE = date(2020, 1, 1)
PLACE = ("municipality", "catchment", "home_trust")
REGISTER = (
    Period("3403", "innlandet", SINCE, None, "S"),
    Period("4601", "bergen", SINCE, None, "S"),
    Period("030112", "bergen", SINCE, None, "S"),
)


class Town:
    """The house with a second trust, its register of catchment areas, and a draft without any answer of place."""

    def __init__(self) -> None:
        self.house: House = build_house()
        region = self.house.innlandet.trust.regional_authority
        self.bergen: Hospital = add_hospital(region, "bergen", "Helse Bergen HF", "HB", FULL)
        rows = [PlacedPeriod(f"line {n}", period) for n, period in enumerate(REGISTER)]
        import_catchments(rows, document="test", reason="", now=timezone.now())
        self.case: Case = begin(self.house, self.house.innlandet, now=timezone.now())
        self.consultant: Person = self.case.applicant
        self.browser = Client()
        self.browser.force_login(self.consultant)

    def write(self, send: bool = False, **place: str) -> Any:
        """Post the whole form, with these answers of place alone."""
        self.case.refresh_from_db()
        form = {k: v for k, v in EXAMPLE_APPLICATION.items() if k not in PLACE} | place
        posted = {"revision": self.case.draft_revision, "version": self.case.version}
        for key, value in form.items():
            if isinstance(value, list) and value and isinstance(value[0], dict):
                for number, row in enumerate(value):
                    posted |= {f"{key}-{number}-{name}": words for name, words in row.items()}
            else:
                posted[key] = "on" if value is True else value
        if send:
            posted["send"] = "1"
        with behind_the_wall():
            answer = self.browser.post(
                reverse("cases:application", args=[self.case.number]), posted
            )
        self.case.refresh_from_db()
        return answer

    def page(self, person: Person | None = None) -> str:
        browser = Client()
        browser.force_login(person or self.consultant)
        return browser.get(reverse("cases:case", args=[self.case.number])).content.decode()

    def place(self) -> dict[str, object]:
        return {key: self.case.answers[key] for key in PLACE if key in self.case.answers}


@pytest.fixture
def town(db: None) -> Town:
    return Town()


def test_a_new_case_asks_for_the_municipality_and_an_old_one_does_not(town):
    assert town.case.form_version == DEFINITION.version
    address = reverse("cases:application", args=[town.case.number])
    asked = town.browser.get(address).content.decode()
    assert "Kommunenummer, eller bydelsnummer" in asked
    assert asked.index('name="municipality"') < asked.index('name="catchment"')
    Case.objects.update(form_version=FIRST.version)
    assert "Kommunenummer" not in town.browser.get(address).content.decode()
    town.write(municipality="3403")
    assert town.place() == {}


@pytest.mark.parametrize(
    ("area", "found"),
    [
        ("3403", {"catchment": "own"}),
        ("4601", {"catchment": "other", "home_trust": "bergen"}),
        ("0301", {}),
        ("1103", {}),
    ],
)
def test_saving_fills_in_where_the_area_belongs(town, area, found):
    town.write(municipality=area)
    assert town.place() == {"municipality": area, **found}
    revision = town.case.draft_revision
    town.write(municipality=area)  # as a browser does that has not loaded the page again
    assert town.place() == {"municipality": area, **found}
    assert town.case.draft_revision == revision


def test_an_answer_is_not_written_over(town):
    town.write(municipality="4601", catchment="own")
    assert town.place() == {"municipality": "4601", "catchment": "own"}


def test_an_application_against_the_register_is_told_at_the_field_and_can_be_mended(town):
    answer = town.write(send=True, municipality="4601", catchment="own")
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    shown = answer.content.decode()
    assert "Registeret over opptaksområder sier at 4601 hører til Helse Bergen HF." in shown
    assert 'href="#field-catchment' in shown
    assert 'value="4601"' in shown  # nothing typed is lost
    assert town.case.state == "draft"
    answer = town.write(send=True, municipality="4601", catchment="other", home_trust="bergen")
    assert answer.status_code == HTTPStatus.FOUND
    assert town.case.home_trust == town.bergen.trust


def test_where_the_register_is_wrong_the_number_is_left_out(town):
    town.write(send=True, municipality="4601", catchment="own")
    town.write(send=True, municipality="", catchment="own")
    assert town.case.state == "clinical_review"
    assert town.case.home_trust is None


def test_a_divided_municipality_needs_the_district(town):
    shown = town.write(send=True, municipality="0301", catchment="own").content.decode()
    assert "Kommunen 0301 er delt mellom flere helseforetak." in shown
    town.write(send=True, municipality="030112", catchment="other", home_trust="bergen")
    assert town.case.state == "clinical_review"


def test_what_is_no_number_is_told(town):
    shown = town.write(send=True, municipality="Hamar", catchment="own").content.decode()
    assert "Skriv fire siffer for kommunen, for eksempel 3403" in shown
    assert 'value="Hamar"' in shown


def test_who_pays_and_who_takes_part_is_shown_from_the_start(town):
    typed = {
        "department": town.house.innlandet.department.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Oppdiktet Person",
        "ahead": "1",
    }
    address = reverse("cases:new_case_for", args=[town.house.method.pk])
    before = town.browser.post(address, typed).content.decode()
    assert "betaler helseforetaket som behandler hvis ikke annet er avtalt" in before
    assert "Fagdirektøren begge steder er med" in before

    who_pays = "Uten avtale betaler helseforetaket som behandler."
    town.write(municipality="3403")
    assert who_pays not in town.page()
    town.write(municipality="4601")
    draft = town.page()
    assert "Pasienten bor i opptaksområdet til Helse Bergen HF." in draft
    assert who_pays in draft
    assert "skal kvittere før saken avgjøres" in draft
    town.write(send=True, municipality="4601", catchment="other", home_trust="bergen")
    director = town.bergen.person(Role.MEDICAL_DIRECTOR)
    case = step(town.case, Action.ACKNOWLEDGE, director, now=timezone.now())
    assert case.home_acknowledged
    assert "den der pasienten bor har kvittert" in town.page(director)


def test_whoever_does_not_see_the_patient_does_not_see_where_the_patient_lives(town):
    expert = town.bergen.person(Role.TREATING_CONSULTANT)
    expert.hpr_number = "9000001"
    expert.save()
    town.write(send=True, municipality="4601", catchment="other", home_trust="bergen")
    lead = town.house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    today = local_day(timezone.now())
    invitation = {
        **answers_for(Action.SEEK_ADVICE, timezone.now()),
        "body": "named_expert",
        "expert_hpr": expert.hpr_number,
        "sight_until": (today + timedelta(days=5)).isoformat(),
        "question": "Er effekten å vente?",
        "answer_by": (today + timedelta(days=5)).isoformat(),
    }
    command = Command(Action.SEEK_ADVICE, town.case.version, invitation)
    actions.take_step(town.case.number, command, by=lead, now=timezone.now())
    assert ">4601<" in town.page().replace("\n", "").replace(" ", "")
    shown = town.page(expert)
    assert "Demlikumab" in shown
    assert "4601" not in shown
    assert "*****" in shown
    for path in (f"/cases/{town.case.number}", f"/cases/{town.case.number}/events"):
        assert "4601" not in Caller(expert).get(path).content.decode()
    assert "4601" in Caller(town.consultant).get(f"/cases/{town.case.number}").content.decode()
