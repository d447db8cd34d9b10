"""What a request writes stands or falls together."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from tests.support.transaction_urls import ENDINGS

KEPT = {"well", "refused-answer", "conflict-answer"}


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_only_a_request_that_ends_well_keeps_what_it_wrote(ending, fresh_database, settings):
    settings.ROOT_URLCONF = "tests.support.transaction_urls"
    Client(raise_request_exception=False).get(f"/{ending}")
    assert Session.objects.filter(session_key=ending).exists() == (ending in KEPT)


def test_a_database_that_is_away_gives_a_short_page_and_asks_to_try_again(
    fresh_database, settings, monkeypatch
):
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    answer = Client().get("/")
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert Client().get("/health/live").status_code == 200
    assert Client().get("/health/ready").status_code == 503


def test_every_page_says_what_a_browser_may_load(fresh_database):
    answer = Client().get("/no-such-page")
    rules = dict(
        rule.strip().split(" ", 1) for rule in answer["Content-Security-Policy"].split(";")
    )
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


def test_the_real_server_answers_and_serves_the_packages(live_server_process):
    import httpx

    with httpx.Client(base_url=live_server_process.url) as client:
        assert client.get("/health/live").text == "ok\n"
        assert client.get("/health/ready").text == "ok\n"
        style = client.get("/static/vendor/designsystemet/theme.css")
        assert style.status_code == 200
        assert style.headers["content-type"].startswith("text/css")
        assert client.get("/static/vendor/designsystemet/../../secret-key").status_code == 404
