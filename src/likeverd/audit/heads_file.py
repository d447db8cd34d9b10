"""Heads of the chains as a file that leaves the machine: JSON, one head a line, and a signature beside it.

Signed with Ed25519. ``openssl pkeyutl -verify -rawin`` checks it too; docs/operations.md says how.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from likeverd.audit.selectors import Head

SIGNATURE = ".sig"


class BrokenHeadsError(ValueError):
    """A file of heads cannot be read, or its signature does not fit."""


def content_of(heads: Iterable[Head], now: datetime) -> bytes:
    """The file's content. ``now`` is written in UTC."""
    moment = now.astimezone(UTC).isoformat(timespec="seconds")
    lines = (
        json.dumps(
            {
                "trust": head.trust,
                "log": head.log,
                "sequence": head.sequence,
                "hash": head.hash,
                "exported_at": moment,
            }
        )
        for head in heads
    )
    return "".join(f"{line}\n" for line in lines).encode()


def parse(content: bytes) -> list[Head]:
    """The heads in a file's content. Raises ``BrokenHeadsError``."""
    try:
        rows = [json.loads(line) for line in content.decode().splitlines() if line.strip()]
        return [Head(row["trust"], row["log"], int(row["sequence"]), row["hash"]) for row in rows]
    except (UnicodeDecodeError, ValueError, KeyError, TypeError) as fault:
        raise BrokenHeadsError(f"cannot be read as heads: {type(fault).__name__}") from fault


def private_key(path: Path) -> Ed25519PrivateKey:
    """The signing key (PEM). Raises ``BrokenHeadsError`` where it is no Ed25519 key, and OSError."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as fault:
        raise BrokenHeadsError(f"{path} is not a private key in PEM without password") from fault
    if not isinstance(key, Ed25519PrivateKey):
        raise BrokenHeadsError(f"{path} is not an Ed25519 key")
    return key


def new_key(path: Path) -> None:
    """Make a signing key, readable by its owner alone, and its public half beside it (``.pub``)."""
    key = Ed25519PrivateKey.generate()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path.with_name(f"{path.name}.pub").write_bytes(public)


def check_signature(content: bytes, signature: bytes, public: Path) -> None:
    """Raises ``BrokenHeadsError`` where the signature is not the key's over this content."""
    key = load_pem_public_key(public.read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise BrokenHeadsError(f"{public} is not an Ed25519 key")
    try:
        key.verify(signature, content)
    except InvalidSignature as fault:
        raise BrokenHeadsError("the signature does not fit the file") from fault
