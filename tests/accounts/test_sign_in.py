"""Picking an invented person signs in with a new session; production has no such page."""

import importlib
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches
from tests.accounts.people import make_person, staff

from likeverd.organisations.models import Person

pytestmark = pytest.mark.django_db


def test_everybody_is_offered_by_trust_and_role(client: Client) -> None:
    people = staff()
    page = client.get("/demo/").content.decode()
    assert "Fjell sykehus HF" in page
    assert "Kreftavdelingen" in page
    for person in people.values():
        assert person.name in page


def test_picking_somebody_signs_in_with_a_session_of_its_own(client: Client) -> None:
    kari, ola = make_person("kari", "Kari"), make_person("ola", "Ola")
    client.post("/demo/", {"person": kari.pk})
    first = client.session.session_key
    assert client.session["_auth_user_id"] == str(kari.pk)
    client.post("/demo/", {"person": ola.pk})
    assert client.session.session_key != first
    assert client.session["_auth_user_id"] == str(ola.pk)


def test_one_comes_back_to_the_page_that_asked_for_sign_in(client: Client) -> None:
    kari = staff()["person0"]
    response = client.get("/login/?next=/demo/postkasse/", follow=True)
    assert 'name="next" value="/demo/postkasse/"' in response.content.decode()
    response = client.post("/demo/", {"person": kari.pk, "next": "/demo/postkasse/"})
    assert response.headers["Location"] == "/demo/postkasse/"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_sign_in_leads_nobody_out_of_the_service(client: Client, wanted: str) -> None:
    kari = make_person("kari", "Kari")
    response = client.post("/demo/", {"person": kari.pk, "next": wanted})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("posted", ["", "0", "-1", "x", "99999999999999999999", "²"])
def test_nobody_is_picked_by_a_number_that_is_none(client: Client, posted: str) -> None:
    assert client.post("/demo/", {"person": posted}).status_code == 404


def test_an_inactive_person_cannot_be_picked_and_is_signed_out(client: Client) -> None:
    kari = make_person("kari", "Kari")
    client.post("/demo/", {"person": kari.pk})
    Person.objects.filter(pk=kari.pk).update(is_active=False)
    assert client.get("/demo/postkasse/").status_code == 302
    assert client.post("/demo/", {"person": kari.pk}).status_code == 404


def test_signing_out_ends_the_session_and_takes_a_post(client: Client) -> None:
    client.post("/demo/", {"person": make_person("kari", "Kari").pk})
    assert client.get("/logout/").status_code == 405
    client.post("/logout/")
    assert "_auth_user_id" not in client.session


def test_the_demo_pages_do_not_exist_in_production(client: Client, settings: Any) -> None:
    import likeverd.urls

    settings.PRODUCTION = True
    settings.LIKEVERD_MODE = "production"
    try:
        importlib.reload(likeverd.urls)
        clear_url_caches()
        assert client.get("/demo/").status_code == 404
        assert client.post("/demo/", {"person": 1}).status_code == 404
        assert client.get("/demo/postkasse/").status_code == 404
        assert "innloggingstjeneste" in client.get("/login/").content.decode()
    finally:
        settings.PRODUCTION = False
        importlib.reload(likeverd.urls)
        clear_url_caches()
