"""Seeding in bulk as a command: the same for the same seed, all of it or nothing."""

import os
import subprocess
import sys
from datetime import date
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from tests.cases.seeded import (
    digest,
    registers,
    replayed,
)
from tests.support.databases import TestServer, switched

from likeverd.cases.models import Case, CaseEvent, DraftRevision, Patient
from likeverd.cases.records import facts_of
from likeverd.cases.seeding.actions import bulk
from likeverd.cases.seeding.actions.set_aside import CONSTRAINTS, PLAIN_INDEXES, set_aside
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.organisations.models import Membership, Person, TrustRulesVersion, Unit

TODAY = date(2026, 11, 23)


def test_the_same_seed_gives_the_same_rows_and_another_one_others(
    fresh_database: str, test_server: TestServer, template_database: str
) -> None:
    registers()
    bulk.write_cases(80, 5, TODAY)
    first = digest()
    found = []
    for seed in (5, 6):
        other = test_server.copy(template_database)
        with switched(test_server, other):
            registers()
            bulk.write_cases(80, seed, TODAY)
            found.append(digest())
        test_server.drop(other)
    assert found[0] == first
    assert found[1] != first


def test_seeding_again_adds_cases_and_no_people(fresh_database: str) -> None:
    registers()
    bulk.write_cases(40, 1, TODAY)
    people = Person.objects.count(), Unit.objects.count(), TrustRulesVersion.objects.count()
    bulk.write_cases(40, 1, TODAY)
    assert Case.objects.count() == Patient.objects.count() == 80
    assert people == (
        Person.objects.count(),
        Unit.objects.count(),
        TrustRulesVersion.objects.count(),
    )


def written() -> tuple[int, ...]:
    tables = (Case, CaseEvent, Patient, DraftRevision, Person, Membership, TrustRulesVersion, Unit)
    return tuple(table.objects.count() for table in tables)


def test_nothing_is_half_done(fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    registers()
    before, write, batches = written(), bulk._write, []

    def fail_in_the_third(cursor: Any, rows: Any) -> None:
        batches.append(rows)
        if len(batches) == 3:
            raise RuntimeError("the machine is full")
        write(cursor, rows)

    monkeypatch.setattr(bulk, "BATCH", 10)
    monkeypatch.setattr(bulk, "_write", fail_in_the_third)
    with pytest.raises(RuntimeError):
        bulk.write_cases(40, 1, TODAY)
    assert len(batches) == 3
    assert written() == before


EVERY_INDEX = """
    SELECT pg_get_indexdef(indexrelid), pg_get_constraintdef(pg_constraint.oid)
    FROM pg_index LEFT JOIN pg_constraint ON conindid = indexrelid AND contype <> 'f'
    WHERE indrelid = ANY (%s::regclass[]) ORDER BY 1
"""


def guards() -> list[Any]:
    """Everything that guards or finds the rows of the tables that are written."""
    with connections["owner"].cursor() as cursor:
        found = []
        for query in (CONSTRAINTS, PLAIN_INDEXES, EVERY_INDEX):
            cursor.execute(query, [list(bulk.TABLES)])
            found += cursor.fetchall()
        return found


def test_indexes_and_foreign_keys_are_back_after_a_large_seeding(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    registers()
    before = guards()
    assert len(before) > 30
    monkeypatch.setattr(bulk, "SET_ASIDE_FROM", 30)
    monkeypatch.setattr(bulk, "BATCH", 20)
    done: list[int] = []
    bulk.write_cases(50, 1, TODAY, done.append)
    assert done == [20, 40, 50]
    assert guards() == before
    for case in Case.objects.all():
        assert replayed(case) == facts_of(case)


NOWHERE = "SELECT 0, '1', '', ''"
TWICE = "SELECT trust_id, identity_number, identity_kind, name FROM cases_patient"


@pytest.mark.parametrize(
    ("patients", "fault"),
    [(NOWHERE, psycopg.errors.ForeignKeyViolation), (TWICE, psycopg.errors.UniqueViolation)],
)
def test_a_row_that_breaks_a_constraint_is_found_when_the_constraints_come_back(
    fresh_database: str, patients: str, fault: type[Exception]
) -> None:
    registers()
    before = guards()
    bulk.write_cases(5, 1, TODAY)
    with (
        psycopg.connect(**connections["owner"].get_connection_params()) as owner,
        pytest.raises(fault),
        set_aside(cursor := owner.cursor(), bulk.TABLES),
    ):
        cursor.execute(
            "INSERT INTO cases_patient (trust_id, identity_number, identity_kind, name) " + patients
        )
    assert guards() == before


def test_production_has_no_synthetic_cases(fresh_database: str, settings: Any) -> None:
    registers()
    before = written()
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("seed", cases=5)
    assert written() == before


def test_the_command_refuses_what_it_cannot_do(fresh_database: str) -> None:
    for cases in (0, -1, bulk.MOST_CASES + 1):
        with pytest.raises(CommandError, match="from 1 to 1000000"):
            call_command("seed", cases=cases)
    with pytest.raises(CommandError, match="import_register"):
        call_command("seed", cases=5)
    registers()
    before = written()
    with pytest.raises(CommandError, match="Choose a later --today"):
        call_command("seed", cases=5, today=date(2026, 1, 12))
    assert written() == before


def test_without_the_owner_nothing_is_seeded(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "OWNER", "nobody")
    with pytest.raises(NotSeeded, match="DATABASE_OWNER_URL"):
        bulk.write_cases(5, 1, TODAY)


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (
            ["--cases", "0"],
            1,
            "CommandError: The number of cases must be from 1 to 1000000, not 0.",
        ),
        (["--cases", "many"], 2, "argument --cases: invalid int value: 'many'"),
        (["--today", "yesterday"], 2, "argument --today: write the day as 2026-11-23"),
        (["--colour"], 2, "unrecognized arguments: --colour"),
    ],
)
def test_wrong_use_ends_with_one_clear_line(
    database_environment: dict[str, str], arguments: list[str], code: int, line: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "likeverd.command_line", "seed", *arguments],
        env={**os.environ, **database_environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert line in done.stderr.splitlines()[-1]
    assert not Case.objects.exists()


def test_progress_is_told_when_it_takes_its_time(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from likeverd.cases.management.commands import seed

    registers()
    monkeypatch.setattr(seed, "SILENT_SECONDS", 0.0)
    monkeypatch.setattr(bulk, "BATCH", 10)
    call_command("seed", cases=30, today=TODAY)
    told = capsys.readouterr()
    assert told.err.splitlines()[-1] == "seed: 30 of 30 cases"
    assert told.out.startswith("Wrote 30 cases in ")
