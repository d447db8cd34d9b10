"""The two roles and the request's transaction, on a real database."""

import psycopg
import pytest
from django.db import connection, connections
from django.db.utils import ProgrammingError


@pytest.mark.django_db
def test_tests_run_as_the_applications_role():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, current_setting('statement_timeout'), current_setting('lock_timeout')"
        )
        assert cursor.fetchone() == ("likeverd_app", "5s", "2s")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE own_table (id int)",
        "CREATE TEMPORARY TABLE own_table (id int)",
        "DROP TABLE django_session",
        "ALTER TABLE django_session ADD COLUMN more int",
        "TRUNCATE django_session",
        "DELETE FROM django_migrations",
    ],
)
def test_the_application_cannot_change_the_schema(statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
        connection.cursor().execute(statement)


def test_a_fresh_database_keeps_what_is_committed_and_is_seen_by_other_connections(
    fresh_database, test_server
):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    Session.objects.create(session_key="kept", session_data="", expire_date=timezone.now())
    with test_server.connect(fresh_database) as other:
        assert other.execute("SELECT session_key FROM django_session").fetchall() == [("kept",)]
    assert connections["owner"].settings_dict["NAME"] == fresh_database


def test_each_test_gets_its_own_fresh_database(fresh_database):
    from django.contrib.sessions.models import Session

    assert not Session.objects.exists()


def test_nobody_else_may_enter_a_database(fresh_database, test_server):
    with test_server.connect(fresh_database) as superuser:
        superuser.execute("CREATE ROLE stranger LOGIN")
    try:
        address = psycopg.conninfo.make_conninfo(
            test_server.superuser, dbname=fresh_database, user="stranger"
        )
        with pytest.raises(psycopg.OperationalError, match=r"permission denied|password"):
            psycopg.connect(address)
    finally:
        with test_server.connect() as superuser:
            superuser.execute("DROP ROLE stranger")
