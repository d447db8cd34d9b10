"""An access token opens for its person, for its time, and is stored nowhere in clear."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from tests.accounts.people import make_person

from likeverd.accounts.actions import issue_token, revoke_token
from likeverd.accounts.models import AccessToken
from likeverd.accounts.selectors import person_for_token
from likeverd.organisations.models import Person

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def kari() -> Person:
    return make_person("kari", "Kari")


def test_a_token_opens_for_its_person_until_it_ends(kari: Person) -> None:
    raw = issue_token(kari, now=NOW)
    assert person_for_token(raw, NOW) == kari
    assert person_for_token(raw, NOW + timedelta(minutes=59)) == kari
    assert person_for_token(raw, NOW + timedelta(hours=1)) is None
    assert person_for_token(raw, NOW - timedelta(seconds=1)) is None
    assert person_for_token(raw + "x", NOW) is None
    assert person_for_token("", NOW) is None


def test_the_key_is_stored_nowhere(kari: Person) -> None:
    raw = issue_token(kari, now=NOW)
    stored = AccessToken.objects.values().get()
    assert all(raw not in str(value) for value in stored.values())


def test_a_revoked_token_opens_nothing(kari: Person) -> None:
    raw = issue_token(kari, now=NOW)
    assert revoke_token(raw, now=NOW)
    assert person_for_token(raw, NOW) is None
    assert not revoke_token(raw, now=NOW)


def test_a_token_of_someone_who_left_opens_nothing(kari: Person) -> None:
    raw = issue_token(kari, now=NOW)
    Person.objects.filter(pk=kari.pk).update(is_active=False)
    assert person_for_token(raw, NOW) is None
    kari.refresh_from_db()
    with pytest.raises(ValueError, match="inactive"):
        issue_token(kari, now=NOW)


@pytest.mark.parametrize("life", [timedelta(0), timedelta(hours=12, seconds=1)])
def test_a_token_lives_from_a_minute_to_twelve_hours(kari: Person, life: timedelta) -> None:
    with pytest.raises(ValueError, match="12 hours"):
        issue_token(kari, now=NOW, life=life)


def test_the_database_too_refuses_a_longer_life(kari: Person) -> None:
    with pytest.raises(IntegrityError):
        AccessToken.objects.create(
            digest="x", person=kari, created_at=NOW, expires_at=NOW + timedelta(hours=13)
        )


def test_the_command_prints_the_token_alone(
    kari: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("token", "kari", "--minutes", "5")
    raw = capsys.readouterr().out.strip()
    token = AccessToken.objects.get()
    assert token.expires_at - token.created_at == timedelta(minutes=5)
    assert person_for_token(raw, token.created_at) == kari


@pytest.mark.parametrize("arguments", [["ingen"], ["kari", "--minutes", "721"]])
def test_the_command_says_why_there_is_no_token(kari: Person, arguments: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("token", *arguments)
