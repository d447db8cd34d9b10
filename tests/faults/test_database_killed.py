"""Faults 8 and 10: the database is killed, or restarted, while four writers decide cases over the API."""

import time
from collections.abc import Callable

import pytest
from tests.faults.writers import Writers, check_that_nothing_is_lost, waiting_decisions
from tests.support.databases import environment_of_connections
from tests.support.own_server import OwnServer
from tests.support.servers import start_server
from tests.support.sizes import FULL

TIMES = 5 if FULL else 2
BETWEEN = 150 if FULL else 40  # decisions
CASES = (TIMES + 3) * BETWEEN * 2
LONGEST_OUTAGE = 5.0  # seconds

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


def break_while_deciding(broken: Callable[[], None]) -> tuple[Writers, list[float]]:
    """Break the database again and again under four writers. Answers them, and how long each outage was."""
    writers = Writers("", waiting_decisions(CASES))
    web = start_server(environment_of_connections(), workers=3)
    writers.url = web.url
    outages = []
    try:
        with writers.at_work():
            writers.wait_for_more(BETWEEN)
            for _ in range(TIMES):
                begun = time.monotonic()
                broken()
                writers.wait_for_more(BETWEEN)
                outages.append(writers.outage_after(begun))
        assert web.process.poll() is None, "the application was not restarted"
    finally:
        web.stop()
    assert writers.cut_off == 0, "the web server itself stood"
    assert set(writers.statuses) == {200, 503}
    assert writers.without_retry_after == 0
    check_that_nothing_is_lost(writers)
    return writers, outages


def told(writers: Writers, outages: list[float], what: str) -> str:
    return (
        f"{len(outages)} {what}, {len(writers.acknowledged)} decisions acknowledged, 0 lost, 0 half done, "
        f"{writers.statuses[503]} answers 503; away {min(outages):.1f}–{max(outages):.1f} s"
    )


def test_no_acknowledged_decision_is_lost_when_the_database_is_killed(
    broken_server: OwnServer, record_property
):
    def kill() -> None:
        broken_server.kill()
        broken_server.start()

    writers, outages = break_while_deciding(kill)
    record_property("seen", told(writers, outages, "kills"))


@pytest.mark.in_full
def test_a_restart_of_the_database_is_a_short_503_and_no_more(
    broken_server: OwnServer, record_property
):
    def restart() -> None:
        broken_server.stop()
        broken_server.start()

    writers, outages = break_while_deciding(restart)
    record_property("seen", told(writers, outages, "restarts"))
    assert max(outages) < LONGEST_OUTAGE
