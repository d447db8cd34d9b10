"""Directors who decide one case after the other over the API, and do not give up while something is broken."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import httpx
from django.db import connections
from django.test import Client
from django.utils import timezone
from tests.support.copies import copies_of, torn_cases
from tests.support.house import House, build_house
from tests.support.journey import answers_for, case_in_state

from likeverd.accounts.actions import issue_token
from likeverd.audit.verification import verify
from likeverd.cases.models import Case, CaseEvent
from likeverd.core.vocabulary import Action, Role, State

WRITERS = 4


@dataclass
class Decisions:
    """Cases that wait for a decision, and the one who decides them."""

    house: House
    cases: list[Case]
    headers: dict[str, str]
    answers: dict[str, Any]
    action: Action = Action.GRANT

    def content(self, case: Case) -> dict[str, Any]:
        return {"version": case.version, "answers": self.answers}

    def path(self, case: Case) -> str:
        return f"/api/v1/cases/{case.number}/actions/{self.action}"


def waiting_decisions(count: int) -> Decisions:
    """So many cases alike, and the director freshly signed in."""
    house = build_house()
    now = timezone.now()
    first = case_in_state(house, State.DECISION, now=now)
    cases = copies_of(first, count)
    director = house.innlandet.person(Role.MEDICAL_DIRECTOR)
    Client().force_login(director)
    token = issue_token(director, now=now)
    headers = {"Authorization": f"Bearer {token}"}
    return Decisions(house, cases, headers, answers_for(Action.GRANT, now))


@dataclass
class Writers:
    """Some threads, each with a connection of its own. Every answer is counted, and the time when it came."""

    url: str
    decisions: Decisions
    at_once: int = WRITERS
    acknowledged: dict[str, int] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    without_retry_after: int = 0
    cut_off: int = 0
    moments: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._cases = iter(self.decisions.cases)
        self._next = threading.Lock()

    @contextmanager
    def at_work(self) -> Iterator[Writers]:
        """Inside, they write."""
        with ThreadPoolExecutor(self.at_once) as pool:
            runs = [pool.submit(self._run) for _ in range(self.at_once)]
            try:
                yield self
            finally:
                self.over.set()
                for run in runs:
                    run.result(timeout=60)

    def wait_for_more(self, count: int, seconds: float = 30) -> None:
        """Until so many more decisions have been acknowledged."""
        wanted, deadline = len(self.acknowledged) + count, time.monotonic() + seconds
        while len(self.acknowledged) < wanted:
            assert time.monotonic() < deadline, f"{self.statuses}, {self.cut_off} cut off"
            time.sleep(0.005)

    def outage_after(self, moment: float) -> float:
        """Seconds of the longest time without an acknowledged decision, from a moment on until now."""
        times = [moment, *(at for at in list(self.moments) if at > moment)]
        return max(later - earlier for earlier, later in pairwise(sorted(times)))

    def _run(self) -> None:
        with httpx.Client(headers=self.decisions.headers, timeout=15) as client:
            while not self.over.is_set():
                with self._next:
                    case = next(self._cases, None)
                if case is None:
                    return
                while not self.over.is_set() and not self._decided(client, case):
                    time.sleep(0.05)

    def _decided(self, client: httpx.Client, case: Case) -> bool:
        begun = time.monotonic()
        try:
            answer = client.post(
                self.url + self.decisions.path(case),
                json=self.decisions.content(case),
                headers={"Idempotency-Key": f"key-{case.pk}"},
            )
        except httpx.HTTPError:
            self.cut_off += 1
            return False
        self.statuses[answer.status_code] += 1
        if answer.status_code != 200:
            self.without_retry_after += "Retry-After" not in answer.headers
            return False
        self.acknowledged[case.number] = answer.json()["version"]
        self.moments.append(time.monotonic())
        self.seconds.append(time.monotonic() - begun)
        return True


def check_that_nothing_is_lost(writers: Writers) -> None:
    """Each acknowledged decision is there once, none is half done, and the logs are whole."""
    connections.close_all()  # of before the fault
    acknowledged = writers.acknowledged
    stored = dict(Case.objects.filter(number__in=acknowledged).values_list("number", "version"))
    assert stored == acknowledged, "an acknowledged decision is lost"
    granted = CaseEvent.objects.filter(kind="granted")
    assert granted.filter(case__number__in=acknowledged).count() == len(acknowledged)
    decided = Case.objects.filter(state=State.GRANTED).count()
    assert granted.count() == decided, "a decision is half done, or done twice"
    assert torn_cases() == []
    assert [fault for chain in verify((), "owner") for fault in chain.faults] == []
