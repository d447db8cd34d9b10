"""docs/operations.md says what the program does."""

import re
from pathlib import Path

from likeverd.operations import roles

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


def test_the_statements_for_the_operator_are_those_that_are_run():
    for statement in (*roles.SCHEMA_STATEMENTS, *roles.AFTER_MIGRATION):
        if statement.startswith("DO "):  # a loop over the catalogue, told in words
            continue
        assert f"{statement};" in TEXT


def test_every_setting_is_listed():
    source = (ROOT / "src/likeverd/settings.py").read_text(encoding="utf-8")
    source += (ROOT / "src/likeverd/operations/gunicorn_config.py").read_text(encoding="utf-8")
    read = set(re.findall(r'environ\.get\(\s*"(\w+)"', source)) - {
        "LIKEVERD_GUNICORN_LOG",
        "LIKEVERD_PROCESS",
    }
    assert {"SECRET_KEY", "LIKEVERD_WORKERS"} <= read
    assert [name for name in sorted(read) if f"`{name}" not in TEXT] == []
