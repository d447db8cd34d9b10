"""What a real server logs, after real requests: enough to find a fault, and nothing of a patient."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from tests.support.failing_urls import FAILURES
from tests.support.house import House, build_house
from tests.support.journey import case_in_state
from tests.support.servers import LiveServer, start_server

from likeverd.cases.models import Case
from likeverd.core import identity
from likeverd.core.vocabulary import Role, State
from likeverd.operations.request_log import keyed_hash

NAME, NUMBER = "Kari Prøvesen", "13879712345"
FREE_TEXT = "Oppdiktet sykehistorie med sjelden bivirkning"


@pytest.fixture
def server(database_environment: dict[str, str]) -> Iterator[LiveServer]:
    environment = database_environment | {
        "LIKEVERD_LOG": "json",
        "LIKEVERD_GUNICORN_LOG": "debug",
        "DJANGO_SETTINGS_MODULE": "tests.support.failing_settings",
    }
    started = start_server(environment)
    yield started
    started.stop()


@pytest.fixture
def house(fresh_database: str) -> House:
    return build_house()


def signed_in(server: LiveServer, house: House, role: Role) -> httpx.Client:
    """A browser's session made in the same database, used over the wire."""
    inside = Client()
    inside.force_login(house.innlandet.person(role))
    name = django_settings.SESSION_COOKIE_NAME
    cookies = {name: inside.cookies[name].value}
    return httpx.Client(
        base_url=server.url, cookies=cookies, headers={"Sec-Fetch-Site": "same-origin"}
    )


def entries(server: LiveServer) -> list[dict]:
    return [json.loads(line) for line in server.log().splitlines() if line.startswith("{")]


def make_requests(server: LiveServer, house: House, case: Case) -> None:
    """Pages that work, pages that do not, and every way to fail."""
    words = f"{NAME} {NUMBER} {FREE_TEXT}"
    for role in (Role.CLINICAL_LEAD_REVIEWER, Role.TREATING_CONSULTANT, Role.MEDICAL_DIRECTOR):
        with signed_in(server, house, role) as person:
            for address in ("/", "/arbeid/", f"/saker/{case.number}/", "/saker/SI-2026-999999/"):
                person.get(address, follow_redirects=True)
            person.get(f"/saker/{case.number}/{NAME}/{NUMBER}")
            person.get("/sok/", params={"words": words})
            person.post("/sok/", data={"words": words})  # without the form's token
            person.post(f"/saker/{case.number}/steg/assess/", data={"assessment": words})
            person.post(f"/saker/{case.number}/soknad/lagre/", data={"history": words})
            for failure in FAILURES:
                answer = person.post(f"/fail/{failure}", data={"words": words})
                # What no column can hold is the sender's fault, and is logged with as little.
                expected = {"raise_type": 400}.get(failure, 200 if "reports" in failure else 500)
                assert answer.status_code == expected, failure
    for headers in ({"Authorization": f"Bearer {words.encode().hex()}"}, {}):
        httpx.post(f"{server.url}/api/v1/cases", json={"patient": words}, headers=headers)
    httpx.get(server.url, headers={"Host": "kari-provesen.example"})
    httpx.request("BREW", f"{server.url}/{NAME}")


def test_no_patient_stands_in_the_log(server, house):
    case = case_in_state(house, State.CLINICAL_REVIEW, now=timezone.now())
    make_requests(server, house, case)
    log = server.log()
    assert len(entries(server)) > 40
    patient = case.patient
    words = [NAME, NUMBER, FREE_TEXT, patient.name, patient.identity_number, case.number]
    words += [part for part in f"{NAME} {patient.name}".split() if len(part) > 3]
    words += [person.name for person in house.innlandet.people.values()]
    words += [text for text in texts_of(case.answers) if len(text) > 12]
    for word in words:
        for written in (word, json.dumps(word)[1:-1], repr(word)[1:-1]):
            assert written.lower() not in log.lower(), f"{word!r} stands in the log"
    # A folder's random name can have eleven digits in a row; an identity number has check digits too.
    eleven = re.findall(r"(?<!\d)\d{11}(?!\d)", log)
    read = [identity.read(digits, synthetic_allowed=True) for digits in eleven]
    assert not [number for number in read if isinstance(number, identity.IdentityNumber)]


def texts_of(value: object) -> Iterator[str]:
    """Every text in answers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts_of(each)


def test_a_line_tells_what_an_operator_needs(server, house):
    case = case_in_state(house, State.CLINICAL_REVIEW, now=timezone.now())
    person = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    with signed_in(server, house, Role.CLINICAL_LEAD_REVIEWER) as client:
        answer = client.get(f"/saker/{case.number}/")
    assert answer.status_code == 200, answer.text
    (line,) = [entry for entry in entries(server) if entry.get("view") == "cases:case"]
    assert line["request"] == answer.headers["X-Request-ID"]
    assert (line["method"], line["status"]) == ("GET", 200)
    assert line["ms"] > 0
    assert line["queries"] > 3
    assert line["user"] == keyed_hash("person", str(person.pk))
    assert line["case"] == keyed_hash("case", case.number)


def test_a_fault_names_its_kind_its_code_and_its_place_and_the_request(server, house):
    for failure in ("raise_unique", "raise_chain"):
        answer = httpx.post(f"{server.url}/fail/{failure}", data={"words": FREE_TEXT})
        found = [
            entry
            for entry in entries(server)
            if entry.get("request") == answer.headers["X-Request-ID"] and "exception" in entry
        ]
        assert found, server.log()
        text = "\n".join(found[0]["exception"])
        assert "failing_urls.py:" in text
        assert failure in text
        if failure == "raise_unique":
            assert "UniqueViolation 23505 django_session_pkey" in text
        else:
            assert text.index("KeyError") < text.index("Wrapped"), "the cause comes first"
