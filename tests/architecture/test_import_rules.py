"""The import rules between the floors hold (pyproject.toml, tool.importlinter)."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_the_floors_import_only_what_they_may(capsys):
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out
