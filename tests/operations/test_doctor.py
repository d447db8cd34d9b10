"""The doctor finds what is wrong, names it, and says how to mend it."""

import json
import os
import re
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.utils import timezone
from tests.documents.storages import choose, folder_in

from likeverd.operations.backups.places import BackupFolder
from likeverd.operations.doctor import (
    database_checks,
    files_checks,
    machine_checks,
    settings_checks,
)
from likeverd.operations.doctor.finding import Finding, Level

DOCTOR = [sys.executable, "-m", "likeverd.command_line", "doctor"]


def found(findings, name: str) -> Finding:
    return {each.name: each for each in findings}[name]


@pytest.fixture
def superuser(test_server, fresh_database):
    """A superuser's connection to the test's database, to break things with."""
    with test_server.connect(fresh_database) as connection:
        yield connection


def test_a_migrated_database_is_well(fresh_database):
    wrong = [each for each in database_checks.checks() if each.level is Level.FAULT]
    assert wrong == []
    assert "forced on all" in found(database_checks.checks(), "row-level security").words


@pytest.mark.parametrize(
    ("breaks", "name", "words"),
    [
        (
            "ALTER TABLE cases_case NO FORCE ROW LEVEL SECURITY",
            "row-level security",
            "cases_case",
        ),
        ("ALTER TABLE cases_patient DISABLE ROW LEVEL SECURITY", "row-level security", "patient"),
        ("CREATE TABLE by_hand (trust_id bigint)", "row-level security", "by_hand"),
        (
            "ALTER TABLE cases_caseevent DISABLE TRIGGER USER",
            "append-only tables",
            "cases_caseevent",
        ),
        (
            "DROP TRIGGER switches_are_append_only ON operations_switchchange",
            "append-only tables",
            "operations_switchchange",
        ),
        (
            "GRANT DELETE ON audit_accessentry TO likeverd_app",
            "rights on append-only tables",
            "audit_accessentry",
        ),
        (
            "ALTER TABLE django_session OWNER TO likeverd_app",
            "rights of the serving role",
            "owner of 1 tables",
        ),
        ("DELETE FROM django_migrations WHERE app = 'outbox'", "migrations", "waiting"),
        (
            "ALTER DATABASE {database} SET log_min_error_statement = 'error'",
            "database's log",
            "log_min_error_statement = error",
        ),
    ],
)
def test_what_was_broken_in_the_database_is_found(superuser, fresh_database, breaks, name, words):
    superuser.execute(breaks.format(database=fresh_database))
    connections["default"].close()
    told = found(database_checks.checks(), name)
    assert told.level is Level.FAULT
    assert words in told.words
    assert told.mend


def test_a_role_that_may_too_much_is_found(fresh_database, test_server):
    connections["default"].close()
    before = connections.settings["default"]["USER"]
    connections.settings["default"]["USER"] = "postgres"
    try:
        told = found(database_checks.checks(), "rights of the serving role")
    finally:
        connections["default"].close()
        connections.settings["default"]["USER"] = before
    assert told.level is Level.FAULT
    assert "superuser" in told.words


def test_time_limits_that_a_pooler_keeps_back_are_found(fresh_database):
    connections["default"].close()
    options = connections.settings["default"]["OPTIONS"]
    assert found(database_checks.checks(), "time limits").level is Level.OK
    connections["default"].close()
    before, options["options"] = options["options"], ""
    try:
        told = found(database_checks.checks(), "time limits")
    finally:
        connections["default"].close()
        options["options"] = before
    assert told.level is Level.FAULT
    assert "statement_timeout = 0" in told.words


def test_a_worker_without_a_sign_of_life_is_found(superuser, settings):
    settings.PRODUCTION = True
    assert found(database_checks.checks(), "worker").level is Level.FAULT
    superuser.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert found(database_checks.checks(), "worker").level is Level.OK


@pytest.mark.parametrize(
    ("name", "setting", "value"),
    [
        ("length of keys", "SECRET_KEY_FALLBACKS", ["short"]),
        ("host names", "ALLOWED_HOSTS", ["*"]),
        ("TLS to people", "PUBLIC_ADDRESS", "http://likeverd.example"),
        ("TLS to the mail server", "EMAIL_HOST", "mail.example"),
        ("static files", "STATIC_ROOT", "/nowhere"),
        ("cookies", "SESSION_COOKIE_NAME", "sessionid"),
    ],
)
def test_a_weak_setting_is_found(settings, name, setting, value):
    settings.PRODUCTION = True
    setattr(settings, setting, value)
    told = found(settings_checks.checks(), name)
    assert told.level is Level.FAULT
    assert told.mend


def test_an_open_line_to_the_database_is_found(monkeypatch):
    chosen = django_settings.DATABASES["default"]
    monkeypatch.setitem(chosen, "HOST", "database.example")
    assert found(settings_checks.checks(), "TLS to the database").level is Level.FAULT
    monkeypatch.setitem(chosen["OPTIONS"], "sslmode", "verify-full")
    assert found(settings_checks.checks(), "TLS to the database").level is Level.OK


def test_a_key_that_others_can_read_is_found(settings, tmp_path):
    key = tmp_path / "signing.pem"
    key.touch(mode=0o644)
    settings.SIGNING_KEY_FILE = str(key)
    assert found(settings_checks.checks(), "key files").level is Level.FAULT


def test_a_port_that_others_reach_is_told():
    with socket.socket() as outside, socket.socket() as inside:
        outside.bind(("0.0.0.0", 0))  # noqa: S104 - that is what is to be found
        inside.bind(("127.0.0.1", 0))
        outside.listen()
        inside.listen()
        reached = machine_checks.open_ports()
        assert outside.getsockname()[1] in reached
        assert inside.getsockname()[1] not in reached


def test_the_databases_port_open_to_others_is_a_fault(monkeypatch):
    monkeypatch.setattr(machine_checks, "open_ports", lambda: {443, 5432})
    assert found(machine_checks.checks(), "ports that others reach").level is Level.FAULT


@pytest.mark.parametrize(("days", "level"), [(0, Level.OK), (2, Level.WARNING), (4, Level.FAULT)])
def test_the_age_of_the_backup(settings, tmp_path, days, level):
    settings.PRODUCTION = True
    settings.BACKUP_FOLDER = tmp_path
    place = BackupFolder(tmp_path).place_for(timezone.now() - timedelta(days=days))
    place.mkdir()
    (place / "manifest.json").write_text("{}")
    assert found(machine_checks.checks(), "backup").words == "never", "unfinished"
    place.rename(place.with_suffix(""))
    assert found(machine_checks.checks(), "backup").level is level


def test_the_age_of_the_drill_counts_only_those_that_passed(settings, tmp_path):
    settings.PRODUCTION = True
    settings.BACKUP_FOLDER = tmp_path
    folder = BackupFolder(tmp_path)
    folder.record_drill({"at": (timezone.now() - timedelta(days=40)).isoformat(), "passed": True})
    folder.record_drill({"at": timezone.now().isoformat(), "passed": False})
    told = found(machine_checks.checks(), "restore drill")
    assert (told.level, told.words) == (Level.FAULT, "40.0 days ago")


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DOCTOR, *arguments],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_outside_production_it_warns_and_is_green(database_environment, tmp_path):
    place = {"LIKEVERD_VAR": str(tmp_path)}
    told = run(database_environment | place)
    assert told.returncode == 0, told.stdout + told.stderr
    assert re.search(r"\d+ well, \d+ warnings, 0 faults\.$", told.stdout.strip())
    entries = json.loads(run(database_environment | place, "--json").stdout)
    assert {"name", "level", "words", "mend"} == set(entries[0])
    assert all(each["mend"] for each in entries if each["level"] != "ok")


def test_a_database_that_is_away_is_a_finding_without_its_address(tmp_path):
    away = f"postgresql://likeverd_app:secret@/x?host={Path(tmp_path)}"
    told = run({"DATABASE_URL": away})
    assert told.returncode == 1
    assert "FAULT   database: could not be asked (OperationalError)" in told.stdout
    assert "secret" not in told.stdout + told.stderr


def test_the_place_of_files_is_tried(fresh_database, settings, tmp_path):
    assert found(files_checks.checks(), "place of files").words == "0 files in the database"
    settings.FILES_FOLDER = tmp_path / "files"
    choose(settings, folder_in(tmp_path))
    assert found(files_checks.checks(), "place of files").words.endswith(
        "written, read and removed"
    )
    assert found(files_checks.checks(), "folder of files").level is Level.OK
    settings.FILES_FOLDER.chmod(0o755)
    assert found(files_checks.checks(), "folder of files").level is Level.FAULT
    (tmp_path / "stands").write_text("where the folder should be")
    choose(settings, {"LIKEVERD_FILES": "folder", "LIKEVERD_FILES_FOLDER": f"{tmp_path}/stands/x"})
    assert found(files_checks.checks(), "place of files").level is Level.FAULT
