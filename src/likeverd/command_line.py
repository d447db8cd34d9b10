"""The command ``likeverd``.

Exit codes: 0 done, 1 failed, 2 wrong use (an unknown command or option, or settings that are missing).
"""

from __future__ import annotations

import ast
import contextlib
import os
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DONE, FAILED, WRONG_USE = 0, 1, 2
# These do without a database, or start it themselves.
WITHOUT_DATABASE = {
    "demo",
    "restore",
    "doctor",
    "metrics",
    "compile_messages",
    "write_docs",
    "collectstatic",
    "findstatic",
    "check",
    "diffsettings",
    "makemessages",
}
# These are no commands of Django's: they need no settings, and start at once.
WITHOUT_DJANGO = {"route": "route_command"}

USAGE = """Likeverd: exceptional access to treatment in Norwegian hospitals.

Usage: likeverd COMMAND [OPTIONS]
       likeverd COMMAND --help
       likeverd --version

Commands:
{commands}

Django's own commands (shell, dbshell, makemigrations, check --deploy …) work too.
LIKEVERD_MODE is production (default), demo or test; docs/operations.md lists every setting.
Exit codes: 0 done, 1 failed, 2 wrong use."""


def main() -> None:
    """Run one command and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; answers the exit code."""
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        commands = our_commands()
        width = max(len(name) for name in commands)
        lines = [f"  {name:<{width}}  {text}" for name, text in commands.items()]
        print(USAGE.format(commands="\n".join(lines)))  # noqa: T201 - this is what the command says
        return DONE
    if arguments[0] == "--version":
        print(f"likeverd {version('likeverd')}")  # noqa: T201 - this is what the command says
        return DONE
    if arguments[0] in WITHOUT_DJANGO:
        module = import_module(f"likeverd.operations.{WITHOUT_DJANGO[arguments[0]]}")
        return int(module.run(arguments[1:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "likeverd.settings")
    arguments = [arguments[0].replace("-", "_"), *arguments[1:]]  # verify-log is verify_log
    if arguments[0] in {"archiver", "retention"}:
        os.environ["LIKEVERD_PROCESS"] = "archiver"  # has a database role of its own
    if arguments[0] == "worker":
        os.environ["LIKEVERD_PROCESS"] = "worker"  # has a database role of its own
    if arguments[0] == "demo":
        os.environ.setdefault("LIKEVERD_MODE", "demo")
    return _run_in_django(arguments)


def our_commands() -> dict[str, str]:
    """Our commands with one line each, read from their source: help must work before anything is configured."""
    found = {}
    for path in PACKAGE.glob("*/management/commands/[a-z]*.py"):
        text = _help_of(ast.parse(path.read_text(encoding="utf-8")))
        if text:
            found[path.stem] = text
    for name, module in WITHOUT_DJANGO.items():
        source = (PACKAGE / "operations" / f"{module}.py").read_text(encoding="utf-8")
        found[name] = _constant(ast.parse(source), "HELP")
    return dict(sorted(found.items()))


def _help_of(module: ast.Module) -> str:
    for node in module.body:
        if isinstance(node, ast.ClassDef) and node.name == "Command":
            return _constant(node, "help")
    return ""


def _constant(where: ast.Module | ast.ClassDef, name: str) -> str:
    for part in where.body:
        if isinstance(part, ast.Assign) and getattr(part.targets[0], "id", "") == name:
            with contextlib.suppress(ValueError):
                return " ".join(str(ast.literal_eval(part.value)).split())
    return ""


def _run_in_django(arguments: list[str]) -> int:
    from django.core.exceptions import ImproperlyConfigured

    try:
        import django
        from django.conf import settings
        from django.core.management import get_commands

        django.setup()
        known = arguments[0] in get_commands()
        cluster = settings.EMBEDDED_CLUSTER
    except ImproperlyConfigured as error:
        return _complain(str(error), WRONG_USE)
    if not known:
        return _complain(
            f"Unknown command {arguments[0]!r}; 'likeverd --help' lists them.", WRONG_USE
        )
    needs_database = arguments[0] not in WITHOUT_DATABASE and not {"-h", "--help"} & set(arguments)
    from likeverd.operations import embedded_postgres, roles

    try:
        with contextlib.ExitStack() as stack:
            if cluster is not None and needs_database:
                stack.enter_context(embedded_postgres.attached(cluster))
                roles.prepare(cluster)
            return _execute(arguments)
    except embedded_postgres.EmbeddedPostgresError as error:
        return _complain(str(error), FAILED)


def _execute(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line
    from django.db import connections

    try:
        execute_from_command_line(["likeverd", *arguments])
        return DONE
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else FAILED if leaving.code else DONE
    except KeyboardInterrupt:
        return FAILED
    finally:
        connections.close_all()


def _complain(text: str, code: int) -> int:
    print(f"likeverd: {text}", file=sys.stderr)  # noqa: T201 - this is what the command says
    return code


if __name__ == "__main__":
    main()
