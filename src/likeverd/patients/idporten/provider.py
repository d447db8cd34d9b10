"""ID-porten as an identity provider: code flow with PAR, PKCE and private_key_jwt, on its highest level alone.

Everything that is checked of an answer is checked by the same code as for HelseID (``accounts.helseid``). ID-porten
binds no access token to our key, and we ask for nothing with it: who it is stands in the id_token.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

from requests_oauth2client import OAuth2Client
from requests_oauth2client.exceptions import OAuth2Error

from likeverd.accounts.helseid import tokens
from likeverd.accounts.helseid.assertion import LIVES, ClientAssertion
from likeverd.accounts.helseid.configuration import Configuration
from likeverd.accounts.helseid.description import Description
from likeverd.accounts.helseid.door import Door
from likeverd.accounts.identity_provider import Begun, Identity, Pending, Reason, SignInRefused
from likeverd.patients.idporten.configuration import is_configured, read_configuration

RETURN_PATH: Final = "/innsyn/login/idporten/tilbake/"
SIGNED_OUT_PATH: Final = "/innsyn/login/"
SCOPES: Final = "openid profile"
IDENTITY_NUMBER: Final = "pid"
LEVEL: Final = "acr"
REQUIRED_LEVEL: Final = "idporten-loa-high"
# What the library raises on answers that are not as they should be.
MALFORMED: Final = (OAuth2Error, ValueError, TypeError, AttributeError, KeyError)


@lru_cache(maxsize=1)
def _idporten() -> IDPorten:
    return IDPorten(read_configuration())


def identity_provider() -> IDPorten | None:
    """The patients' provider of this installation; None where none is configured."""
    return _idporten() if is_configured() else None


class IDPorten:
    """Talks to ID-porten. One for each process: it remembers addresses and keys for a day."""

    def __init__(self, configuration: Configuration) -> None:
        self._own = configuration
        self._door = Door(configuration.issuer, configuration.proxy)
        self._description = Description(configuration.issuer, self._door)

    def begin(self, path: str, *, now: datetime) -> Begun:
        """Start a sign-in in which the person proves anew who they are: patients also use machines of others."""
        request = self._client().authorization_request(
            scope=SCOPES,
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            acr_values=REQUIRED_LEVEL,
            prompt="login",
            max_age=0,
        )
        try:
            pushed = self._client().pushed_authorization_request(request)
        except MALFORMED as error:
            raise SignInRefused(Reason.NOT_PROVEN, f"PAR: {type(error).__name__}") from None
        if not pushed.request_uri:
            raise SignInRefused(Reason.NOT_PROVEN, "PAR: no request_uri")
        known = {"client_id": self._own.client_id, "request_uri": pushed.request_uri}
        pending = Pending(
            state=str(request.state),
            nonce=str(request.nonce),
            verifier=str(request.code_verifier),
            began_at=int(now.timestamp()),
            path=path,
            fresh=True,
        )
        address = self._description["authorization_endpoint"]
        return Begun(f"{address}?{urlencode(known)}", pending)

    def complete(self, pending: Pending, answer: Mapping[str, str], *, now: datetime) -> Identity:
        """Exchange the code and check the id_token. Raises SignInRefused for everything that is amiss."""
        code = self._code(pending, answer, now)
        claims = tokens.id_token_claims(
            self._id_token(code, pending),
            pending,
            description=self._description,
            issuer=self._own.issuer,
            client_id=self._own.client_id,
            now=now,
        )
        if claims.get(LEVEL) != REQUIRED_LEVEL:
            raise SignInRefused(Reason.LEVEL_TOO_LOW, "the level is not the highest")
        number = claims.get(IDENTITY_NUMBER)
        if not isinstance(number, str) or not number:
            raise SignInRefused(Reason.NOT_PROVEN, "no identity number was given")
        return Identity(
            issuer=self._own.issuer,
            identity_number=number,
            level=REQUIRED_LEVEL,
            authenticated_at=tokens.authentication_moment(claims),
            session=str(claims.get("sid") or ""),
            hpr_number="",
        )

    def sign_out_address(self) -> str:
        """Without ``id_token_hint``: it would carry the identity number in an address."""
        known = {
            "client_id": self._own.client_id,
            "post_logout_redirect_uri": self._own.public_address + SIGNED_OUT_PATH,
        }
        return f"{self._description['end_session_endpoint']}?{urlencode(known)}"

    def _code(self, pending: Pending, answer: Mapping[str, str], now: datetime) -> str:
        if pending.is_over(now):
            raise SignInRefused(Reason.EXPIRED, "begun too long ago")
        if not secrets.compare_digest(answer.get("state", "").encode(), pending.state.encode()):
            raise SignInRefused(Reason.EXPIRED, "the state is another one")
        named = answer.get("iss")
        if named is None and self._description.names_issuer_in_answers:
            raise SignInRefused(Reason.NOT_PROVEN, "the answer names no issuer")
        if named not in (None, self._own.issuer):
            raise SignInRefused(Reason.NOT_PROVEN, "the answer is another issuer's")
        if answer.get("error") == "access_denied":
            raise SignInRefused(Reason.CANCELLED, "cancelled at the provider")
        if answer.get("error") or not answer.get("code"):
            raise SignInRefused(Reason.NOT_PROVEN, "the answer holds no code")
        return answer["code"]

    def _id_token(self, code: str, pending: Pending) -> str:
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._return_address,
            "code_verifier": pending.verifier,
        }
        try:
            token = self._client().token_request(asked)
        except MALFORMED as error:
            raise SignInRefused(Reason.NOT_PROVEN, f"token: {type(error).__name__}") from None
        if token.id_token is None:
            raise SignInRefused(Reason.NOT_PROVEN, "no id_token was given")
        return str(token.id_token)

    @property
    def _return_address(self) -> str:
        return self._own.public_address + RETURN_PATH

    def _client(self) -> OAuth2Client:
        return OAuth2Client(
            token_endpoint=self._description["token_endpoint"],
            authorization_endpoint=self._description["authorization_endpoint"],
            pushed_authorization_request_endpoint=self._description[
                "pushed_authorization_request_endpoint"
            ],
            redirect_uri=self._return_address,
            issuer=self._own.issuer,
            auth=ClientAssertion(
                self._own.client_id,
                self._own.key,
                alg=self._own.algorithm,
                lifetime=LIVES,
                aud=self._own.issuer,
            ),
            session=self._door,
            testing=True,  # the library's check of addresses; the door and the configuration have their own
        )
