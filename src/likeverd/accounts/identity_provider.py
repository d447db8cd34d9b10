"""The port to whoever says who a person is. Behind it stands HelseID; nothing outside it knows OpenID Connect.

A sign-in has two halves: ``begin`` (or ``step_up``) gives an address to send the browser to and what must be
remembered meanwhile; ``complete`` takes what the browser brings back and answers an identity that is proven, or raises
``SignInRefused``. The organisation is never part of an identity: roles are grants in our own register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol

# Long enough to find one's phone, short enough that a forgotten tab opens nothing.
PENDING_FOR: Final = timedelta(minutes=10)


class Reason(StrEnum):
    """Why a sign-in was refused; each has a page of its own words."""

    CANCELLED = "cancelled"  # by the person, at the provider
    AWAY = "away"  # the provider does not answer
    EXPIRED = "expired"  # begun too long ago, in another browser, or used already
    NOT_PROVEN = "not_proven"  # something in the answer is not as it must be
    LEVEL_TOO_LOW = "level_too_low"
    UNKNOWN_PERSON = "unknown_person"  # linked to nobody here
    OTHER_PERSON = "other_person"  # not the one who is signed in
    HPR_DIFFERS = "hpr_differs"  # another HPR number than ours for the linked person


class SignInRefused(Exception):
    """The sign-in did not succeed. ``detail`` is for the log and never holds anything about a person."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Pending:
    """What is remembered in the browser's session from the first half of a sign-in to the second.

    ``began_at`` is in seconds since 1970; ``path`` is where the person wants to go. ``fresh`` asks that the person
    proves who they are anew, however recently they did it somewhere else.
    """

    state: str
    nonce: str
    verifier: str
    began_at: int
    path: str
    fresh: bool

    def as_data(self) -> dict[str, Any]:
        """For the session, which holds JSON."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Pending:
        """From the session."""
        return cls(**data)

    def is_over(self, now: datetime) -> bool:
        """Whether the person took too long."""
        return not 0 <= now.timestamp() - self.began_at + 1 <= PENDING_FOR.total_seconds()


@dataclass(frozen=True, slots=True)
class Begun:
    """The first half of a sign-in: where to send the browser, and what to remember."""

    address: str
    pending: Pending


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the provider has proven the person to be.

    ``session`` is the provider's name for the sign-in, by which it later tells that it has ended. ``hpr_number`` is
    empty for people without one, and where the register of health personnel did not answer.
    """

    issuer: str
    identity_number: str
    level: str
    authenticated_at: datetime
    session: str
    hpr_number: str

    def __repr__(self) -> str:
        """Without the number, so that it never reaches a log through an error report."""
        return f"Identity(issuer={self.issuer!r}, level={self.level!r})"


class IdentityProvider(Protocol):
    """What we ask of a provider. Everything but ``complete``'s answer may raise ``SignInRefused`` with AWAY."""

    def begin(self, path: str, *, now: datetime) -> Begun:
        """Start a sign-in that shall lead to a path of ours."""

    def step_up(self, path: str, *, now: datetime) -> Begun:
        """Start a sign-in in which the person must prove anew who they are."""

    def complete(self, pending: Pending, answer: Mapping[str, str], *, now: datetime) -> Identity:
        """Finish a sign-in with what the browser brought back. Raises SignInRefused for everything that is amiss."""

    def sign_out_address(self) -> str:
        """Where the browser ends its session at the provider too; leads back to us."""

    def ended_session(self, logout_token: str, *, now: datetime) -> str:
        """Which of its sessions the provider says has ended. Raises SignInRefused for a token that does not hold."""
