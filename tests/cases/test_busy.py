"""A case row that others hold for too long: the person is asked to try again, and loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import build_house
from tests.support.journey import answers_for, case_in_state

from likeverd.core.vocabulary import Action, Role, State


@contextmanager
def held(test_server, database: str, case) -> Iterator[None]:
    """Somebody else holds the case row, in a connection of their own."""
    with psycopg.connect(test_server.superuser, dbname=database) as other:
        other.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
        yield
        other.rollback()


@pytest.fixture
def waiting_case(fresh_database):
    house = build_house()
    return house, case_in_state(house, State.CLINICAL_REVIEW, now=timezone.now())


def test_the_page_asks_to_try_again_and_keeps_what_was_typed(
    waiting_case, fresh_database, test_server
):
    house, case = waiting_case
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    client.force_login(lead)
    typed = answers_for(Action.ASSESS) | {
        "quality_assured": "true",
        "professional_assessment": "Skrevet med omtanke.",
        "version": case.version,
        "state": case.state,
        "key": "k",
        "opened_by": lead.pk,
    }
    address = reverse("cases:step", args=[case.number, "assess"])
    with held(test_server, fresh_database, case):
        answer = client.post(address, typed)
    assert answer.status_code == 503
    assert "Retry-After" in answer
    assert "Skrevet med omtanke." in answer.content.decode()
    case.refresh_from_db()
    assert case.state == State.CLINICAL_REVIEW
    assert client.post(address, typed).status_code == 302


def test_the_api_says_so_as_a_problem(waiting_case, fresh_database, test_server):
    house, case = waiting_case
    caller = Caller(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    with held(test_server, fresh_database, case):
        answer = caller.act(case.number, Action.ASSESS, case.version, answers_for(Action.ASSESS))
    assert answer.status_code == 503
    assert answer.json()["code"] == "busy"
    done = caller.act(case.number, Action.ASSESS, case.version, answers_for(Action.ASSESS))
    assert done.status_code == 200
