"""Who may write, and who may talk to the outside: read from the source, so that no path forgets to ask."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "likeverd"
SOURCES = sorted(PACKAGE.rglob("*.py"))

WRITING_METHODS = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "select_for_update",
    "abulk_create",
    "acreate",
    "asave",
    "adelete",
    "aupdate",
}
# Methods of these names on other things than rows and querysets (a dictionary's update, a digest's …).
HARMLESS_OWNERS = {
    "digest",
    "hash",
    "headers",
    "environment",
    "environ",
    "context",
    "options",
    "attributes",
    "attrs",
}
OUTSIDE = {
    "smtplib",
    "django.core.mail",
    "httpx",
    "requests",
    "requests_oauth2client",
    "socket",
    "urllib.request",
    "http.client",
    "aiohttp",
    "ftplib",
}


def may_write(path: Path) -> bool:
    """Actions, migrations, commands, the platform, and the one place where a request's transaction begins."""
    inside = path.relative_to(PACKAGE)
    return (
        inside.parts[0] == "core"  # has no database; its own methods may be called so
        or inside.name == "actions.py"
        or "actions" in inside.parts[:-1]
        or "migrations" in inside.parts
        or "management" in inside.parts
        or inside.parts[0] == "operations"
        or inside.parts[:2]
        == ("documents", "inspection")  # a process of its own without a database
        or inside.as_posix() == "web/transaction.py"
        or inside.as_posix() == "audit/verification.py"  # its transactions are READ ONLY
    )


def may_talk_to_the_outside(path: Path) -> bool:
    """The outbox sends what we have to tell; sign-in asks the identity provider (docs/adr/0028)."""
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] in {"outbox", "operations"} or inside.parts[:2] in (
        ("accounts", "helseid"),
        ("patients", "idporten"),
    )


def writes(source: str) -> Iterator[str]:
    """Every place in a source text that writes rows or begins a transaction."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Attribute):
            continue
        owner = (
            node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
        )
        if node.attr == "atomic" or (node.attr in WRITING_METHODS and owner not in HARMLESS_OWNERS):
            yield f"line {node.lineno}: {owner}.{node.attr}"


def outside_imports(source: str) -> Iterator[str]:
    """Every import in a source text of something that reaches other machines."""
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if any(name == outside or name.startswith(f"{outside}.") for outside in OUTSIDE):
                yield f"line {node.lineno}: {name}"


def places(look: Callable[[str], Iterator[str]], allowed: Callable[[Path], bool]) -> list[str]:
    """What ``look`` finds in all files that are not allowed to have it."""
    return [
        f"{path.relative_to(PACKAGE)} {place}"
        for path in SOURCES
        if not allowed(path)
        for place in look(path.read_text(encoding="utf-8"))
    ]


def test_only_actions_write():
    assert places(writes, may_write) == []


def test_only_the_outbox_and_sign_in_talk_to_the_outside():
    assert places(outside_imports, may_talk_to_the_outside) == []


def test_of_sign_in_only_the_door_makes_calls():
    """Everything else of HelseID's is given the door, which reaches the issuer's host alone."""
    callers = [
        path.name
        for path in sorted((PACKAGE / "accounts/helseid").glob("*.py"))
        if any(line.endswith(" requests") for line in outside_imports(path.read_text("utf-8")))
    ]
    assert callers == ["door.py"]


def test_every_way_in_passes_one_place():
    """Who calls Django's ``login`` elsewhere would begin a session without limits, way and proof."""
    callers = [
        path.relative_to(PACKAGE).as_posix()
        for path in SOURCES
        if "import login\n" in path.read_text("utf-8") or "auth.login" in path.read_text("utf-8")
    ]
    assert callers == ["accounts/entrance.py"]


@pytest.mark.parametrize(
    "source",
    [
        "case.save()",
        "Case.objects.create(a=1)",
        "Case.objects.filter(a=1).update(a=2)",
        "with transaction.atomic(): pass",
        "@transaction.atomic\ndef view(request): pass",
        "Case.objects.bulk_create([])",
    ],
)
def test_the_rule_sees_every_way_to_write(source):
    assert list(writes(source))


@pytest.mark.parametrize(
    "source",
    [
        "import smtplib",
        "from django.core import mail",
        "from django.core.mail import send_mail",
        "import urllib.request",
    ],
)
def test_the_rule_sees_every_way_out(source):
    assert list(outside_imports(source))
