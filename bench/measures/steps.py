"""Committed steps a second over HTTP, beside pgbench with as many statements on the same server."""

import itertools
import re
import subprocess
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from bench.measures.lives import Cast, write_and_send
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.support.copies import copies_of
from tests.support.journey import answers_for
from tests.support.servers import LiveServer

from likeverd.accounts.actions import issue_token
from likeverd.cases import actions
from likeverd.cases.models import Case
from likeverd.core.case import Command
from likeverd.core.vocabulary import Action, Role
from likeverd.operations.embedded_postgres import program
from likeverd.organisations.models import Membership, Person

STEPS, CLIENTS, SECONDS = 1200, 4, 5


def steps_and_pgbench(server: LiveServer, cast: Cast) -> list[list[str]]:
    """Rows for the table."""
    case = Case.objects.get(number=write_and_send(cast))
    lead = _lead(case)
    statements = _statements(case, lead)
    per_second = _over_http(server.url, case, lead)
    bare = _pgbench(statements)
    return [
        [f"steps over HTTP (API), {CLIENTS} clients, 2 workers", f"{per_second:,.0f}"],
        [f"pgbench, {statements} statements a transaction, {CLIENTS} clients", f"{bare:,.0f}"],
        ["share of what the bare database does", f"{per_second / bare:.0%}"],
    ]


def _lead(case: Case) -> Person:
    return (
        Membership.objects.filter(role=Role.CLINICAL_LEAD_REVIEWER, unit=case.department)
        .select_related("person")
        .earliest("pk")
        .person
    )


def _statements(case: Case, lead: Person) -> int:
    """How many statements one step sends to the database."""
    one = copies_of(case, 1)[0]
    now = timezone.now()
    command = Command(Action.ASSESS, one.version, answers_for(Action.ASSESS, now))
    with CaptureQueriesContext(connection) as captured:
        actions.take_step(one.number, command, by=lead, now=now, key="count")
    return len(captured)


def _over_http(url: str, case: Case, lead: Person) -> float:
    token = issue_token(lead, now=timezone.now())
    Case.objects.filter(number__startswith=f"KOPI-{case.number}").update(number="KOPI-counted")
    numbers = iter(copies_of(case, STEPS))
    taking = threading.Lock()
    given = answers_for(Action.ASSESS, timezone.now())
    keys = itertools.count()

    def drive() -> None:
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=url, headers=headers, timeout=30) as client:
            while True:
                with taking:
                    each = next(numbers, None)
                if each is None:
                    return
                answer = client.post(
                    f"/api/v1/cases/{each.number}/actions/assess",
                    json={"version": each.version, "answers": given},
                    headers={"Idempotency-Key": f"bench-{next(keys)}"},
                )
                answer.raise_for_status()

    begun = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        for run in [pool.submit(drive) for _ in range(CLIENTS)]:
            run.result()
    return STEPS / (time.perf_counter() - begun)


SCRIPT = """\\set id random(1, 100000)
BEGIN;
{reads}
SELECT version FROM bench_case WHERE id = :id FOR UPDATE;
UPDATE bench_case SET version = version + 1 WHERE id = :id;
INSERT INTO bench_event (case_id, content) VALUES (:id, repeat('x', 600));
END;
"""
TABLES = """
DROP TABLE IF EXISTS bench_case, bench_event;
CREATE TABLE bench_case (id int PRIMARY KEY, version int, content text);
CREATE TABLE bench_event (id bigserial PRIMARY KEY, case_id int, content text);
INSERT INTO bench_case SELECT n, 1, repeat('x', 2000) FROM generate_series(1, 100000) n;
"""


def _pgbench(statements: int) -> float:
    """Transactions a second of pgbench with this many statements, as the database's owner."""
    cluster = settings.EMBEDDED_CLUSTER
    address = cluster.connection_string()
    reads = "\n".join(["SELECT version FROM bench_case WHERE id = :id;"] * max(0, statements - 5))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(SCRIPT.format(reads=reads))
        script.flush()
        psql = [str(program("psql")), "-q", "-d", address, "-c", TABLES]
        subprocess.run(psql, check=True, capture_output=True)
        command = [str(program("pgbench")), "-n", "-f", str(Path(script.name))]
        command += ["-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-M", "extended", address]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = re.search(r"tps = ([0-9.]+)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout)
    return float(found.group(1))
