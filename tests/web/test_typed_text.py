"""Nothing typed is lost when a form cannot be taken; nothing foreign is ever passed on."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.accounts.people import make_person

from likeverd.organisations.models import Person

OWN = {"Sec-Fetch-Site": "same-origin"}
LONG = "Pasienten har prøvd tre linjer uten effekt & venter."

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.web.gallery"


@pytest.fixture
def kari() -> Person:
    return make_person("kari", "Kari Nordmann")


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def test_a_form_sent_after_the_session_ended_is_kept_and_can_be_sent_anew(
    client: Client, kari: Person
) -> None:
    data = {"text": LONG, "choices": ["code_1", "code_2"], "opened_by": str(kari.pk), "save": "1"}
    response = client.post("/gallery/", data, headers=OWN)
    page = response.content.decode()
    assert response.status_code == 403
    assert response.headers["Cache-Control"] == "no-store"
    assert "Det du skrev, er tatt vare på" in page
    assert page.count('name="choices"') == 2
    kept = hidden(page)
    assert kept["text"] == LONG.replace("&", "&amp;")
    assert kept["opened_by"] == str(kari.pk)
    assert 'href="/login/"' in page
    client.force_login(kari)
    assert client.post("/gallery/", data, headers=OWN).status_code == 422  # the view had it


def test_what_another_site_posts_is_not_shown(client: Client) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}):
        page = client.post("/gallery/", {"text": LONG}, headers=headers).content.decode()
        assert "tre linjer" not in page
        assert "Ikke lagret" in page


def test_a_form_that_another_person_opened_is_not_taken_unasked(
    client: Client, kari: Person
) -> None:
    client.force_login(make_person("ola", "Ola Hansen"))
    data = {"text": LONG, "opened_by": str(kari.pk)}
    page = client.post("/gallery/", data, headers=OWN).content.decode()
    assert "Du er logget inn som Ola Hansen" in page
    kept = hidden(page)
    assert "opened_by" not in kept  # sending it now is that person's own choice
    assert "text" in kept


def test_an_old_token_keeps_the_text_and_a_fresh_one_is_given(kari: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(kari)
    response = client.post("/gallery/", {"text": LONG}, headers=OWN)
    page = response.content.decode()
    assert response.status_code == 403
    kept = hidden(page)
    assert "før du logget inn" in page
    again = client.post("/gallery/", kept, headers=OWN)
    assert again.status_code == 422  # the view had it, with the fresh token


def test_a_forged_form_is_refused_without_a_button_to_send_it(kari: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(kari)
    response = client.post("/gallery/", {"text": LONG}, headers={"Sec-Fetch-Site": "cross-site"})
    page = response.content.decode()
    assert response.status_code == 403
    assert "tre linjer" not in page
    assert "<form" not in page


def test_a_background_save_is_told_shortly_that_nobody_is_signed_in(client: Client) -> None:
    response = client.post("/gallery/", {"text": LONG}, headers={**OWN, "HX-Request": "true"})
    assert response.status_code == 403
    assert response.headers["X-Signed-Out"] == "1"
    assert response.content == b""


def test_reading_while_signed_out_leads_to_sign_in_and_back_without_the_query(
    client: Client,
) -> None:
    response = client.get("/gallery/?q=ord")
    assert response.status_code == 302
    assert response.headers["Location"] == "/login/?next=%2Fgallery%2F"


def test_a_failing_page_keeps_what_was_posted(client: Client) -> None:
    client.raise_request_exception = False
    response = client.post("/gallery/broken/", {"text": LONG}, headers=OWN)
    page = response.content.decode()
    assert response.status_code == 500
    assert "tre linjer" in page
    assert "Lagre på nytt" in page
