"""The web server is killed in the middle of steps, a hundred times.

No step that was answered is lost, none is doubled, and no case has a state without its event.
"""

import contextlib
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from django.db import connections
from django.utils import timezone
from tests.support.copies import copies_of, torn_cases
from tests.support.house import build_house
from tests.support.journey import answers_for, case_in_state
from tests.support.servers import start_server

from likeverd.accounts.actions import issue_token
from likeverd.cases.models import Case, CaseEvent
from likeverd.core.vocabulary import Action, Role, State

KILLS, WHOLE_SERVER_EVERY = 100, 20
CASES = 4_000
SECONDS = 150


class Stopped(Exception):
    """The run is over."""


class Driver:
    """Sends steps until the run is over; each is tried again with its key until answered."""

    def __init__(self, url: str, token: str, cases: list[Case]) -> None:
        self.url = url
        self.headers = {"Authorization": f"Bearer {token}"}
        self.cases = iter(cases)
        self.next_case = threading.Lock()
        self.answered: list[tuple[str, int]] = []
        self.retries = 0
        self.over = threading.Event()

    def run(self) -> None:
        with httpx.Client(headers=self.headers, timeout=10) as client:
            while not self.over.is_set():
                with self.next_case:
                    case = next(self.cases, None)
                if case is None:
                    return
                with contextlib.suppress(Stopped):
                    self.step(client, case)

    def step(self, client: httpx.Client, case: Case) -> None:
        content = {
            "version": case.version,
            "answers": answers_for(Action.ASSESS, timezone.now()),
        }
        path = f"/api/v1/cases/{case.number}/actions/{Action.ASSESS}"
        while True:
            try:
                answer = client.post(
                    self.url + path, json=content, headers={"Idempotency-Key": f"key-{case.pk}"}
                )
            except httpx.HTTPError:
                self.retries += 1
                if self.over.is_set():
                    raise Stopped from None
                time.sleep(0.02)
                continue
            assert answer.status_code == 200, answer.text
            self.answered.append((case.number, answer.json()["version"]))
            return


def children_of(process: int) -> list[int]:
    with open(f"/proc/{process}/task/{process}/children") as file:
        return [int(pid) for pid in file.read().split()]


def wait_until(holds: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.002)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="needs /proc to find workers")
def test_no_answered_step_is_lost_when_the_server_is_killed(
    fresh_database, database_environment, record_property
):
    house = build_house()
    first = case_in_state(house, State.CLINICAL_REVIEW, now=timezone.now())
    cases = copies_of(first, CASES)
    lead = house.innlandet.person(Role.CLINICAL_LEAD_REVIEWER)
    token = issue_token(lead, now=timezone.now())
    server = start_server(database_environment)
    driver = Driver(server.url, token, cases)
    chance = random.Random(20261123)
    kills = 0
    begun = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        runs = [pool.submit(driver.run) for _ in range(3)]
        try:
            while kills < KILLS and time.monotonic() - begun < SECONDS:
                answered = len(driver.answered)
                wait_until(lambda: len(driver.answered) > answered)  # noqa: B023 - called at once
                time.sleep(chance.uniform(0, 0.03))
                if kills % WHOLE_SERVER_EVERY == WHOLE_SERVER_EVERY - 1:
                    for pid in [server.process.pid, *children_of(server.process.pid)]:
                        os.kill(pid, signal.SIGKILL)
                    server.process.wait()
                    os.unlink(server.log_path)
                    server = start_server(database_environment)
                    driver.url = server.url
                else:
                    workers = children_of(server.process.pid)
                    if not workers:
                        continue
                    os.kill(chance.choice(workers), signal.SIGKILL)
                kills += 1
        finally:
            driver.over.set()
            for run in runs:
                run.result(timeout=60)
            server.stop()
    connections.close_all()
    assert kills == KILLS
    done = dict(driver.answered)
    assert len(done) >= KILLS
    assert torn_cases() == []
    stored = {
        number: version
        for number, version in Case.objects.values_list("number", "version")
        if number in done
    }
    assert stored == done
    assert CaseEvent.objects.filter(case__number__in=done, action=Action.ASSESS).count() == len(
        done
    )
    record_property(
        "seen", f"{kills} kills, {len(done)} steps answered, 0 lost, {driver.retries} tries again"
    )
