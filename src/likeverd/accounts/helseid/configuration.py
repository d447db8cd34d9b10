"""What the operator has said about HelseID, read once: issuer, client, key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from jwskate import Jwk

ALGORITHMS: Final = {"RSA": "PS256", "EC": "ES256"}
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Configuration:
    """How we are known at the provider. ``key`` signs assertions and DPoP proofs, as HelseID allows, and is kept
    nowhere but in its file and in memory."""

    issuer: str
    client_id: str
    key: Jwk = field(repr=False)
    public_address: str
    proxy: str = ""

    @property
    def algorithm(self) -> str:
        """What the key signs with."""
        return ALGORITHMS[self.key["kty"]]


def is_configured() -> bool:
    """Whether HelseID can be offered at all."""
    return bool(settings.HELSEID_ISSUER)


def read_configuration() -> Configuration:
    """From the settings. Raises ImproperlyConfigured, which says what is wrong and never shows the key."""
    check_issuer(settings.HELSEID_ISSUER)
    return Configuration(
        issuer=settings.HELSEID_ISSUER,
        client_id=settings.HELSEID_CLIENT_ID,
        key=read_key(Path(settings.HELSEID_KEY_FILE)),
        public_address=settings.PUBLIC_ADDRESS,
        proxy=settings.HELSEID_PROXY,
    )


def check_issuer(issuer: str, setting: str = "HELSEID_ISSUER") -> None:
    """An issuer is an https address; on this machine, and outside production, http will do."""
    parts = urlsplit(issuer)
    local = parts.scheme == "http" and parts.hostname in LOOPBACK and not settings.PRODUCTION
    if not (parts.scheme == "https" or local) or not parts.hostname or parts.query:
        raise ImproperlyConfigured(f"{setting} must be an https address without a query.")


def read_key(path: Path, setting: str = "HELSEID_KEY_FILE") -> Jwk:
    """The private key in a file, as JWK or PEM. A key without a name gets its thumbprint for one."""
    try:
        text = path.read_text(encoding="utf-8")
        key = Jwk(json.loads(text)) if text.lstrip().startswith("{") else Jwk.from_pem(text)
    except (OSError, ValueError, TypeError) as error:
        raise ImproperlyConfigured(
            f"{setting} cannot be read as a key ({type(error).__name__})."
        ) from None
    if not key.is_private or key.is_symmetric or key.get("kty") not in ALGORITHMS:
        raise ImproperlyConfigured(f"{setting} must hold a private RSA or EC key.")
    algorithm = ALGORITHMS[key["kty"]]
    if (
        key.get("alg", algorithm) != algorithm
        or algorithm not in key.supported_signing_algorithms()
    ):
        raise ImproperlyConfigured(f"The key of {setting} must be one for {algorithm}.")
    return key if key.get("kid") else Jwk({**key, "kid": key.thumbprint()})
