"""Fault 33: the access log cannot be written to. Nothing of a case leaves the house, and operations see why."""

import httpx
import pytest
from django.test import Client
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, answers_for, case_in_state
from tests.support.servers import LiveServer

from likeverd.accounts.actions import issue_token
from likeverd.core.vocabulary import Action, Role, State

SECRETS = ("Oppdiktet Person", PATIENT_NUMBER, "Demolimab")


@pytest.mark.slow
@pytest.mark.in_full
def test_without_the_right_to_write_the_log_nothing_is_shown_and_nothing_is_done(
    live_server_process: LiveServer, fresh_database, test_server, record_property
):
    house = build_house()
    case = case_in_state(house, State.CLINICAL_REVIEW, now=timezone.now())
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    browser = Client()
    browser.force_login(lead)
    cookies = {"sessionid": browser.cookies["sessionid"].value}
    headers = {"Authorization": f"Bearer {issue_token(lead, now=timezone.now())}"}
    pages = [
        f"/saker/{case.number}/",
        "/arbeid/",
        "/arbeid/enheten/",
        f"/saker/{case.number}/steg/assess/",
    ]
    calls = [f"/api/v1/cases/{case.number}", "/api/v1/cases", "/api/v1/tasks"]
    step = {"version": case.version, "answers": answers_for(Action.ASSESS, timezone.now())}
    address = f"/api/v1/cases/{case.number}/actions/assess"

    def revoke(how: str) -> None:
        with test_server.connect(fresh_database) as superuser:
            superuser.execute(f"{how} likeverd_app")

    with httpx.Client(base_url=live_server_process.url, cookies=cookies, headers=headers) as web:
        shown = [web.get(page) for page in (*pages, *calls)]
        assert {answer.status_code for answer in shown} == {200}
        revoke("REVOKE INSERT ON audit_accessentry FROM")
        refused = [web.get(page) for page in (*pages, *calls)]
        for answer in (*refused, web.post(address, json=step)):
            assert answer.status_code == 500, answer.url
            for secret in (case.number, *SECRETS):
                assert secret not in answer.text
        case.refresh_from_db()
        assert case.state == State.CLINICAL_REVIEW
        assert live_server_process.log().count("audit_accessentry") >= len(refused)
        revoke("GRANT INSERT ON audit_accessentry TO")
        assert web.post(address, json=step).status_code == 200
    record_property(
        "seen", f"{len(refused) + 1} of {len(refused) + 1} answers showed nothing of the case"
    )
