"""Archivers as they run in a hospital: in a database role of their own, many at once, killed at any moment."""

import os
import random
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from tests.archive.conftest import archive_in
from tests.archive.fake_public360 import KEY
from tests.support.house import build_house
from tests.support.journey import case_in_state

from likeverd.archive.models import ArchiveStep, HandOver
from likeverd.core.vocabulary import State

CASES = 6
# The clock is put ahead, so that what a dead archiver had taken is taken again at once.
RUN = """
import django, sys
django.setup()
from datetime import timedelta
from django.utils import timezone
from likeverd.archive.actions import handing_over
from django.db import connection
assert connection.settings_dict["USER"] == "likeverd_archive"
ahead = timedelta(minutes=int(sys.argv[1]))
handing_over.hand_over_waiting(lambda: timezone.now() + ahead)
"""


@pytest.fixture
def world(fresh_database):
    house = build_house()
    archive_in("public360")
    for _ in range(CASES):
        case_in_state(house, State.WITHDRAWN)
    return house


@pytest.fixture
def environment(database_environment, public360):
    return (
        os.environ
        | database_environment
        | {
            "DATABASE_URL": database_environment["DATABASE_URL"].replace(
                "likeverd_app", "likeverd_archive"
            ),
            "PUBLIC360_ADDRESS_INNLANDET": public360.address,
            "PUBLIC360_KEY_INNLANDET": KEY,
            "PUBLIC360_SECONDS": "20",
        }
    )


def archiver(environment, minutes):
    return subprocess.Popen([sys.executable, "-c", RUN, str(minutes)], env=environment)


def each_there_once(fake):
    assert len({case["ExternalId"]["Id"] for case in fake.cases}) == CASES
    assert len(fake.cases) == len(fake.documents) == CASES
    assert not HandOver.objects.exclude(state="confirmed").exists()
    assert not ArchiveStep.objects.exclude(state="confirmed").exists()


@pytest.mark.slow
def test_many_at_once_hand_each_case_over_once(world, environment, public360):
    together = [archiver(environment, 0) for _ in range(3)]
    assert [each.wait(timeout=200) for each in together] == [0, 0, 0]
    each_there_once(public360)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_there_twice(
    world, environment, public360, record_property
):
    chance = random.Random(20261125)
    kills = 0
    for number in range(1, 9):
        calls = len(public360.calls)
        running = archiver(environment, number * 30)
        until = time.monotonic() + 60
        while len(public360.calls) == calls and running.poll() is None:
            assert time.monotonic() < until
            time.sleep(0.005)
        time.sleep(chance.random() * 0.2)
        if running.poll() is None:
            os.kill(running.pid, signal.SIGKILL)
            kills += 1
        running.wait()
    assert archiver(environment, 600).wait(timeout=200) == 0
    assert archiver(environment, 900).wait(timeout=200) == 0
    each_there_once(public360)
    assert kills >= 3
    record_property("seen", f"{kills} kills, {CASES} cases there once")


def test_the_archivers_role_reads_ended_cases_and_writes_none(world, test_server, fresh_database):
    running = case_in_state(world, State.CLINICAL_REVIEW)
    with test_server.connect(fresh_database) as session:
        session.execute("SET ROLE likeverd_archive")
        session.execute("BEGIN")
        session.execute("SELECT likeverd_enter_everything()")
        found = session.execute("SELECT number FROM cases_case").fetchall()
        assert len(found) == CASES
        assert (running.number,) not in found
        session.execute("ROLLBACK")
        for refused in (
            "UPDATE cases_case SET number = 'x'",
            "DELETE FROM cases_eventcontent",
            "DELETE FROM archive_archivestep",
            "SELECT count(*) FROM outbox_message",
            "SELECT count(*) FROM audit_accessentry",
            "SELECT archive_queue(1, 1, now())",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(refused)
