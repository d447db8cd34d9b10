"""Every address × every role × a foreign trust's case: it does not exist, and nothing shows it."""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state

from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import Person

pytestmark = pytest.mark.django_db


def addresses_of(number: str) -> list[str]:
    """Every page address that names a case, for this case; found in the URL table itself."""
    found = []
    resolver = get_resolver("likeverd.cases.urls")
    for pattern in resolver.url_patterns:
        names = set(pattern.pattern.converters)
        if "number" not in names:
            continue
        given = {"number": number}
        if "action" in names:
            found += [
                reverse(f"cases:{pattern.name}", kwargs=given | {"action": action})
                for action in Action
            ]
            continue
        if "document" in names:
            given["document"] = 1
        found.append(reverse(f"cases:{pattern.name}", kwargs=given))
    return found


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("role", list(Role))
def test_a_foreign_case_answers_404_everywhere(role):
    house = build_house()
    case = case_in_state(house, State.DECISION, now=timezone.now())
    client = sign_in(house.small.person(role))
    addresses = addresses_of(case.number)
    assert len(addresses) > len(Action)
    for address in addresses:
        for method in ("get", "post", "put", "delete"):
            answer = getattr(client, method)(address)
            assert answer.status_code in (404, 405), (method, address, answer.status_code)
            if answer.status_code == 405:
                assert method != "post" or not answer.content
            text = answer.content.decode()
            for secret in (PATIENT_NUMBER, "Oppdiktet Person", case.applicant.name):
                assert secret not in text


@pytest.mark.parametrize("role", list(Role))
def test_lists_and_search_show_nothing_of_it(role):
    house = build_house()
    case = case_in_state(house, State.DECISION, now=timezone.now())
    client = sign_in(house.small.person(role))
    for name in ("work_list", "sent", "unit"):
        answer = client.get(reverse(f"cases:{name}"))
        assert answer.status_code == 200
        assert case.number not in answer.content.decode()
    for words in (case.number, PATIENT_NUMBER, "Demolimab"):
        answer = client.post(reverse("cases:search"), {"words": words})
        page = answer.content.decode()
        assert f"/saker/{case.number}" not in page
        assert "Oppdiktet Person" not in page
    caller = Caller(house.small.person(role))
    assert case.number not in caller.get("/cases").content.decode()


def test_the_masked_patient_is_nowhere_on_the_pages_of_those_who_do_not_need_it():
    house = build_house()
    case = case_in_state(house, State.COMMITTEE, now=timezone.now())
    for role in (Role.ASSESSMENT_COMMITTEE, Role.ANCHORING_MANAGER):
        client = sign_in(house.innlandet.person(role))
        for address in addresses_of(case.number):
            page = client.get(address, follow=True).content.decode()
            assert PATIENT_NUMBER not in page
            assert PATIENT_NUMBER[6:] not in page
            assert "Oppdiktet Person" not in page
        found = client.post(reverse("cases:search"), {"words": PATIENT_NUMBER})
        assert case.number not in found.content.decode()


def test_nobody_sees_a_case_page_without_signing_in(client):
    house = build_house()
    case = case_in_state(house, State.DECISION, now=timezone.now())
    for address in addresses_of(case.number):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/")
