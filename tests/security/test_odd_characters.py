"""Characters and numbers that no column can hold are refused politely, wherever they are sent."""

import json

import pytest
from django.test import Client
from tests.security.world import visitor
from tests.support.house import build_house
from tests.support.journey import begin

from likeverd.core.vocabulary import Role

pytestmark = pytest.mark.django_db
ZERO = "a\0b"
HUGE = "9" * 40


@pytest.fixture
def consultant(db):
    house = build_house()
    found = visitor("consultant", house.innlandet.person(Role.TREATING_CONSULTANT))
    found.client.raise_request_exception = found.program.raise_request_exception = False
    return house, found


@pytest.mark.parametrize(
    "path",
    [
        "/saker/ny/?q=%00",
        "/saker/%00/",
        "/arbeid/?after=%00",
        "/arbeid/?state=%00",
        f"/saker/ny/{HUGE}/",
        "/api/v1/methods?q=%00",
        "/api/v1/cases/%00",
        "/api/v1/cases?after=%00",
        f"/api/v1/cases?after={HUGE}",
        "/api/v1/forms/%00",
        "/login/?next=%00",
    ],
)
def test_an_address_with_what_no_column_holds_is_refused(consultant, path):
    _, person = consultant
    client: Client = person.program if path.startswith("/api/") else person.client
    answer = client.get(path)
    assert answer.status_code < 500
    if path.startswith("/api/") and answer.status_code >= 400:
        assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize("value", [ZERO, "\ud800", HUGE])
def test_a_form_with_what_no_column_holds_is_refused(consultant, value):
    house, person = consultant
    case = begin(house, house.innlandet)
    if value == "\ud800":
        value = "%ED%A0%80"
    for path, content in (
        ("/sok/", {"words": value}),
        (f"/saker/{case.number}/soknad/", {"plan_purpose": value, "revision": value}),
        ("/stedfortredere/", {"end": value}),
        ("/language/", {"language": value, "next": value}),
        (f"/saker/ny/{house.method.pk}/", {"patient_name": value, "identity_number": value}),
    ):
        answer = person.client.post(path, content)
        assert answer.status_code < 500, path


@pytest.mark.parametrize("value", [ZERO, "\ud800"])
def test_a_body_with_what_no_column_holds_is_refused(consultant, value):
    house, person = consultant
    case = begin(house, house.innlandet)
    content = {"revision": case.draft_revision, "answers": {"plan_purpose": value}}
    answer = person.program.put(
        f"/api/v1/cases/{case.number}/draft", json.dumps(content), content_type="application/json"
    )
    assert answer.status_code < 500
    case.refresh_from_db()
    assert "plan_purpose" not in case.answers or value not in case.answers["plan_purpose"]
