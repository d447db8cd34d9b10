"""Reads what the provider has signed, and believes nothing that is not checked here.

The library's own check of an id_token fails on DPoP tokens, so every rule stands here in the open: OpenID Connect
Core 3.1.3.7, and Back-Channel Logout 2.6. Refusals name the rule, never a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from jwskate import Jwk, SignedJwt

from likeverd.accounts.helseid.description import Description
from likeverd.accounts.identity_provider import PENDING_FOR, Pending, Reason, SignInRefused

# Asymmetric and strong; never "none" and never one whose secret we would share.
SIGNATURES: Final = frozenset({"PS256", "PS384", "PS512", "ES256", "ES384", "RS256"})
CLOCKS_DIFFER: Final = 30  # seconds; HelseID's FK4 asks that clocks are kept
OLDEST_AUTHENTICATION: Final = 10 * 3600  # seconds; a working day
LOGOUT_TOKEN_AGE: Final = 300  # seconds
LOGOUT_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"
Claims = Mapping[str, Any]


def id_token_claims(
    raw: str,
    pending: Pending,
    *,
    description: Description,
    issuer: str,
    client_id: str,
    now: datetime,
) -> Claims:
    """The claims of an id_token that holds in every respect. Raises SignInRefused with NOT_PROVEN."""
    claims = _signed_by_provider(raw, description)
    _issued_for_us(claims, issuer, client_id)
    moment = now.timestamp()
    _require(_number(claims, "exp") > moment - CLOCKS_DIFFER, "the id_token has expired")
    issued = _number(claims, "iat")
    oldest = moment - PENDING_FOR.total_seconds() - CLOCKS_DIFFER
    _require(oldest <= issued <= moment + CLOCKS_DIFFER, "the id_token is not from now")
    _require(claims.get("nonce") == pending.nonce, "the nonce is another one, or absent")
    authenticated = _number(claims, "auth_time")
    _require(authenticated <= moment + CLOCKS_DIFFER, "the authentication is in the future")
    _require(
        authenticated >= moment - OLDEST_AUTHENTICATION - CLOCKS_DIFFER,
        "the authentication is from another day",
    )
    if pending.fresh:
        _require(
            authenticated >= pending.began_at - CLOCKS_DIFFER, "the authentication is not fresh"
        )
    _require(bool(_text(claims, "sub")), "there is no subject")
    return claims


def logout_token_session(
    raw: str, *, description: Description, issuer: str, client_id: str, now: datetime
) -> str:
    """The provider's session that a logout token says has ended. Raises SignInRefused with NOT_PROVEN."""
    claims = _signed_by_provider(raw, description, typ=("logout+jwt", "JWT", None))
    _issued_for_us(claims, issuer, client_id)
    moment = now.timestamp()
    age = moment - _number(claims, "iat")
    _require(-CLOCKS_DIFFER <= age <= LOGOUT_TOKEN_AGE, "the logout token is not from now")
    if "exp" in claims:
        _require(_number(claims, "exp") > moment - CLOCKS_DIFFER, "the logout token has expired")
    events = claims.get("events")
    _require(isinstance(events, dict) and LOGOUT_EVENT in events, "it is no logout token")
    _require("nonce" not in claims, "a logout token has no nonce")
    _require(bool(_text(claims, "jti")), "the logout token has no name")
    session = _text(claims, "sid")
    _require(bool(session), "the logout token names no session")
    return session


def authentication_moment(claims: Claims) -> datetime:
    """When the person proved who they are."""
    return datetime.fromtimestamp(_number(claims, "auth_time"), tz=UTC)


def _signed_by_provider(
    raw: str, description: Description, typ: tuple[str | None, ...] = ()
) -> Claims:
    try:
        token = SignedJwt(raw)
        algorithm, name = token.headers.get("alg"), token.headers.get("kid")
    except (ValueError, TypeError, AttributeError, KeyError):
        raise SignInRefused(Reason.NOT_PROVEN, "the token cannot be read") from None
    _require(algorithm in SIGNATURES, "the token is signed in a way that we do not accept")
    _require(isinstance(name, str), "the token names no key")
    _require(not typ or token.headers.get("typ") in typ, "the token is of another kind")
    key = description.key(str(name))
    _require(not key.is_symmetric and key.get("use", "sig") == "sig", "the key is for other use")
    _require(key.get("alg", algorithm) == algorithm, "the key is for another algorithm")
    _require(_verifies(token, key, str(algorithm)), "the signature does not hold")
    claims = token.claims
    _require(isinstance(claims, dict), "the token holds no claims")
    return claims


def _verifies(token: SignedJwt, key: Jwk, algorithm: str) -> bool:
    try:
        return token.verify_signature(key.public_jwk() if key.is_private else key, alg=algorithm)
    except (ValueError, TypeError, AttributeError, KeyError):
        return False


def _issued_for_us(claims: Claims, issuer: str, client_id: str) -> None:
    _require(claims.get("iss") == issuer, "another issuer")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    _require(client_id in audiences, "meant for another client")
    if len(audiences) > 1 or "azp" in claims:
        _require(claims.get("azp") == client_id, "given to another client")


def _number(claims: Claims, name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SignInRefused(Reason.NOT_PROVEN, f"{name} is absent or no number")
    return float(value)


def _text(claims: Claims, name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SignInRefused(Reason.NOT_PROVEN, otherwise)
