"""Nothing that a person waits for takes for ever: what the limits are, and that they end what they should."""

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction
from django.test import RequestFactory

from likeverd.operations.management.commands.migrate import LOCK_TIMEOUT
from likeverd.web.errors import unavailable
from likeverd.web.transaction import RequestTransaction

LIMITS = {
    "statement_timeout": "5s",
    "lock_timeout": "2s",
    "idle_in_transaction_session_timeout": "30s",
}


def shown(alias: str, name: str) -> str:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [name])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", LIMITS)
def test_each_connection_of_the_serving_role_has_the_limits(fresh_database, name):
    assert shown("default", name) == LIMITS[name]
    connections["default"].close()
    assert shown("default", name) == LIMITS[name], "a new one too"
    assert LOCK_TIMEOUT == "100ms"


def test_a_statement_that_takes_too_long_is_ended_and_told_as_a_pause(fresh_database):
    def slow_page(request):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '200ms'")  # nobody waits 5 s in a test
            cursor.execute("SELECT pg_sleep(20)")

    middleware = RequestTransaction(slow_page)
    request = RequestFactory().get("/")
    with pytest.raises(OperationalError) as ended, transaction.atomic():
        slow_page(request)
    assert isinstance(ended.value.__cause__, psycopg.errors.QueryCanceled)
    answer = middleware.process_exception(request, ended.value)
    assert answer is not None
    assert answer.status_code == unavailable(request).status_code == 503
    assert "Retry-After" in answer


def test_a_forgotten_transaction_is_ended_and_its_lock_let_go(fresh_database, test_server):
    with psycopg.connect(test_server.superuser, dbname=fresh_database) as forgotten:
        forgotten.execute("SET idle_in_transaction_session_timeout = '300ms'")
        forgotten.commit()
        forgotten.execute("LOCK TABLE cases_case")
        with connection.cursor() as cursor:  # waits for the lock, less than two seconds
            cursor.execute("SELECT count(*) FROM cases_case")
            assert cursor.fetchone() == (0,)
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            forgotten.execute("SELECT 1")
