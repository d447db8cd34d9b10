"""Deletion: what is past its time goes, everything else stays, and the logs are whole afterwards."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from tests.archive.conftest import archive_in
from tests.support.house import build_house
from tests.support.journey import PATIENT_NUMBER, begin, case_in_state

from likeverd.archive.actions.handing_over import hand_over_waiting
from likeverd.archive.models import LegalHold, Tombstone
from likeverd.audit.verification import verify
from likeverd.cases.models import Case, CaseEvent, EventContent
from likeverd.core.vocabulary import Role, State
from likeverd.organisations.context import everything
from likeverd.precedents.models import Precedent

# What happened is moved into the past as it is written, so that the chain is made of it.
LONG_AGO = """
CREATE FUNCTION test_long_ago() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN NEW.at := NEW.at - interval '12 years'; RETURN NEW; END $$;
CREATE TRIGGER a_test_long_ago BEFORE INSERT ON cases_caseevent FOR EACH ROW EXECUTE FUNCTION test_long_ago();
"""
MOVE_CASES = """
UPDATE cases_case SET created_at = created_at - interval '12 years',
    submitted_at = submitted_at - interval '12 years', ended_at = ended_at - interval '12 years';
UPDATE cases_draftrevision SET saved_at = saved_at - interval '12 years';
"""

WHO_IT_WAS = (PATIENT_NUMBER, "Oppdiktet Person", "Begrunnelse for pasienten")


class World:
    """A house whose cases lie twelve years back, with the archive in a folder."""

    def __init__(self, test_server, database, environment, clock):
        self.test_server, self.database, self.clock = test_server, database, clock
        self.house = build_house()
        archive_in("folder")
        self.environment = environment | {
            "DATABASE_URL": environment["DATABASE_URL"].replace("likeverd_app", "likeverd_archive")
        }

    def as_superuser(self, statements):
        with self.test_server.connect(self.database) as session:
            session.execute(statements)

    def old_case(self, state, *, archived=True):
        self.as_superuser(LONG_AGO)
        case = (
            begin(self.house, self.house.innlandet)
            if state is State.DRAFT
            else case_in_state(self.house, state)
        )
        self.as_superuser(
            "DROP TRIGGER a_test_long_ago ON cases_caseevent; DROP FUNCTION test_long_ago();"
            + MOVE_CASES
        )
        if archived:
            hand_over_waiting(self.clock)
        case.refresh_from_db()
        return case

    def retention(self, *options):
        told = subprocess.run(
            [sys.executable, "-m", "likeverd.command_line", "retention", *options],
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return told.returncode, told.stdout + told.stderr


@pytest.fixture
def world(test_server, fresh_database, database_environment, clock, tmp_path, settings):
    settings.ARCHIVE_FOLDER = str(tmp_path)
    return World(test_server, fresh_database, database_environment, clock)


def whole():
    return [fault for chain in verify() for fault in chain.faults]


def test_a_case_past_its_time_goes_and_leaves_a_tombstone_and_whole_logs(world):
    case = world.old_case(State.REFUSED)
    precedents = Precedent.objects.count()
    assert precedents
    code, told = world.retention("--dry-run")
    assert (code, f"{case.number}\tinnlandet\tgoes" in told) == (0, True)
    assert Case.objects.filter(pk=case.pk).exists()
    code, told = world.retention()
    assert code == 0, told
    assert f"{case.number}\tdeleted" in told
    assert not Case.objects.exists()
    assert not EventContent.objects.exists()
    assert CaseEvent.objects.filter(case_id=case.pk).exists()
    assert Precedent.objects.count() == precedents  # the counts stay
    left = Tombstone.objects.get()
    assert (left.number, left.basis, left.ended_on.year) == (
        case.number,
        "retention.years S4",
        2014,
    )
    assert left.references == [f"innlandet/{case.number}_0"]
    assert left.removed["cases_case"] == 1
    assert whole() == []
    with world.test_server.connect(world.database) as session:
        for (table,) in session.execute(
            "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
            " AND c.relkind = 'r'"
        ).fetchall():
            words = " OR ".join(f"t::text LIKE '%{each}%'" for each in WHO_IT_WAS)
            count = f"SELECT count(*) FROM {table} t WHERE {words}"  # noqa: S608 - names of our own
            found = session.execute(count).fetchone()
            assert found == (0,), table
    assert world.retention()[0] == 0  # again: nothing to do


def test_what_is_young_in_force_held_or_not_in_the_archive_stays(world):
    granted = world.old_case(State.GRANTED)  # its yes lasts until next year
    waiting = world.old_case(State.WITHDRAWN, archived=False)
    code, told = world.retention()
    assert (code, "0 cases were deleted" in told) == (0, True)
    told = world.retention("--dry-run")[1]
    assert granted.number not in told
    assert f"{waiting.number}\tinnlandet\tstays\tthe archive has not confirmed it" in told
    hand_over_waiting(world.clock)
    hold = LegalHold.objects.create(
        trust=world.house.innlandet.trust,
        number=waiting.number,
        reason="Klagesak",
        set_by=world.house.innlandet.person(Role.ARCHIVIST),
        set_at=world.clock(),
    )
    assert "deletion is held back" in world.retention("--dry-run")[1]
    assert "0 cases were deleted" in world.retention()[1]
    LegalHold.objects.filter(pk=hold.pk).update(
        ended_at=world.clock(), ended_by=hold.set_by, end_reason="Avsluttet"
    )
    assert "1 cases were deleted" in world.retention()[1]
    assert Case.objects.get().pk == granted.pk


def test_a_draft_that_was_never_sent_goes_without_an_archive(world):
    draft = world.old_case(State.DRAFT)
    assert f"{draft.number}\tdeleted" in world.retention()[1]
    assert Tombstone.objects.get().sent_on is None
    assert whole() == []


def test_at_night_only_where_the_trust_has_switched_it_on(world):
    case = world.old_case(State.WITHDRAWN)
    assert "0 cases were deleted" in world.retention("--nightly")[1]
    rules = world.house.innlandet.trust.rules.get()
    rules.document["retention"] = {"nightly": True, "years": 11}
    rules.save()
    assert f"{case.number}\tdeleted" in world.retention("--nightly")[1]


def test_nobody_deletes_otherwise(world):
    case = world.old_case(State.WITHDRAWN)
    for statement in (
        f"SELECT retention_delete({case.pk}, gen_random_uuid(), 'x')",
        "SELECT retention_remove('cases_case', 'true')",
        "DELETE FROM cases_eventcontent",
        "DELETE FROM archive_tombstone",
        "INSERT INTO archive_tombstone DEFAULT VALUES",
        "SET LOCAL likeverd.deleting = 'on'; DELETE FROM cases_caseevent",
    ):
        with transaction.atomic(), connection.cursor() as cursor:
            everything("the test tries to delete")
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
            ):
                cursor.execute(statement)
    # The archiver's role deletes nothing but what the function has looked at itself.
    running = case_in_state(world.house, State.DECISION)
    with world.test_server.connect(world.database) as session:
        session.execute("SET ROLE likeverd_archive")
        said = session.execute(
            "SELECT retention_delete(%s, gen_random_uuid(), 'x')", [running.pk]
        ).fetchone()
        assert said == ("runs",)
        for statement in (
            "DELETE FROM cases_eventcontent",
            "SELECT retention_remove('cases_case', 'true')",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)
    assert Case.objects.count() == 2


def test_a_case_that_is_gone_without_a_tombstone_is_a_fault(world):
    case = world.old_case(State.WITHDRAWN)
    world.retention()
    world.as_superuser(
        "ALTER TABLE archive_tombstone DISABLE TRIGGER USER; DELETE FROM archive_tombstone;"
    )
    assert "case gone" in {fault.what for fault in whole()}
    assert CaseEvent.objects.filter(case_id=case.pk).exists()


def test_every_table_that_refers_to_a_case_is_known_to_go_with_it(world):
    """A new table that refers to a case goes with it by itself; whoever adds one says here that it may."""
    with world.test_server.connect(world.database) as session:
        rows = session.execute(
            "WITH RECURSIVE below AS (SELECT 'cases_case'::regclass AS t UNION SELECT c.conrelid::regclass"
            " FROM pg_constraint c JOIN below b ON c.confrelid = b.t WHERE c.contype = 'f')"
            " SELECT t::text FROM below ORDER BY 1"
        ).fetchall()
    assert {table for (table,) in rows} == {
        "archive_archivestep",
        "archive_handover",
        "cases_case",
        "cases_commandreceipt",
        "cases_draftrevision",
        "cases_invitation",
        "cases_routing",
        "committee_conclusion",
        "committee_declaration",
        "committee_item",
        "committee_mark",
        "committee_note",
        "documents_document",
        "letters_letter",
        "letters_letterfile",
        "letters_letterrelease",
        "packet_packetitem",
        "packet_packetmark",
        "patients_release",
        "patients_statement",
        "precedents_approval",
        "precedents_origin",
        "precedents_runningargument",
        "sight_block",
        "sight_emergencysight",
        "timing_told",
        "verification_check",
        "verification_code",
        "verification_codestate",
    }
