"""Faults 13 and 28: no connection is left, and a page that the disk has changed. The application stands."""

import contextlib
import subprocess
import time

import httpx
import psycopg
import pytest
from django.db import connections
from tests.faults.writers import Writers, check_that_nothing_is_lost, waiting_decisions
from tests.support.databases import environment_of_connections
from tests.support.own_server import OwnServer
from tests.support.servers import start_server

from likeverd.operations import roles
from likeverd.operations.embedded_postgres import program

pytestmark = [pytest.mark.slow, pytest.mark.in_full, pytest.mark.timeout(300)]
WORKERS = 3
OF_THE_WEB = """
    SELECT count(*) FROM pg_stat_activity WHERE usename = 'likeverd_app' AND application_name <> 'taken'
"""

THROW_OUT = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE usename = 'likeverd_app' AND application_name <> 'taken'
"""


def take_every_connection(server: OwnServer) -> list[psycopg.Connection]:
    """As somebody else's program does that never gives one back."""
    taken = []
    with contextlib.suppress(psycopg.OperationalError):
        while True:
            address = server.cluster.connection_string(roles.DATABASE, roles.APPLICATION)
            taken.append(psycopg.connect(address, application_name="taken"))
    return taken


def test_without_a_free_connection_there_is_a_503_and_afterwards_all_is_well(
    broken_server: OwnServer, record_property
):
    decisions = waiting_decisions(400)
    connections.close_all()
    web = start_server(environment_of_connections(), workers=WORKERS)
    writers = Writers(web.url, decisions)
    try:
        with writers.at_work():
            writers.wait_for_more(50)
            with broken_server.connect() as superuser:
                (held,) = superuser.execute(OF_THE_WEB).fetchone()
                taken, quiet = take_every_connection(broken_server), 0
                while quiet < 5:  # a place is free a moment after its holder is gone
                    superuser.execute(THROW_OUT)
                    time.sleep(0.05)
                    more = take_every_connection(broken_server)
                    taken += more
                    alone = superuser.execute(OF_THE_WEB).fetchone() == (0,)
                    quiet = quiet + 1 if alone and not more else 0
                refused, done = writers.statuses[503], len(writers.acknowledged)
                time.sleep(2)
                refused, done = writers.statuses[503] - refused, len(writers.acknowledged) - done
            for each in taken:
                each.close()
            assert refused > WORKERS
            assert done == 0, "there was a connection left"
            begun = time.monotonic()
            writers.wait_for_more(50)
            back = writers.outage_after(begun)
        assert web.process.poll() is None
    finally:
        web.stop()
    assert held <= WORKERS, "one lasting connection for each worker, however many come"
    assert set(writers.statuses) == {200, 503}
    assert (writers.without_retry_after, writers.cut_off) == (0, 0)
    check_that_nothing_is_lost(writers)
    record_property(
        "seen",
        f"{held} connections for {WORKERS} workers; with {len(taken)} taken by others {writers.statuses[503]} answers "
        f"503, 0 crashes; back in {back:.1f} s",
    )


def test_a_page_that_the_disk_has_changed_is_found_and_not_served(
    broken_server: OwnServer, record_property
):
    decisions = waiting_decisions(20)
    case = decisions.cases[10]
    with broken_server.connect() as superuser:
        superuser.execute("CHECKPOINT")
        (path,) = superuser.execute("SELECT pg_relation_filepath('cases_case')").fetchone()
        (place,) = superuser.execute(
            "SELECT (ctid::text::point)[0]::int FROM cases_case WHERE id = %s", [case.pk]
        ).fetchone()
    connections.close_all()
    broken_server.stop()
    file = broken_server.cluster.data / path
    content = bytearray(file.read_bytes())
    content[place * 8192 + 8000] ^= 1
    file.write_bytes(bytes(content))
    broken_server.start()
    web = start_server(environment_of_connections())
    try:
        answer = httpx.get(
            f"{web.url}/api/v1/cases/{case.number}", headers=decisions.headers, timeout=20
        )
        log = web.log()
    finally:
        web.stop()
    assert answer.status_code >= 500
    assert case.number not in answer.text
    assert "Demolimab" not in answer.text
    assert "invalid page" in log
    told = subprocess.run(
        [program("pg_amcheck"), "--all", "--no-strict-names", *_address(broken_server)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode != 0
    assert "checksum" in broken_server.log() or "invalid page" in told.stdout + told.stderr
    record_property(
        "seen",
        f"answer {answer.status_code} without a word of the case; pg_amcheck exit {told.returncode}",
    )


def _address(server: OwnServer) -> list[str]:
    return ["-h", str(server.cluster.socket_directory), "-U", "postgres"]
