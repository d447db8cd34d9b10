"""What a link says of a row has not changed by a byte since the first link, and is worked out inside the query."""

import importlib
import json

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.support.house import build_house
from tests.support.journey import case_in_state

from likeverd.core.vocabulary import State

migration = importlib.import_module("likeverd.audit.migrations.0005_bodies_in_one_piece")
ROWS = {
    "audit_event_body": "SELECT {body}(row) FROM cases_caseevent row ORDER BY id",
    "audit_access_body": "SELECT {body}(row) FROM audit_accessentry row ORDER BY id",
}


@pytest.fixture
def filled(fresh_database: str) -> None:
    now = timezone.now()
    case = case_in_state(build_house(), State.GRANTED, now=now)
    browser = Client()
    browser.force_login(case.applicant)
    for _ in range(3):
        assert browser.get(reverse("cases:case", args=[case.number])).status_code == 200


@pytest.mark.parametrize("body", ROWS)
def test_the_text_is_that_of_the_first_links(filled: None, body: str) -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL likeverd.maintenance = 'on'")
        cursor.execute(ROWS[body].format(body=body))
        now = cursor.fetchall()
        cursor.execute(migration.BACKWARD)
        cursor.execute(ROWS[body].format(body=body))
        assert cursor.fetchall() == now
        transaction.set_rollback(True, using="owner")
    assert now
    assert all("record" in json.loads("{" + text) for (text,) in now)


@pytest.mark.parametrize("body", ROWS)
def test_the_query_itself_writes_it(filled: None, body: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("EXPLAIN (VERBOSE) " + ROWS[body].format(body=body))
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "row_to_json" in plan
    assert body not in plan
    assert "audit_moment" not in plan
