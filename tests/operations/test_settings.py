"""Production starts only when it is fully configured."""

import os
import subprocess
import sys

import pytest

COMPLETE = {
    "LIKEVERD_MODE": "production",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "likeverd.example",
    "DATABASE_URL": "postgresql://likeverd_app:secret@database.example:5432/likeverd?sslmode=verify-full",
}
SHOW = """
import json
from django.conf import settings as s
shown = [s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.SECURE_SSL_REDIRECT, s.DEBUG]
print(json.dumps([*shown, s.DATABASES['default']['OPTIONS']['sslmode'], s.ALLOWED_HOSTS]))
"""


def settings_of(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIKEVERD", "DATABASE"))
    }
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env=clean | {"DJANGO_SETTINGS_MODULE": "likeverd.settings"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_complete_production_has_guarded_cookies_and_no_debugging():
    shown = settings_of(COMPLETE)
    assert shown.stdout.strip() == (
        '["__Host-session", true, "__Host-csrf", true, false, "verify-full", ["likeverd.example"]]'
    ), shown.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_names_what_is_missing(missing):
    refused = settings_of({name: value for name, value in COMPLETE.items() if name != missing})
    assert refused.returncode != 0
    assert f"Production needs {missing}" in refused.stderr


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"LIKEVERD_DEMO_ANYTHING": "1"}, "Production refuses settings of the demo"),
        ({"SECRET_KEY": "short"}, "at least 50 characters"),
        ({"LIKEVERD_MODE": "developement"}, "must be production, demo or test"),
        ({"DATABASE_URL": "mysql://a/b"}, "a database address looks like"),
    ],
)
def test_a_wrong_setting_is_refused(change, complaint):
    refused = settings_of(COMPLETE | change)
    assert refused.returncode != 0
    assert complaint in refused.stderr
