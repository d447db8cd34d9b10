"""Receipts of commands that carried an idempotency key: a repeat is the same command.

A receipt is written in the command's own transaction, so a command that was not carried out
leaves none, and one that was is never carried out again.
"""

import hashlib
import json
from datetime import datetime

from likeverd.cases.models import Case, CommandReceipt
from likeverd.cases.refused import KeyUsedForSomethingElse
from likeverd.organisations.models import Person

LONGEST_KEY = 80


def digest_of(*content: object) -> str:
    """What tells one request from another."""
    written = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()


def already_done(by: Person, key: str, digest: str) -> Case | None:
    """The case of an earlier command with this key; None where there is none, or no key.

    Raises ``KeyUsedForSomethingElse`` where the key came with another request.
    """
    if not key:
        return None
    receipt = (
        CommandReceipt.objects.select_related("case")
        .filter(person=by, key=key[:LONGEST_KEY])
        .first()
    )
    if receipt is None:
        return None
    if receipt.request_hash != digest:
        raise KeyUsedForSomethingElse(key)
    return receipt.case


def remember(case: Case, by: Person, key: str, digest: str, now: datetime) -> None:
    """Write the receipt; nothing without a key."""
    if key:
        CommandReceipt.objects.create(
            person=by,
            key=key[:LONGEST_KEY],
            request_hash=digest,
            case=case,
            version=case.version,
            created_at=now,
        )
