"""What the provider says about itself: its addresses and its keys, kept for a day."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from jwskate import Jwk, JwkSet

from likeverd.accounts.helseid.door import Door
from likeverd.accounts.identity_provider import Reason, SignInRefused

KEPT_FOR: Final = 24 * 3600.0  # seconds; HelseID's functional requirement FK2
# A key that we do not know may be new; asked for at most this often, or anybody could make us ask.
KEYS_AT_MOST_EVERY: Final = 60.0
NEEDED: Final = (
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "pushed_authorization_request_endpoint",
    "userinfo_endpoint",
    "end_session_endpoint",
)


class Description:
    """The discovery document and the key set of an issuer."""

    def __init__(
        self, issuer: str, door: Door, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._issuer = issuer
        self._door = door
        self._clock = clock
        self._document: Mapping[str, Any] = {}
        self._read_at = float("-inf")
        self._keys = JwkSet()
        self._keys_read_at = float("-inf")

    def __getitem__(self, name: str) -> str:
        """One address."""
        return str(self._current()[name])

    @property
    def names_issuer_in_answers(self) -> bool:
        """Whether every answer must carry ``iss`` (RFC 9207)."""
        return self._current().get("authorization_response_iss_parameter_supported") is True

    def key(self, name: str) -> Jwk:
        """The provider's key of that name. Raises SignInRefused where it has none."""
        now = self._clock()
        unknown = all(key.get("kid") != name for key in self._keys.jwks)
        age = now - self._keys_read_at
        if age > KEPT_FOR or (unknown and age > KEYS_AT_MOST_EVERY):
            self._keys = JwkSet(self._read(self["jwks_uri"]))
            self._keys_read_at = now
        for key in self._keys.jwks:
            if key.get("kid") == name:
                return key
        raise SignInRefused(Reason.NOT_PROVEN, "signed with a key that the provider does not show")

    def _current(self) -> Mapping[str, Any]:
        now = self._clock()
        if now - self._read_at > KEPT_FOR:
            address = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
            document = self._read(address)
            if document.get("issuer") != self._issuer:
                raise SignInRefused(Reason.NOT_PROVEN, "the description is another issuer's")
            if any(not isinstance(document.get(name), str) for name in NEEDED):
                raise SignInRefused(Reason.NOT_PROVEN, "the description lacks an address")
            self._document, self._read_at = document, now
        return self._document

    def _read(self, address: str) -> dict[str, Any]:
        try:
            document = self._door.get(address).json()
        except ValueError:
            document = None
        if not isinstance(document, dict):
            raise SignInRefused(Reason.NOT_PROVEN, "the description is no JSON object")
        return document
