"""Fault 14: a change of a table stands behind a long reader. People wait for less than 200 ms, and it is tried again.

Without a limit, everybody who comes after the change would wait behind it until the reader ends.
"""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from tests.support.databases import TestServer, switched

BEFORE, LAST = "0005", "0007"
LONGEST_WAIT = 0.2  # seconds


@contextmanager
def long_reader(server, database: str) -> Iterator[psycopg.Connection]:
    """Somebody reads the events and does not end the transaction."""
    with psycopg.connect(server.superuser, dbname=database) as reader:
        reader.execute("SELECT count(*) FROM cases_caseevent")
        yield reader
        reader.rollback()


class Visitor(threading.Thread):
    """Looks at the events again and again, and notes how long each look took."""

    def __init__(self, server, database: str) -> None:
        super().__init__()
        self.address = psycopg.conninfo.make_conninfo(server.superuser, dbname=database)
        self.seconds: list[float] = []
        self.over = threading.Event()

    def run(self) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            while not self.over.is_set():
                begun = time.perf_counter()
                connection.execute("SELECT count(*) FROM cases_caseevent")
                self.seconds.append(time.perf_counter() - begun)
                time.sleep(0.002)


def migrate(to: str, wait: float, **more) -> None:
    call_command("migrate", "cases", to, wait=wait, verbosity=0, interactive=False, **more)


def column_is_there() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_attribute WHERE attrelid = 'cases_caseevent'::regclass AND attname = 'round'"
            " AND NOT attisdropped"
        )
        return cursor.fetchone() is not None


@pytest.fixture(scope="module")
def template_before(test_server: TestServer, template_database: str, django_db_blocker):
    """A database of the release before. Going back takes half a minute: once for the file."""
    database = test_server.copy(template_database)
    with django_db_blocker.unblock(), switched(test_server, database):
        migrate(BEFORE, 10)
        assert not column_is_there()
    yield database
    test_server.drop(database)


@pytest.fixture
def release_before(test_server: TestServer, template_before: str, django_db_blocker):
    database = test_server.copy(template_before)
    with django_db_blocker.unblock(), switched(test_server, database):
        yield database
    test_server.drop(database)


def test_people_wait_less_than_200_ms_behind_a_migration_that_cannot_begin(
    release_before, test_server, capsys, record_property
):
    longest = []
    with long_reader(test_server, release_before):
        for _ in range(5):
            visitor = Visitor(test_server, release_before)
            visitor.start()
            try:
                with pytest.raises(CommandError, match="nobody was held up"):
                    migrate(LAST, 0)
            finally:
                visitor.over.set()
                visitor.join()
            longest.append(max(visitor.seconds))
            assert len(visitor.seconds) > 3, "somebody did look"
    assert not column_is_there(), "nothing is half done"
    milliseconds = ", ".join(f"{seconds * 1000:.0f}" for seconds in longest)
    record_property("seen", f"longest look in each of {len(longest)} tries: {milliseconds} ms")
    # The middle one: a busy machine makes one look or another slow by itself.
    assert 0.05 < statistics.median(longest) < LONGEST_WAIT


def test_it_goes_through_as_soon_as_the_reader_has_ended(release_before, test_server, capsys):
    done = threading.Event()

    def read_for_a_while() -> None:
        with long_reader(test_server, release_before):
            reading.set()
            time.sleep(1.2)
        done.set()

    reading = threading.Event()
    reader = threading.Thread(target=read_for_a_while)
    reader.start()
    reading.wait()
    migrate(LAST, 30)
    reader.join()
    assert done.is_set()
    assert column_is_there()
    assert "trying again" in capsys.readouterr().err
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("2s",), "the patience of a migration is not that of others"
        cursor.execute(
            "SELECT indisvalid FROM pg_index WHERE indexrelid = 'one_decision_per_round'::regclass"
        )
        assert cursor.fetchone() == (True,)
    migrate(LAST, 0)  # once more is nothing


def test_an_index_that_was_broken_off_is_made_anew(release_before, test_server):
    """A process that is killed while it makes the index leaves one that does not count."""
    migrate("0006", 10)
    with test_server.connect(release_before) as superuser:
        superuser.execute(
            "CREATE UNIQUE INDEX one_decision_per_round ON cases_caseevent (case_id, round) WHERE kind = 'other'"
        )
        superuser.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'one_decision_per_round'::regclass"
        )
    migrate(LAST, 10)
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT indisvalid, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indexrelid = 'one_decision_per_round'::regclass"
        )
        valid, definition = cursor.fetchone()
    assert valid
    assert "granted" in definition
