"""HelseID as an identity provider."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from requests_oauth2client import DPoPKey, DPoPToken, OAuth2Client
from requests_oauth2client.exceptions import OAuth2Error

from likeverd.accounts.helseid import tokens
from likeverd.accounts.helseid.assertion import LIVES, ClientAssertion
from likeverd.accounts.helseid.configuration import Configuration, is_configured, read_configuration
from likeverd.accounts.helseid.description import Description
from likeverd.accounts.helseid.door import Door
from likeverd.accounts.identity_provider import (
    Begun,
    Identity,
    IdentityProvider,
    Pending,
    Reason,
    SignInRefused,
)

logger = logging.getLogger(__name__)

RETURN_PATH: Final = "/login/helseid/tilbake/"
SIGNED_OUT_PATH: Final = "/"
SCOPES: Final = "openid profile helseid://scopes/identity/all helseid://scopes/hpr/hpr_number"
IDENTITY_NUMBER: Final = "helseid://claims/identity/pid"
SECURITY_LEVEL: Final = "helseid://claims/identity/security_level"
HPR_NUMBER: Final = "helseid://claims/hpr/hpr_number"
HPR_DETAILS: Final = "helseid://claims/hpr/hpr_details"
REQUIRED_LEVEL: Final = "4"
# What the library raises on answers that are not as they should be.
MALFORMED: Final = (OAuth2Error, ValueError, TypeError, AttributeError, KeyError)


@lru_cache(maxsize=1)
def _helseid() -> HelseID:
    return HelseID(read_configuration())


def identity_provider() -> IdentityProvider | None:
    """The provider of this installation; None where none is configured."""
    return _helseid() if is_configured() else None


class HelseID:
    """Talks to HelseID. One for each process: it remembers addresses and keys for a day."""

    def __init__(self, configuration: Configuration) -> None:
        self._own = configuration
        self._door = Door(configuration.issuer, configuration.proxy)
        self._description = Description(configuration.issuer, self._door)
        self._nonce: str | None = None  # the provider's last DPoP nonce; saves a call

    def begin(self, path: str, *, now: datetime) -> Begun:
        """Start a sign-in; one that the person has at HelseID already will do, if it is from this working day.

        Who asks for ``max_age`` is told when the person was authenticated (OpenID Connect Core 3.1.2.1).
        """
        return self._begin(path, now, fresh=False, max_age=tokens.OLDEST_AUTHENTICATION)

    def step_up(self, path: str, *, now: datetime) -> Begun:
        """Start a sign-in that the person must go through anew."""
        return self._begin(path, now, fresh=True, prompt="login", max_age=0)

    def _begin(self, path: str, now: datetime, *, fresh: bool, **asked: Any) -> Begun:
        client = self._client()
        request = client.authorization_request(
            scope=SCOPES,
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            dpop_key=self._proof_key(),
            **asked,
        )
        try:
            pushed = client.pushed_authorization_request(request)
        except MALFORMED as error:
            raise SignInRefused(Reason.NOT_PROVEN, f"PAR: {_kind(error)}") from None
        self._keep_nonce(request.dpop_key)
        if not pushed.request_uri:
            raise SignInRefused(Reason.NOT_PROVEN, "PAR: no request_uri")
        known = {"client_id": self._own.client_id, "request_uri": pushed.request_uri}
        pending = Pending(
            state=str(request.state),
            nonce=str(request.nonce),
            verifier=str(request.code_verifier),
            began_at=int(now.timestamp()),
            path=path,
            fresh=fresh,
        )
        address = self._description["authorization_endpoint"]
        return Begun(f"{address}?{urlencode(known)}", pending)

    def complete(self, pending: Pending, answer: Mapping[str, str], *, now: datetime) -> Identity:
        """Exchange the code, check the id_token, ask for the HPR number. Raises SignInRefused."""
        code = self._code(pending, answer, now)
        token = self._token(code, pending)
        claims = tokens.id_token_claims(
            str(token.id_token),
            pending,
            description=self._description,
            issuer=self._own.issuer,
            client_id=self._own.client_id,
            now=now,
        )
        if str(claims.get(SECURITY_LEVEL, "")) != REQUIRED_LEVEL:
            raise SignInRefused(Reason.LEVEL_TOO_LOW, "the security level is not 4")
        number = claims.get(IDENTITY_NUMBER)
        if not isinstance(number, str) or not number:
            raise SignInRefused(Reason.NOT_PROVEN, "no identity number was given")
        return Identity(
            issuer=self._own.issuer,
            identity_number=number,
            level=REQUIRED_LEVEL,
            authenticated_at=tokens.authentication_moment(claims),
            session=str(claims.get("sid") or ""),
            hpr_number=self._hpr_number(token, claims),
        )

    def sign_out_address(self) -> str:
        """Without ``id_token_hint``: it would carry the identity number in an address."""
        known = {
            "client_id": self._own.client_id,
            "post_logout_redirect_uri": self._own.public_address + SIGNED_OUT_PATH,
        }
        return f"{self._description['end_session_endpoint']}?{urlencode(known)}"

    def ended_session(self, logout_token: str, *, now: datetime) -> str:
        """Which of HelseID's sessions has ended."""
        return tokens.logout_token_session(
            logout_token,
            description=self._description,
            issuer=self._own.issuer,
            client_id=self._own.client_id,
            now=now,
        )

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

    def _token(self, code: str, pending: Pending) -> DPoPToken:
        key = self._proof_key()
        asked = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._return_address,
            "code_verifier": pending.verifier,
        }
        try:
            token = self._client().token_request(asked, dpop_key=key)
        except MALFORMED as error:
            raise SignInRefused(Reason.NOT_PROVEN, f"token: {_kind(error)}") from None
        self._keep_nonce(key)
        # The library takes whatever kind of token it is given.
        if not isinstance(token, DPoPToken) or token.token_type.lower() != "dpop":
            raise SignInRefused(Reason.NOT_PROVEN, "the access token is not bound to our key")
        if token.id_token is None:
            raise SignInRefused(Reason.NOT_PROVEN, "no id_token was given")
        return token

    def _hpr_number(self, token: DPoPToken, claims: Mapping[str, Any]) -> str:
        """From the id_token or from userinfo; empty for people without one.

        Nobody is kept out because the register of health personnel does not answer.
        """
        if number := normalised_hpr(claims.get(HPR_NUMBER)):
            return number
        try:
            response = self._door.get(self._description["userinfo_endpoint"], auth=token)
            told = response.json() if response.ok else {}
        except (SignInRefused, *MALFORMED) as error:
            logger.warning("Userinfo gave no answer: %s", _kind(error))
            return ""
        if not isinstance(told, dict) or not told:
            return ""
        if told.get("sub") != claims["sub"]:
            raise SignInRefused(Reason.NOT_PROVEN, "userinfo is about somebody else")
        details = told.get(HPR_DETAILS)
        detailed = details.get("hpr_number") if isinstance(details, dict) else None
        return normalised_hpr(detailed) or normalised_hpr(told.get(HPR_NUMBER))

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

    def _proof_key(self) -> DPoPKey:
        return DPoPKey(self._own.key, alg=self._own.algorithm, as_nonce=self._nonce)

    def _keep_nonce(self, key: DPoPKey | None) -> None:
        self._nonce = key.as_nonce if key else None


def normalised_hpr(value: object) -> str:
    """An HPR number comes as a text or as a number: digits without leading zeros, or empty."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    text = str(value).strip()
    return text.lstrip("0") if text.isascii() and text.isdecimal() and len(text) <= 9 else ""


def _kind(error: Exception) -> str:
    """The kind of an error and its OAuth code, without words that may hold more."""
    code = getattr(error, "error", None)
    return f"{type(error).__name__} {code}" if isinstance(code, str) else type(error).__name__
