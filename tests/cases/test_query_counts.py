"""Pages ask the database a fixed number of questions, however many rows there are."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.api.test_api import Caller
from tests.support.copies import copies_of
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, case_in_state

from likeverd.core.vocabulary import Action, Role, State

pytestmark = pytest.mark.django_db

# Includes session, person, grants (which sets the context of row-level security), the row of the access log, and the
# savepoint of the request.
LIST, CASE, WRITE, BEFORE, API_LIST = 9, 12, 10, 24, 8


def queries(call) -> int:
    call()  # the first call fills what is kept in memory
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = call()
    assert answer.status_code == 200, answer.content
    # Whether a switch is on is asked every few seconds, whatever the page.
    return sum("operations_switch" not in query["sql"] for query in captured)


@pytest.fixture
def house(db):
    return build_house()


def signed_in(house, role: Role) -> Client:
    client = Client()
    client.force_login(house.innlandet.person(role))
    return client


@pytest.mark.parametrize(
    ("name", "role", "state"),
    [
        ("work_list", Role.CLINICAL_LEAD_REVIEWER, State.CLINICAL_REVIEW),
        ("work_list", Role.MEDICAL_DIRECTOR, State.DECISION),
        ("work_list", Role.TREATING_CONSULTANT, State.DRAFT),
        ("unit", Role.ANCHORING_MANAGER, State.ANCHORING),
        ("sent", Role.TREATING_CONSULTANT, State.ANCHORING),
    ],
)
def test_lists(house, name, role, state):
    case = case_in_state(house, state, now=timezone.now())
    client = signed_in(house, role)
    address = reverse(f"cases:{name}")
    few = queries(lambda: client.get(address))
    copies_of(case, 60)
    many = queries(lambda: client.get(address))
    assert few == many
    assert many <= LIST


def test_search(house):
    case = case_in_state(house, State.DECISION, now=timezone.now())
    client = signed_in(house, Role.MEDICAL_DIRECTOR)
    for words in ("Demolimab", PATIENT_NUMBER):
        few = queries(lambda words=words: client.post(reverse("cases:search"), {"words": words}))
        assert few <= LIST
    copies_of(case, 40)
    for words in ("Demolimab", PATIENT_NUMBER):
        many = queries(lambda words=words: client.post(reverse("cases:search"), {"words": words}))
        assert many <= LIST


def test_case_page_and_step_page(house):
    now = timezone.now()
    early = case_in_state(house, State.CLINICAL_REVIEW, now=now)
    client = signed_in(house, Role.CLINICAL_LEAD_REVIEWER)
    few = queries(lambda: client.get(reverse("cases:case", args=[early.number])))
    late = case_in_state(house, State.REFUSED, now=now)
    many = queries(lambda: client.get(reverse("cases:case", args=[late.number])))
    assert max(few, many) <= CASE
    step = reverse("cases:step", args=[early.number, "assess"])
    assert queries(lambda: client.get(step)) <= CASE


def test_writing(house):
    draft = case_in_state(house, State.DRAFT, now=timezone.now())
    client = signed_in(house, Role.TREATING_CONSULTANT)
    address = reverse("cases:application", args=[draft.number])
    assert queries(lambda: client.get(address)) <= WRITE


def test_before_writing_does_not_grow_with_the_past(house):
    now = timezone.now()
    ended = case_in_state(house, State.GRANTED, now=now)
    client = signed_in(house, Role.TREATING_CONSULTANT)
    address = reverse("cases:new_case_for", args=[house.method.pk])
    typed = {
        "department": house.innlandet.department.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Oppdiktet Person",
        "ahead": "1",
    }
    few = queries(lambda: client.post(address, typed))
    copies_of(ended, 50)
    many = queries(lambda: client.post(address, typed))
    assert few == many
    assert many <= BEFORE


def test_api_lists(house):
    case = case_in_state(house, State.DECISION, now=timezone.now())
    caller = Caller(house.innlandet.person(Role.MEDICAL_DIRECTOR))
    paths = ("/tasks", "/cases")
    few = [queries(lambda path=path: caller.get(path)) for path in paths]
    copies_of(case, 60)
    many = [queries(lambda path=path: caller.get(path)) for path in paths]
    assert few == many
    assert max(many) <= API_LIST


def test_a_step_locks_the_case_row(house):
    case = case_in_state(house, State.CLINICAL_REVIEW, now=timezone.now())
    caller = Caller(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))

    with CaptureQueriesContext(connection) as captured:
        answer = caller.act(case.number, Action.ASSESS, case.version, answers_for(Action.ASSESS))
    assert answer.status_code == 200
    locks = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
    assert any("cases_case" in sql for sql in locks)
