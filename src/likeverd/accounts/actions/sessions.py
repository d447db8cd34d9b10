"""Who is signed in where: beginning, confirming, and ending sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.sessions.models import Session
from django.db.models import F, Q
from django.db.models.functions import Greatest

from likeverd.accounts.models import AccessToken, SignedInSession
from likeverd.organisations.models import Person


class Ended(StrEnum):
    """Why a session is over."""

    SIGNED_OUT = "signed_out"
    IDLE = "idle"
    LONG = "long"  # the absolute limit
    ELSEWHERE = "elsewhere"  # the person ended it from another browser
    PROVIDER = "provider"  # the provider said so
    REPLACED = "replaced"  # another sign-in in the same browser


def begin(row: SignedInSession) -> int:
    """Write down a new session; answers its number."""
    row.save(force_insert=True)
    return row.pk


def end(pk: int, *, because: Ended, now: datetime) -> None:
    """Mark a session as over. Its own row is deleted by whoever holds the session."""
    SignedInSession.objects.filter(pk=pk, ended_at__isnull=True).update(
        ended_at=now, ended_because=because.value
    )


def confirm(pk: int, session_key: str, *, authenticated_at: datetime) -> None:
    """The person has proved anew who they are; the session has a new key since."""
    SignedInSession.objects.filter(pk=pk).update(
        authenticated_at=authenticated_at, session_key=session_key
    )


def used(pk: int, *, now: datetime, at_most_every: timedelta) -> None:
    """Remember that a session was used. Several requests at once write it once."""
    SignedInSession.objects.filter(pk=pk, last_used_at__lte=now - at_most_every).update(
        last_used_at=now
    )


def end_one(person: Person, pk: int, *, now: datetime) -> bool:
    """End one session of a person's own. False where there is none such."""
    return _end_all(SignedInSession.objects.filter(person=person, pk=pk), Ended.ELSEWHERE, now) > 0


def end_everywhere(person: Person, *, now: datetime) -> int:
    """End every session of a person, and close every token. Answers how many sessions ended."""
    AccessToken.objects.filter(person=person, revoked_at__isnull=True, expires_at__gt=now).update(
        revoked_at=Greatest(F("created_at"), now)  # also where another machine's clock is ahead
    )
    return _end_all(SignedInSession.objects.filter(person=person), Ended.ELSEWHERE, now)


def end_at_provider(way: str, provider_session: str, *, now: datetime) -> int:
    """End what the provider says has ended. Answers how many sessions did."""
    known = Q(way=way, provider_session=provider_session) & ~Q(provider_session="")
    return _end_all(SignedInSession.objects.filter(known), Ended.PROVIDER, now)


def _end_all(sessions: Iterable[SignedInSession], because: Ended, now: datetime) -> int:
    rows = [row for row in sessions if row.ended_at is None]
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    return SignedInSession.objects.filter(pk__in=[row.pk for row in rows]).update(
        ended_at=now, ended_because=because.value
    )
