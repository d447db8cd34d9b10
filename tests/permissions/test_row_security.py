"""The wall in the database: whatever a page forgets, rows of other trusts do not come out."""

from datetime import date

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.db.utils import DataError, ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.house import NOON, build_house
from tests.support.journey import begin, sent_as_far_as
from tests.support.row_security import behind_the_wall

from likeverd.cases.models import Case, CaseEvent, DraftRevision, EventContent, Patient
from likeverd.core.vocabulary import Action, Role
from likeverd.organisations.context import enter, everything
from likeverd.organisations.models import Membership, Unit

TODAY = NOON.date()
WITH_A_TRUST = """
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
        array(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid ORDER BY polname)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'trust_id' AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace ORDER BY 1
"""
KNOWN_POLICIES = {
    "marks_are_ones_own_until_opened",
    "trusts_in_context",
    "part_in_the_case",  # who has a part in one case from elsewhere (core.elsewhere), and what that writes
    "part_in_the_case_written",
    "part_in_the_case_changed",
    "part_in_the_case_seen",
    "owner_at_work",
    "blocked_is_closed",
    "patients_see_their_own",
    "auditor_reads",
    "job_reads",
    "job_sets_files",  # letters without a file, and no others
    "archive_reads_ended",
    "anybody_adds",
    # One case of another trust, for a reason that the case itself tells (core.elsewhere).
    "tests_see_everything",  # of the tests alone
}


@pytest.fixture
def world(fresh_database):
    """A case at each of two trusts."""
    house = build_house()
    sent_as_far_as(house, Action.SUBMIT)
    small = begin(house, house.small)
    assert small.trust_id == house.small.trust.pk
    return house


@pytest.mark.django_db
def test_every_table_with_a_trust_is_behind_the_wall():
    with connection.cursor() as cursor:
        cursor.execute(WITH_A_TRUST)
        found = cursor.fetchall()
    assert len(found) >= 14
    for table, enabled, forced, policies in found:
        assert (enabled, forced) == (True, True), table
        assert (
            {"trusts_in_context", "owner_at_work", "patients_see_their_own"}
            <= set(policies)
            <= KNOWN_POLICIES
        ), table


@pytest.mark.django_db
def test_no_role_goes_around_the_wall_and_no_function_can_be_led_astray():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'likeverd%%' AND (rolsuper OR rolbypassrls)"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace "
            "AND pg_get_userbyid(relowner) IN ('likeverd_app', 'likeverd_job', 'likeverd_auditor', 'likeverd_stats')"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace "
            "AND NOT EXISTS (SELECT "
            "FROM unnest(proconfig) one WHERE one LIKE 'search_path=pg_catalog, public, pg_temp%%')"
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT proname FROM pg_proc WHERE proleakproof AND pronamespace = 'public'::regnamespace"
        )
        assert cursor.fetchall() == []


def counts():
    return [
        model.objects.count()
        for model in (Case, CaseEvent, EventContent, Patient, DraftRevision, Membership, Unit)
    ]


def test_without_a_context_there_is_nothing(world):
    assert all(counts())
    with behind_the_wall():
        assert not any(counts())


def test_a_context_shows_its_trusts_and_ends_with_the_transaction(world):
    director = world.small.person(Role.MEDICAL_DIRECTOR)
    with behind_the_wall():
        with transaction.atomic():
            enter(director.pk, TODAY)
            assert {case.trust_id for case in Case.objects.all()} == {world.small.trust.pk}
            assert all(counts())
        # The next user of a pooled connection begins here.
        assert not any(counts())
        with transaction.atomic():
            everything("the test counts all")
            assert len({case.trust_id for case in Case.objects.all()}) == 2
        assert not any(counts())


def test_nobody_gets_rows_by_being_nobody(world):
    with behind_the_wall(), transaction.atomic():
        assert enter(0, TODAY).grants == ()
        assert not any(counts())
    person = world.small.person(Role.MEDICAL_DIRECTOR)
    person.is_active = False
    person.save()
    with behind_the_wall(), transaction.atomic():
        assert enter(person.pk, TODAY).grants == ()
        assert not any(counts())


def test_a_role_that_has_ended_opens_nothing(world):
    person = world.small.person(Role.MEDICAL_DIRECTOR)
    Membership.objects.filter(person=person).update(valid_to=date(2026, 11, 22))
    with behind_the_wall(), transaction.atomic():
        enter(person.pk, date(2026, 11, 22))
        assert all(counts())
        enter(person.pk, date(2026, 11, 23))
        assert not any(counts())


def test_a_row_cannot_be_carried_to_another_trust(world):
    director = world.small.person(Role.MEDICAL_DIRECTOR)
    with behind_the_wall(), transaction.atomic():
        enter(director.pk, TODAY)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Case.objects.update(trust=world.innlandet.trust)


def test_the_wall_cannot_be_switched_off_by_the_application(world):
    with behind_the_wall(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        with pytest.raises(ProgrammingError, match="row-level security"):
            cursor.execute("SELECT count(*) FROM cases_case")


def test_a_broken_context_is_an_error_and_not_an_open_door(world):
    with behind_the_wall(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL likeverd.trusts = 'abc'")
        with pytest.raises(DataError, match="malformed array"):
            cursor.execute("SELECT count(*) FROM cases_case")


def test_the_owner_sees_nothing_until_it_says_that_it_is_at_work(world):
    address = connections["owner"].get_connection_params()
    address = {
        key: address[key]
        for key in ("dbname", "user", "host", "port", "password")
        if key in address
    }
    with psycopg.connect(**address) as owner:
        assert owner.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)
        owner.execute("SET likeverd.maintenance = 'on'")
        assert owner.execute("SELECT count(*) FROM cases_case").fetchone() == (2,)


@pytest.mark.parametrize(
    ("role", "allowed", "refused"),
    [
        ("likeverd_job", "SELECT count(*) FROM outbox_message", "SELECT count(*) FROM cases_case"),
        # What reminders and the examination of files need; who else has a part in a case is nothing to a job.
        (
            "likeverd_job",
            "SELECT count(*) FROM organisations_trustrulesversion, organisations_unit, documents_document",
            "SELECT count(*) FROM cases_invitation",
        ),
        (
            "likeverd_auditor",
            "SELECT count(*) FROM cases_caseevent",
            "SELECT count(*) FROM cases_eventcontent",
        ),
        (
            "likeverd_auditor",
            "SELECT count(*) FROM audit_accessentry",
            "SELECT count(*) FROM cases_patient",
        ),
        ("likeverd_stats", "SELECT 1", "SELECT count(*) FROM cases_case"),
        ("likeverd_stats", "SELECT 1", "SELECT count(*) FROM organisations_person"),
    ],
)
def test_each_role_has_its_own_doors_and_no_others(
    world, test_server, fresh_database, role, allowed, refused
):
    with test_server.connect(fresh_database) as session:
        session.execute(f"SET ROLE {role}")
        session.execute(allowed)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute(refused)


LOOKS = st.sampled_from(
    [
        Case.objects.all,
        lambda: Case.objects.filter(events__kind__contains="e").distinct(),
        lambda: Case.objects.exclude(number="x").order_by("?"),
        lambda: Case.objects.filter(patient__name__icontains="o"),
        lambda: Case.objects.filter(pk__in=CaseEvent.objects.values("case_id")),
        lambda: Case.objects.raw("SELECT * FROM cases_case WHERE true OR trust_id = 1"),
        lambda: (event.case for event in CaseEvent.objects.select_related("case")),
        lambda: (revision.case for revision in DraftRevision.objects.select_related("case")),
        lambda: Case.objects.union(Case.objects.filter(state="decision")),
    ]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    looks=st.lists(LOOKS, min_size=1, max_size=4),
    small=st.booleans(),
    role=st.sampled_from(list(Role)),
)
def test_no_question_to_the_database_brings_another_trusts_case(world, looks, small, role):
    hospital = world.small if small else world.innlandet
    with behind_the_wall(), transaction.atomic():
        enter(hospital.person(role).pk, TODAY)
        for look in looks:
            assert {case.trust_id for case in look()} <= {hospital.trust.pk}
