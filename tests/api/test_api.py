"""The API: the same rules as the pages, and problems that a program can read."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.support.example_application import EXAMPLE_APPLICATION
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, sent_as_far_as

from likeverd.accounts.actions import issue_token
from likeverd.accounts.models import SignedInSession
from likeverd.api.problems import STATUS
from likeverd.cases.models import Case
from likeverd.core import refusals
from likeverd.core.vocabulary import Action, Role, State
from likeverd.organisations.models import Person

pytestmark = pytest.mark.django_db


class Caller:
    """One person's program."""

    def __init__(self, person: Person, language: str = "nb") -> None:
        token = issue_token(person, now=timezone.now())
        self.client = Client(
            headers={"Authorization": f"Bearer {token}", "Accept-Language": language}
        )

    def send(self, method: str, path: str, content: object = None, **headers: str):
        return self.client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(content) if content is not None else "",
            content_type="application/json",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )

    def get(self, path: str):
        return self.send("GET", path)

    def act(self, number: str, action: Action, version: int, answers=None, key: str = ""):
        content = {"version": version, "answers": answers or {}}
        headers = {"Idempotency_Key": key} if key else {}
        return self.send("POST", f"/cases/{number}/actions/{action}", content, **headers)


@pytest.fixture
def house(db):
    return build_house()


def draft(house, **changes):
    caller = Caller(house.innlandet.person(Role.TREATING_CONSULTANT))
    wanted = {
        "department": house.innlandet.department.pk,
        "method": house.method.pk,
        "identity_number": PATIENT_NUMBER,
        "patient_name": "Oppdiktet Person",
        **changes,
    }
    return caller, caller.send("POST", "/cases", wanted)


def sent(house):
    caller, answer = draft(house)
    number = answer.json()["number"]
    caller.send("PUT", f"/cases/{number}/draft", {"revision": 1, "answers": EXAMPLE_APPLICATION})
    done = caller.act(number, Action.SUBMIT, 1)
    assert done.status_code == 200, done.content
    return number


def test_a_whole_life_through_the_api(house):
    number = sent(house)
    version = 2
    for action, role in (
        (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER),
        (Action.PRIORITISE, Role.ANCHORING_MANAGER),
        (Action.RECOMMEND, Role.ASSESSMENT_COMMITTEE),
        (Action.GRANT, Role.MEDICAL_DIRECTOR),
    ):
        caller = Caller(house.innlandet.person(role))
        assert [row["number"] for row in caller.get("/tasks").json()["rows"]] == [number]
        offered = {row["action"] for row in caller.get(f"/cases/{number}").json()["actions"]}
        assert action in offered
        if action is Action.GRANT:
            Client().force_login(house.innlandet.person(role))  # to the pages, within the last hour
        done = caller.act(number, action, version, answers_for(action, timezone.now()))
        assert done.status_code == 200, done.content
        version = done.json()["version"]
        assert caller.get("/tasks").json()["total"] == 0
    assert done.json()["state"] == State.GRANTED
    assert len(caller.get(f"/cases/{number}").json()["events"]) == 6


def test_a_decision_asks_that_the_tokens_owner_signed_in_within_the_last_hour(house):
    """A token alone, however it was come by, decides nothing."""
    case = sent_as_far_as(house, Action.RECOMMEND, now=timezone.now())
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    caller = Caller(director)
    answers = answers_for(Action.REFUSE, timezone.now())
    refused = caller.act(case.number, Action.REFUSE, case.version, answers)
    assert (refused.status_code, refused.json()["code"]) == (403, "fresh_sign_in_needed")
    browser = Client()
    browser.force_login(director)
    over_an_hour = timezone.now() - timedelta(minutes=61)
    SignedInSession.objects.update(authenticated_at=over_an_hour)
    assert caller.act(case.number, Action.REFUSE, case.version, answers).status_code == 403
    SignedInSession.objects.update(authenticated_at=timezone.now())
    browser.post("/logout/")
    assert caller.act(case.number, Action.REFUSE, case.version, answers).status_code == 403
    browser.force_login(director)
    assert caller.act(case.number, Action.REFUSE, case.version, answers).status_code == 200
    other = Caller(house.small.person(Role.MEDICAL_DIRECTOR))
    assert other.act(case.number, Action.REFUSE, case.version, answers).status_code == 404


def test_a_stale_version_gets_the_newer_state(house):
    number = sent(house)
    lead = Caller(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    answer = lead.act(number, Action.ASSESS, 1, answers_for(Action.ASSESS))
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "stale_version"
    assert answer.json()["current_version"] == 2


def test_the_same_key_is_one_step_and_another_request_is_refused(house):
    number = sent(house)
    lead = Caller(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    given = answers_for(Action.ASSESS)
    first = lead.act(number, Action.ASSESS, 2, given, key="abc")
    again = lead.act(number, Action.ASSESS, 2, given, key="abc")
    assert (first.status_code, again.status_code) == (200, 200)
    assert Case.objects.get(number=number).version == 3
    other = lead.act(number, Action.STOP, 3, answers_for(Action.STOP), key="abc")
    assert other.status_code == 409
    assert other.json()["code"] == "key_used_for_something_else"


def test_without_a_token_or_with_a_wrong_one_there_is_a_problem(house):
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = Client(headers=headers).get("/api/v1/tasks")
        assert answer.status_code == 401
        assert answer.json()["code"] == "token_needed"


def test_a_foreign_case_does_not_exist(house):
    number = sent(house)
    stranger = Caller(house.small.person(Role.MEDICAL_DIRECTOR))
    assert stranger.get(f"/cases/{number}").status_code == 404
    assert stranger.act(number, Action.GRANT, 2).status_code == 404
    assert stranger.get("/cases").json()["total"] == 0


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"identity_number": "12345678901"}, "identity_number"),
        ({"patient_name": "  "}, "patient_name"),
        ({"method": 999999}, "method"),
        ({"department": 999999}, "department"),
    ],
)
def test_faults_are_named_at_their_field(house, changes, field):
    _, answer = draft(house, **changes)
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["faults"]] == [field]


def test_unknown_keys_and_broken_json_are_problems(house):
    caller, answer = draft(house, colour="blue")
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["field"] == "colour"
    broken = caller.client.generic(
        "POST", "/api/v1/cases", "{not json", content_type="application/json"
    )
    assert broken.status_code in (400, 422)
    assert broken["Content-Type"] == "application/problem+json"


def test_the_form_must_be_complete_before_sending(house):
    caller, answer = draft(house)
    done = caller.act(answer.json()["number"], Action.SUBMIT, 1)
    assert done.status_code == 422
    assert done.json()["code"] == "form_incomplete"
    assert "diagnoses" in {fault["field"] for fault in done.json()["faults"]}


def test_the_committee_does_not_see_who_the_patient_is(house):
    number = sent(house)
    for action, role, version in (
        (Action.ASSESS, Role.CLINICAL_LEAD_REVIEWER, 2),
        (Action.PRIORITISE, Role.ANCHORING_MANAGER, 3),
    ):
        Caller(house.innlandet.person(role)).act(number, action, version, answers_for(action))
    member = Caller(house.innlandet.person(Role.ASSESSMENT_COMMITTEE))
    answer = member.get(f"/cases/{number}")
    assert answer.json()["patient"] is None
    assert PATIENT_NUMBER not in answer.content.decode()
    assert "Oppdiktet Person" not in answer.content.decode()


def test_the_description_is_there_for_everyone(client):
    answer = client.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert "/api/v1/cases/{number}/actions/{action}" in answer.json()["paths"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Ukjent nøkkel"), ("nn", "Ukjend nøkkel"), ("en", "Unknown key")],
)
def test_problems_speak_the_language_that_is_asked_for(house, language, words):
    caller = Caller(house.innlandet.person(Role.TREATING_CONSULTANT), language)
    answer = caller.send("POST", "/cases", {"colour": "blue"})
    messages = {fault["field"]: fault["message"] for fault in answer.json()["faults"]}
    assert messages["colour"].startswith(words)
    assert set(messages) == {
        "colour",
        "department",
        "method",
        "identity_number",
        "patient_name",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("yearly_cost", "mye"),
        ("start_by", "2020-01-01"),
        ("start_by", "31.02.2027"),
        ("urgency", "no such code"),
        ("plan_goals", "x" * 20_000),
        ("plan_goals", {"not": "text"}),
        ("diagnoses", "not rows"),
        ("established_treatments", [{"name": "x", "outcome": "no such code"}]),
    ],
)
def test_bad_answers_are_kept_and_named_at_their_field(house, field, value):
    caller, answer = draft(house)
    number = answer.json()["number"]
    saved = caller.send(
        "PUT",
        f"/cases/{number}/draft",
        {"revision": 1, "answers": EXAMPLE_APPLICATION | {field: value}},
    ).json()
    assert saved["answers"][field] == value
    assert {fault["field"].split(".")[0] for fault in saved["faults"]} == {field}
    done = caller.act(number, Action.SUBMIT, 1)
    assert done.json()["code"] == "form_incomplete"


def test_every_refusal_has_a_status_of_its_own_choice():
    known = {each for each in vars(refusals).values() if isinstance(each, type)}
    kinds = {each for each in known if issubclass(each, refusals.Refusal)} - {refusals.Refusal}
    assert kinds == set(STATUS)
