"""Fault 3: a form is sent eight times at once over real connections; it is one step, with one answer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from tests.faults.writers import waiting_decisions
from tests.support.copies import torn_cases
from tests.support.servers import start_server
from tests.support.sizes import FULL

from likeverd.cases.models import CaseEvent, CommandReceipt

KEYS = 50 if FULL else 4
AT_ONCE = 8


@pytest.mark.slow
def test_eight_posts_with_one_key_are_one_decision(
    fresh_database, database_environment, record_property
):
    decisions = waiting_decisions(KEYS)
    before = CaseEvent.objects.count()
    # A worker for each post, so that all of them really are in the house at once.
    web = start_server(database_environment, workers=AT_ONCE)

    def post(client, case, start):
        start.wait()
        answer = client.post(
            web.url + decisions.path(case),
            json=decisions.content(case),
            headers={"Idempotency-Key": f"key-{case.pk}"},
        )
        return answer.status_code, answer.text

    clients = [httpx.Client(headers=decisions.headers, timeout=30) for _ in range(AT_ONCE)]
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for case in decisions.cases:
                start = threading.Barrier(AT_ONCE)
                posts = [pool.submit(post, client, case, start) for client in clients]
                answers = {each.result(timeout=60) for each in posts}
                assert len(answers) == 1, answers
                assert next(iter(answers))[0] == 200
    finally:
        for client in clients:
            client.close()
        web.stop()
    assert CaseEvent.objects.count() == before + KEYS
    assert CommandReceipt.objects.filter(case__in=decisions.cases).count() == KEYS
    assert torn_cases() == []
    record_property(
        "seen", f"{KEYS * AT_ONCE} posts, {KEYS} keys, {KEYS} decisions, one answer each"
    )
