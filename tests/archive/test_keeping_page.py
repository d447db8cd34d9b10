"""The archivist holds back deletion for a reason, lets go for another, and sees what was deleted."""

from html import unescape

import pytest
from django.urls import reverse
from tests.support.house import NOON, build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state

from likeverd.archive.models import LegalHold
from likeverd.core.vocabulary import Role, State

pytestmark = pytest.mark.django_db
PAGE = reverse("archive:keeping")


@pytest.fixture
def house(db):
    return build_house()


def words_of(answer):
    return unescape(answer.content.decode())


def test_a_case_is_held_back_and_let_go_with_reasons_that_stay(client, house):
    case = case_in_state(house, State.WITHDRAWN)
    archivist = house.innlandet.person(Role.ARCHIVIST)
    client.force_login(archivist)
    given = {"case": case.number.lower(), "reason": "Tilsynssak"}
    page = words_of(client.post(PAGE, given, follow=True))
    assert "Saken slettes ikke så lenge dette står." in page
    assert "Tilsynssak" in page
    assert PATIENT_NUMBER not in page
    hold = LegalHold.objects.get()
    assert (hold.number, hold.set_by, hold.trust) == (case.number, archivist, house.innlandet.trust)
    ending = reverse("archive:end_hold", args=[hold.pk])
    assert client.post(ending, {"end_reason": ""}).status_code == 422
    page = words_of(client.post(ending, {"end_reason": "Tilsynet er ferdig"}, follow=True))
    assert "Tilsynet er ferdig" in page
    assert client.get(ending).status_code == 404


def test_a_number_that_is_not_there_is_told_at_the_field_and_nothing_is_lost(client, house):
    foreign = case_in_state(house, State.WITHDRAWN)
    client.force_login(house.small.person(Role.ARCHIVIST))
    answer = client.post(PAGE, {"case": foreign.number, "reason": "Klage"})
    page = words_of(answer)
    assert answer.status_code == 422
    assert "Sykehuset ditt har ingen sak med dette nummeret." in page
    assert "Klage" in page
    assert not LegalHold.objects.exists()


def test_others_have_no_page_and_no_foreign_hold(client, house):
    case = case_in_state(house, State.WITHDRAWN)
    hold = LegalHold.objects.create(
        trust=house.innlandet.trust,
        number=case.number,
        reason="x",
        set_by=house.innlandet.person(Role.ARCHIVIST),
        set_at=NOON,
    )
    client.force_login(house.small.person(Role.ARCHIVIST))
    assert case.number not in words_of(client.get(PAGE))
    ending = reverse("archive:end_hold", args=[hold.pk])
    assert client.post(ending, {"end_reason": "x"}).status_code == 404
    client.force_login(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    assert client.get(PAGE).status_code == 403
