"""What each migration does to a database in use: read by a linter, and written out for a second one (squawk).

A finding is mended, or stands in security/accepted.toml with a reason. What has no finding any more is taken out there.
"""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements
from tools.security.accepted import accepted

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "var" / "security" / "migrations"


def our_migrations() -> list[tuple[str, str]]:
    loader = MigrationLoader(connections["owner"])
    return [
        key
        for key, migration in sorted(loader.disk_migrations.items())
        if type(migration).__module__.startswith("likeverd.")
    ]


def test_the_statements_of_every_migration_can_be_written_out(module_database, tmp_path):
    WRITTEN.mkdir(parents=True, exist_ok=True)
    for old in WRITTEN.glob("*.sql"):
        old.unlink()
    found = our_migrations()
    assert len(found) > 10
    for app, name in found:
        target = WRITTEN / f"{app}_{name}.sql"
        with target.open("w") as file:
            call_command("sqlmigrate", app, name, database="owner", stdout=file, no_color=True)
        assert target.stat().st_size > 0


def _code(error: Any) -> str:
    return error["code"] if isinstance(error, dict) else error.code


def test_no_migration_breaks_the_release_before_it(module_database):
    linter = MigrationLinter(str(ROOT), database="owner", no_cache=True, no_output=True)
    allowed = {(row.path, row.rule) for row in accepted("migration-linter")}
    found = set()
    for app, name in our_migrations():
        errors, _ignored, _warnings = analyse_sql_statements(
            linter.sql_analyser_class, linter.get_sql(app, name)
        )
        found |= {(f"{app}.{name}", _code(error)) for error in errors}
    assert found - allowed == set(), "mend it, or accept it with a reason"
    assert allowed - found == set(), "accepted, but no longer found: take it out"
