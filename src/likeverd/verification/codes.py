"""Makes codes from seeds and keys, and digests of codes and addresses. Every purpose has a key of its own."""

import hashlib
import hmac
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings

from likeverd.core.verification import CHANCE_BITS, code_of_chance

CODE, DIGEST, PLACE = "code", "digest of a code", "place of a check"
DIGEST_BITS: Final = 256


def new_code(seed: UUID) -> tuple[str, str]:
    """The code that the newest key makes of a seed, and the digest to keep."""
    key = settings.CODE_KEYS[0]
    code = _code(key, seed)
    return code, _digest(key, DIGEST, code)


def code_of(seed: UUID, digest: str) -> str | None:
    """The code of a row, by whichever key made it; None where that key is gone."""
    for key in settings.CODE_KEYS:
        code = _code(key, seed)
        if hmac.compare_digest(_digest(key, DIGEST, code), digest):
            return code
    return None


def digests_of(code: str) -> list[str]:
    """What a code may be stored as: under the newest key first, then under older ones."""
    return [_digest(key, DIGEST, code) for key in settings.CODE_KEYS]


def place_of(address: str, day: date) -> str:
    """What is kept of an address: the same within a day, and nothing that leads back to it."""
    return _digest(settings.CODE_KEYS[0], PLACE, f"{day.isoformat()} {address}")


def _code(key: str, seed: UUID) -> str:
    drawn = int.from_bytes(hmac.digest(_own(key, CODE), seed.bytes, "sha256"))
    return code_of_chance(drawn >> (DIGEST_BITS - CHANCE_BITS))


def _digest(key: str, purpose: str, text: str) -> str:
    return hmac.new(_own(key, purpose), text.encode(), hashlib.sha256).hexdigest()


def _own(key: str, purpose: str) -> bytes:
    return hashlib.sha256(f"likeverd {purpose} {key}".encode()).digest()
