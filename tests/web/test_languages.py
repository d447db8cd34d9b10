"""Every page speaks bokmål, nynorsk and English, and speaks the reader's."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from tests.accounts.people import make_person

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "messages.py"


def test_no_sentence_lacks_a_translation_and_none_is_left_over() -> None:
    outcome = subprocess.run(
        [sys.executable, str(TOOL), "--check"], capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.django_db
def test_without_a_choice_the_browser_decides_and_else_it_is_bokmaal(client: Client) -> None:
    assert b'lang="nb"' in client.get("/").content
    assert b'lang="nn"' in client.get("/", headers={"Accept-Language": "nn-NO,nb;q=0.8"}).content
    assert b'lang="nb"' in client.get("/", headers={"Accept-Language": "de"}).content


@pytest.mark.django_db
def test_a_choice_is_remembered_without_signing_in(client: Client) -> None:
    response = client.post("/language/", {"language": "en", "next": "/"})
    assert response.status_code == 302
    assert b"Equal access to treatment" in client.get("/").content


@pytest.mark.django_db
def test_a_persons_choice_is_kept_and_wins_over_the_browsers(client: Client) -> None:
    person = make_person("kari", "Kari")
    client.force_login(person)
    client.post("/language/", {"language": "nn", "next": "/demo/postkasse/"})
    person.refresh_from_db()
    assert person.language == "nn"
    page = client.get("/demo/postkasse/", headers={"Accept-Language": "en"}).content.decode()
    assert "Ingen e-post enno." in page


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:x", ""])
def test_after_a_choice_nobody_is_led_out_of_the_service(client: Client, wanted: str) -> None:
    response = client.post("/language/", {"language": "en", "next": wanted})
    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing(client: Client) -> None:
    response = client.post("/language/", {"language": "tlh", "next": "/"})
    assert response.status_code == 302
    assert b'lang="nb"' in client.get("/").content
