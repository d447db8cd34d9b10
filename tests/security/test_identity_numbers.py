"""Identity numbers stay where they are written: never in mails, in errors, or in where a browser is sent.

Addresses, titles and the log of a whole crawl: ``test_production_server.py``. What is logged when things fail:
``tests/operations/test_server_log.py``.
"""

import json
import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.api.test_api import draft
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, case_in_state, step

from likeverd.core import identity
from likeverd.core.identity import IdentityRefusal
from likeverd.core.vocabulary import Action, Role, State
from likeverd.outbox.models import Message

ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{11}(?!\d)|(?<!\d)\d{6} \d{5}(?!\d)")
WRONG = f"{PATIENT_NUMBER[:-1]}{(int(PATIENT_NUMBER[-1]) + 1) % 10}"


@pytest.mark.django_db
def test_no_mail_of_any_way_through_the_procedure_says_who_the_patient_is():
    house = build_house()
    now = timezone.now()
    for state in State:
        case = case_in_state(house, state, now=now)
        if state is State.CLINICAL_REVIEW:
            step(case, Action.WITHDRAW, case.applicant, now=now)
        if state is State.ANCHORING:
            step(case, Action.REGISTER_DEATH, case.applicant, now=now)
    messages = list(Message.objects.all())
    assert len(messages) > 30
    for message in messages:
        text = f"{message.subject}\n{message.body}"
        assert not ELEVEN_DIGITS.search(text), message.subject
        for secret in (PATIENT_NUMBER, PATIENT_NUMBER[6:], "Oppdiktet Person", "Demolimab"):
            assert secret not in text, message.subject


@pytest.mark.django_db
def test_a_number_that_was_typed_wrong_stands_in_its_field_and_nowhere_else(caplog):
    house = build_house()
    client = Client()
    client.force_login(house.innlandet.person(Role.TREATING_CONSULTANT))
    address = reverse("cases:new_case_for", args=[house.method.pk])
    given_ = {
        "department": str(house.innlandet.department.pk),
        "identity_number": WRONG,
        "patient_name": "Oppdiktet Person",
    }
    answer = client.post(address, given_)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'value="{WRONG}"' in text, "what was typed is kept"
    assert not ELEVEN_DIGITS.search(text.replace(f'value="{WRONG}"', ""))
    assert WRONG not in caplog.text
    done = client.post(address, given_ | {"identity_number": PATIENT_NUMBER, "begin": "1"})
    assert done.status_code == 302
    assert not ELEVEN_DIGITS.search(json.dumps(dict(done.headers)))


@pytest.mark.django_db
@pytest.mark.parametrize("number", [WRONG, f"x{PATIENT_NUMBER}", PATIENT_NUMBER + "1", "0" * 11])
def test_the_api_does_not_repeat_a_number_that_it_refuses(number, caplog):
    _, answer = draft(build_house(), identity_number=number)
    assert answer.status_code == 422
    assert number not in answer.content.decode()
    assert number not in caplog.text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/{}", "/saker/{}/", "/innsyn/{}/", "/api/v1/cases/{}", "/sok/?words={}"]
)
def test_an_error_page_does_not_repeat_the_address(address):
    house = build_house()
    client = Client()
    client.force_login(house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER))
    answer = client.get(address.format(PATIENT_NUMBER))
    assert PATIENT_NUMBER not in answer.content.decode()
    assert PATIENT_NUMBER not in json.dumps(dict(answer.headers))


@given(
    st.text(alphabet="0123456789 -x", max_size=14) | st.from_regex(r"\d{11}", fullmatch=True),
    st.booleans(),
)
def test_a_refusal_never_says_the_number(typed, synthetic):
    read = identity.read(typed, synthetic_allowed=synthetic)
    if isinstance(read, IdentityRefusal):
        for text in (read.message.nb, read.message.nn, read.message.en):
            assert len(typed.strip()) < 6 or typed.strip() not in text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"/saker/{PATIENT_NUMBER}/", True),
        (f"{PATIENT_NUMBER[:6]} {PATIENT_NUMBER[6:]}", True),
        (f"?words={PATIENT_NUMBER[:6]}%20{PATIENT_NUMBER[6:]}", True),
        ("/saker/SI-2026-000123/steg/grant/", False),
        (f"{PATIENT_NUMBER}1", False),
        ("+47 22 33 44 55", False),
    ],
)
def test_what_looks_like_a_number_is_known(text, found):
    assert identity.stands_in(text) is found


def test_the_session_is_kept_in_the_database_and_its_cookie_says_nothing():
    assert "signed_cookies" not in django_settings.SESSION_ENGINE
