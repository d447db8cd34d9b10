"""In production the demonstration's pages do not exist, and signing in is HelseID's alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jwskate import Jwk

PRODUCTION = {
    "LIKEVERD_MODE": "production",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "likeverd.example",
    "DATABASE_URL": "postgresql://likeverd_app:secret@database.example:5432/likeverd?sslmode=verify-full",
    "DJANGO_SETTINGS_MODULE": "likeverd.settings",
}
ROUTES = """
import django, json
django.setup()
from django.urls import get_resolver
def walk(patterns, before=""):
    for one in patterns:
        address = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from walk(one.url_patterns, address)
        else:
            yield address, one.callback.__module__
print(json.dumps(list(walk(get_resolver().url_patterns))))
"""


def run(arguments: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIKEVERD", "DATABASE", "HELSEID"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env=clean | PRODUCTION | more,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def helseid(tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(dict(Jwk.generate(alg="PS256"))))
    return {
        "HELSEID_ISSUER": "https://helseid-sts.test.nhn.no",
        "HELSEID_CLIENT_ID": "likeverd",
        "HELSEID_KEY_FILE": str(file),
    }


def routes(**more: str) -> list[tuple[str, str]]:
    shown = run(["-c", ROUTES], **more)
    assert shown.returncode == 0, shown.stderr
    return [tuple(row) for row in json.loads(shown.stdout)]


def test_no_address_of_the_demonstration_exists() -> None:
    found = routes()
    assert ("login/helseid/", "likeverd.accounts.helseid_views") in found
    assert [row for row in found if "demo" in row[0] or row[1].endswith("demo")] == []
    assert [row for row in found if row[0].startswith("drift")] == []


def test_the_room_of_operations_exists_where_it_is_wanted() -> None:
    wanted = {"LIKEVERD_OPERATIONS_ACCOUNT": "1", "LIKEVERD_OPERATIONS_MAIL": "vakt@example.org"}
    assert "drift/login/" in [address for address, _ in routes(**wanted)]


def test_the_check_says_that_nobody_can_sign_in() -> None:
    checked = run(["-m", "django", "check", "--deploy", "--tag", "security"])
    assert checked.returncode != 0
    assert "likeverd.E001" in checked.stderr
    assert "HELSEID_ISSUER" in checked.stderr


def test_the_check_is_content_with_helseid(helseid: dict[str, str]) -> None:
    checked = run(["-m", "django", "check", "--deploy", "--tag", "security"], **helseid)
    assert "likeverd.E" not in checked.stderr
    assert checked.returncode == 0, checked.stderr


def test_a_key_that_cannot_be_read_is_found_before_the_first_person(
    helseid: dict[str, str], tmp_path: Path
) -> None:
    for content in ("", "{}", "no key", json.dumps(dict(Jwk.generate(alg="HS256")))):
        (tmp_path / "key.json").write_text(content)
        checked = run(["-m", "django", "check", "--deploy", "--tag", "security"], **helseid)
        assert "likeverd.E002" in checked.stderr, content
        assert not content or content == "{}" or content not in checked.stderr


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"HELSEID_CLIENT_ID": ""}, "belong together"),
        ({"HELSEID_ISSUER": ""}, "belong together"),
        ({"HELSEID_ISSUER": "http://helseid.example"}, "must be an https address"),
        ({"LIKEVERD_OPERATIONS_ACCOUNT": "1"}, "needs LIKEVERD_OPERATIONS_MAIL"),
        ({"SESSION_IDLE_MINUTES": "600"}, "SESSION_IDLE_MINUTES must be"),
        ({"SESSION_HOURS": "24"}, "SESSION_HOURS 1 to 12"),
        ({"LIKEVERD_DEMO_LOGIN": "1"}, "refuses settings of the demo"),
    ],
)
def test_a_wrong_setting_keeps_the_server_from_starting(
    helseid: dict[str, str], change: dict[str, str], complaint: str
) -> None:
    refused = run(["-c", "import django; django.setup()"], **(helseid | change))
    assert refused.returncode != 0
    assert complaint in refused.stderr
