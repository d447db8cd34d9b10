"""How and when the person of a session signed in. Kept in the session itself, so that no page asks the database for it.

Every way of signing in passes ``session_began`` (Django tells of each), so that none forgets the limits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone

from likeverd.accounts.actions import sessions
from likeverd.accounts.models import SignedInSession
from likeverd.organisations.models import Person

KEY: Final = "entrance"
BACKEND: Final = "django.contrib.auth.backends.ModelBackend"
ONCE_A_MINUTE: Final = timedelta(minutes=1)


class Way(StrEnum):
    """How somebody came in."""

    HELSEID = "helseid"
    DEMO = "demo"  # picked among invented people
    DIRECT = "direct"  # by a program of ours, in tests


@dataclass(frozen=True, slots=True)
class Entrance:
    """A session's sign-in. ``row`` is its number in the list of sessions."""

    row: int
    way: str
    began_at: datetime
    used_at: datetime
    authenticated_at: datetime

    def as_data(self) -> dict[str, Any]:
        """For the session, which holds JSON: times in seconds since 1970."""
        return {
            "row": self.row,
            "way": self.way,
            "began": self.began_at.timestamp(),
            "used": self.used_at.timestamp(),
            "authenticated": self.authenticated_at.timestamp(),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Entrance:
        """From the session."""
        moments = (
            datetime.fromtimestamp(data[name], tz=UTC)
            for name in ("began", "used", "authenticated")
        )
        return cls(data["row"], data["way"], *moments)

    def over(self, now: datetime) -> sessions.Ended | None:
        """Which limit the session has passed, if any."""
        if now - self.began_at > timedelta(hours=settings.SESSION_HOURS):
            return sessions.Ended.LONG
        if now - self.used_at > timedelta(minutes=settings.SESSION_IDLE_MINUTES):
            return sessions.Ended.IDLE
        return None


def entrance_of(request: HttpRequest) -> Entrance | None:
    """How the person of this request signed in; None for nobody."""
    data = request.session.get(KEY)
    return Entrance.from_data(data) if data else None


def authenticated_at(request: HttpRequest) -> datetime | None:
    """When the person of this request last proved who they are."""
    entrance = entrance_of(request)
    return entrance.authenticated_at if entrance else None


def enter(
    request: HttpRequest,
    person: Person,
    way: Way,
    *,
    now: datetime,
    authenticated_at: datetime | None = None,
    level: str = "",
    provider_session: str = "",
) -> None:
    """Sign a person in, with a new session. An earlier session of this browser ends."""
    leave(request, because=sessions.Ended.REPLACED, now=now)
    request.new_session = SignedInSession(  # type: ignore[attr-defined]  # read by session_began
        person=person,
        way=way.value,
        level=level,
        provider_session=provider_session,
        began_at=now,
        last_used_at=now,
        authenticated_at=authenticated_at or now,
    )
    login(request, person, backend=BACKEND)


def session_began(sender: object, request: HttpRequest, user: Person, **more: object) -> None:
    """Django has signed somebody in: write the session down, and when it began."""
    now = timezone.now()
    row = getattr(request, "new_session", None) or SignedInSession(
        person=user, way=Way.DIRECT.value, began_at=now, last_used_at=now, authenticated_at=now
    )
    if request.session.session_key is None:  # an earlier person's session was just flushed
        request.session.cycle_key()
    row.session_key = request.session.session_key
    row.browser = browser_family(request.META.get("HTTP_USER_AGENT", ""))
    number = sessions.begin(row)
    entrance = Entrance(number, row.way, row.began_at, row.last_used_at, row.authenticated_at)
    request.session[KEY] = entrance.as_data()


def leave(request: HttpRequest, *, because: sessions.Ended, now: datetime) -> None:
    """Mark this browser's session as over, if there is one, and forget all that it held."""
    entrance = entrance_of(request)
    if entrance is not None:
        sessions.end(entrance.row, because=because, now=now)
        request.session.flush()


def confirm(request: HttpRequest, moment: datetime) -> None:
    """The person of this session has proved anew who they are. The session gets a new key; open forms stay good."""
    entrance = entrance_of(request)
    if entrance is None:
        raise ValueError("nobody is signed in")
    request.session[KEY] = entrance.as_data() | {"authenticated": moment.timestamp()}
    request.session.cycle_key()
    sessions.confirm(entrance.row, request.session.session_key, authenticated_at=moment)


# The first that fits: browsers name the families they descend from too.
FAMILIES: Final = (
    ("Edge", re.compile(r"\bEdgi?A?/|\bEdgiOS/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(Chrome|CriOS|HeadlessChrome)/")),
    ("Safari", re.compile(r"\bSafari/")),
)


def browser_family(said: str) -> str:
    """The family of a browser, so that people know their own again; empty for others. No version, no machine."""
    return next((name for name, pattern in FAMILIES if pattern.search(said)), "")
