"""How we prove to the provider which client we are."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Final

from jwskate import Jwt
from requests_oauth2client import PrivateKeyJwt

LIVES: Final = 30  # seconds; HelseID allows 60


class ClientAssertion(PrivateKeyJwt):
    """As the library's, with what HelseID asks for: its own ``typ``, ``nbf``, and the issuer as audience.

    The library (1.8) signs for the address that is called, which HelseID refuses.
    """

    def client_assertion(self, audience: str) -> str:
        """A new assertion for the audience that was set, whatever address is called."""
        moment = int(datetime.now(tz=UTC).timestamp())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.aud,
            "jti": str(uuid.uuid4()),
            "iat": moment,
            "nbf": moment,
            "exp": moment + LIVES,
        }
        return str(
            Jwt.sign(claims, self.private_jwk, alg=self.alg, typ="client-authentication+jwt")
        )
