"""The only writer of accounts: tokens and the language a person has chosen."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from likeverd.accounts.models import LONGEST_LIFE, AccessToken
from likeverd.core.text import LANGUAGES
from likeverd.organisations.models import Person

PREFIX: Final = "likeverd_"  # lets a scanner for leaked secrets know one when it sees one
DEFAULT_LIFE: Final = timedelta(hours=1)


def digest_of(raw: str) -> str:
    """What is stored of a key. Keys are long and random, so one round of SHA-256 is enough."""
    return hashlib.sha256(raw.encode()).hexdigest()


def issue_token(person: Person, *, now: datetime, life: timedelta = DEFAULT_LIFE) -> str:
    """Make a token and answer the key, which cannot be shown again.

    Raises ValueError for an inactive person and for a life outside 1 minute to 12 hours.
    """
    if not person.is_active:
        raise ValueError("an inactive person gets no token")
    if not timedelta(minutes=1) <= life <= LONGEST_LIFE:
        raise ValueError("a token lives from 1 minute to 12 hours")
    raw = PREFIX + secrets.token_urlsafe(32)
    AccessToken.objects.create(
        digest=digest_of(raw), person=person, created_at=now, expires_at=now + life
    )
    return raw


def revoke_token(raw: str, *, now: datetime) -> bool:
    """Close a token at once. False where no such token is open."""
    return bool(
        AccessToken.objects.filter(digest=digest_of(raw), revoked_at__isnull=True).update(
            revoked_at=now
        )
    )


def choose_language(person: Person, language: str) -> None:
    """Remember the language that a person reads. Raises ValueError for an unknown one."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}")
    Person.objects.filter(pk=person.pk).update(language=language)
