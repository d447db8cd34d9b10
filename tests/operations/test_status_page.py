"""The day the portal is down: a page that stands alone, a form to print, and paper that is registered afterwards."""

import re
from datetime import date, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import House, build_house
from tests.support.journey import PATIENT_NUMBER, complete, step

from likeverd.cases import actions
from likeverd.cases.beginning import NewCase
from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, Role
from likeverd.operations.status_page.writing import write

NOW = datetime(2026, 11, 24, 13, 37, tzinfo=ZoneInfo("Europe/Oslo"))
pytestmark = pytest.mark.django_db


class Links(HTMLParser):
    """Every address that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.found += [value or "" for name, value in attrs if name in {"href", "src", "action"}]


@pytest.fixture
def pages(tmp_path, settings):
    settings.SUPPORT_CONTACT = "Vakttelefon 00 00 00 00"
    return {path.name: path.read_text() for path in write(tmp_path, NOW)}


def test_it_says_in_three_languages_since_when_and_what_to_do(pages):
    page = pages["index.html"]
    for words in (
        "Likeverd svarer ikke nå",
        "Likeverd svarar ikkje no",
        "Likeverd does not answer now",
        "Likeverd virket sist 24. november 2026 13:37.",
        "Hastar det?",
        "Is it urgent?",
        "Vakttelefon 00 00 00 00",
    ):
        assert words in page
    assert re.findall(r'<section class="language" lang="(\w\w)"', page) == ["nb", "nn", "en"]


def test_nothing_comes_from_elsewhere_and_every_link_leads_to_a_file(pages, tmp_path):
    for text in pages.values():
        links = Links()
        links.feed(text)
        assert not links.tags & {"script", "img", "form", "iframe", "style"}
        for address in links.found:
            if address == "/" or address.startswith("#"):
                continue
            assert address.startswith("/status/")
            assert (tmp_path / address.removeprefix("/status/")).exists()
    style = (tmp_path / "status.css").read_text()
    assert "url(" not in style
    assert "@import" not in style


def test_the_form_has_every_question_in_each_language(tmp_path, settings):
    # The form that holds today, as in the portal.
    pages = {path.name: path.read_text() for path in write(tmp_path, timezone.now())}
    assert set(pages) == {
        "index.html",
        "papirskjema-nb.html",
        "papirskjema-nn.html",
        "papirskjema-en.html",
    }
    portal = Client().get(reverse("cases:empty_form")).content.decode()
    questions = re.findall(r'<h3 class="ds-heading" data-size="2xs">(.*?)</h3>', portal)
    assert len(questions) > 30
    assert re.findall(r"<h3>(.*?)</h3>", pages["papirskjema-nb.html"]) == questions
    assert len(re.findall(r"<h3>", pages["papirskjema-en.html"])) == len(questions)
    assert pages["papirskjema-en.html"] != pages["papirskjema-nb.html"]


def test_it_is_written_by_the_command_and_by_the_workers_job_each_minute(tmp_path, settings):
    call_command("status_page", "--to", str(tmp_path / "one"))
    assert (tmp_path / "one/index.html").exists()
    from procrastinate.contrib.django import app

    settings.STATUS_FOLDER = tmp_path / "two"
    task = app.tasks["operations.write_status_page"]
    task.func(timestamp=0)
    assert (tmp_path / "two/index.html").exists()
    periodic = {each.task.name: each.cron for each in app.periodic_registry.periodic_tasks.values()}
    assert periodic["operations.write_status_page"] == "* * * * *"
    assert list(tmp_path.glob("*/.*")) == [], "nothing half written is left"


def test_a_full_disk_fails_no_job(tmp_path, settings):
    (tmp_path / "file").touch()
    settings.STATUS_FOLDER = tmp_path / "file" / "status"
    from likeverd.operations.tasks import write_status_page

    write_status_page(timestamp=0)


def test_paper_registered_afterwards_shows_both_days_and_is_counted_once():
    house = build_house()
    hospital = house.innlandet
    doctor = hospital.person(Role.TREATING_CONSULTANT)
    handed_in = date(2026, 11, 20)
    case = paper_case(house, handed_in)
    assert (case.paper, case.paper_received) == (True, handed_in)
    case = step(complete(case, now=NOW), Action.SUBMIT, doctor, now=NOW)
    client = Client()
    client.force_login(hospital.person(Role.CLINICAL_LEAD_REVIEWER))
    page = client.get(reverse("cases:case", args=[case.number])).content.decode()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert "Mottatt på papir 20.11.2026" in text
    assert "24.11.2026" in text, "the day it was entered"
    listed = client.get(reverse("cases:work_list")).content.decode()
    assert listed.count(f'href="{reverse("cases:case", args=[case.number])}"') == 1
    assert Case.objects.filter(patient__trust=hospital.trust).count() == 1


def paper_case(house: House, handed_in: date) -> Case:
    """What the helper keys in when the portal is back; registered on the day of ``NOW``."""
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=PATIENT_NUMBER,
        patient_name="Oppdiktet Person",
        applicant=consultant.pk,
        paper_received=handed_in,
    )
    helper = house.innlandet.person(Role.HELPER)
    return actions.begin(wanted, by=helper, now=NOW, synthetic_allowed=True)
