"""No record is served without its row in the access log: asked of every page and every answer of the API.

Every case that the program reads for a request, and whose number stands in the answer, must have a row of that request.
"""

import itertools

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, begin, case_in_state, sent_as_far_as

from likeverd.audit import actions
from likeverd.audit.models import AccessEntry
from likeverd.core.lifecycle import TABLE
from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    """A house with cases in several states."""
    house = build_house()
    now = timezone.now()
    cases = [
        begin(house, house.innlandet, now=now),
        sent_as_far_as(house, Action.SUBMIT, now=now),
        sent_as_far_as(house, Action.PRIORITISE, now=now),
        case_in_state(house, State.DECISION, now=now),
        case_in_state(house, State.GRANTED, now=now),
        case_in_state(house, State.AWAITING_ANSWERS, now=now),
    ]
    return house, cases


def pages(cases):
    """Every address that may show a case."""
    for name in ("work_list", "sent", "unit", "deputies"):
        yield "get", reverse(f"cases:{name}"), {}
    yield "post", reverse("cases:search"), {"words": "demolimab"}
    yield "post", reverse("cases:search"), {"words": PATIENT_NUMBER}
    for case in cases:
        yield "get", reverse("cases:case", args=[case.number]), {}
        yield "get", reverse("cases:application", args=[case.number]), {}
        # What the table knows in the case's state, and something that it does not know there.
        here = {action for at, action in TABLE if at == case.state}
        for action in sorted(here | {Action.SUBMIT, Action.GRANT}):
            yield "get", reverse("cases:step", args=[case.number, action.value]), {}
            yield "post", reverse("cases:step", args=[case.number, action.value]), {"version": "0"}


def noted_since(last):
    return set(AccessEntry.objects.filter(pk__gt=last).values_list("decision_ref", flat=True))


def newest():
    return AccessEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


@pytest.mark.parametrize("role", list(Role))
def test_what_a_page_shows_is_noted(world, role):
    house, cases = world
    person = house.innlandet.person(role)
    client = Client()
    client.force_login(person)
    for method, address, given in pages(cases):
        last = newest()
        answer = getattr(client, method)(address, given)
        if answer.status_code in (403, 404, 405):
            continue
        text = answer.content.decode()
        shown = {case.number for case in cases if case.number in text}
        assert shown <= noted_since(last), (role, method, address, answer.status_code)
        rows = AccessEntry.objects.filter(pk__gt=last)
        assert all(
            row.practitioner_id == person.pk and row.page and row.purpose_of_use for row in rows
        )
        # One row for each record, however often the program read it.
        assert len(rows) == len({(row.case, row.document) for row in rows})
        if "Oppdiktet Person" in text and shown and method == "get":
            assert any("identity" in row.shown for row in rows), address


def test_what_the_api_answers_is_noted(world):
    house, cases = world
    callers = {role: Caller(house.innlandet.person(role)) for role in Role}
    addresses = ("/tasks", "/cases", *(f"/cases/{case.number}" for case in cases))
    for (role, caller), address in itertools.product(callers.items(), addresses):
        last = newest()
        answer = caller.get(address)
        if answer.status_code == 404:
            continue
        text = answer.content.decode()
        assert {case.number for case in cases if case.number in text} <= noted_since(last), (
            role,
            address,
        )


def test_if_the_log_cannot_be_written_nothing_is_shown(world, caplog):
    _, cases = world
    case = cases[1]
    client = Client(raise_request_exception=False)
    client.force_login(case.applicant)
    address = reverse("cases:case", args=[case.number])
    assert client.get(address).status_code == 200
    # What a broken or full log is to the application: an insertion that fails.
    whole, actions.ADD = actions.ADD, "INSERT INTO audit_accessentry (no_such_column) VALUES (%s)"
    try:
        answer = client.get(address)
    finally:
        actions.ADD = whole
    assert answer.status_code == 500
    text = answer.content.decode()
    for secret in (case.number, "Oppdiktet Person", PATIENT_NUMBER, "Demolimab"):
        assert secret not in text
