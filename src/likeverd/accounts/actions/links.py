"""Links between people of ours and the identities that a provider proves. Only operations makes them."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction

from likeverd.accounts.models import PersonLink
from likeverd.core.identity import IdentityNumber
from likeverd.organisations.models import Person

HMAC_BLOCK: Final = 64  # bytes, of SHA-256


class AlreadyLinked(Exception):
    """The identity number belongs to another person here."""


def link_digests(digits: str) -> list[str]:
    """What may be stored for an identity number: with the newest key first, then with older ones."""
    return [_digest(key, digits) for key in settings.LINK_KEYS]


def link_pads() -> list[tuple[bytes, bytes]]:
    """For each key what HMAC-SHA256 puts before the number, inside and outside (RFC 2104).

    With them the database makes the same digests of numbers that it holds, and no number has to leave it.
    """
    blocks = [_own(key).ljust(HMAC_BLOCK, b"\0") for key in settings.LINK_KEYS]
    return [(bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)) for block in blocks]


def _digest(key: str, digits: str) -> str:
    return hmac.new(_own(key), digits.encode(), hashlib.sha256).hexdigest()


def _own(key: str) -> bytes:
    return hashlib.sha256(b"likeverd person link " + key.encode()).digest()


def link_person(
    person: Person, number: IdentityNumber, *, by: str, reason: str, now: datetime
) -> PersonLink:
    """From now on whoever proves to have this number is this person. An earlier link of the person ends.

    Raises AlreadyLinked where the number is another person's, and ValueError without ``by`` or ``reason``.
    """
    if not by.strip() or not reason.strip():
        raise ValueError("a link needs by whom and why")
    digests = link_digests(number.digits)
    with transaction.atomic():
        taken = PersonLink.objects.filter(digest__in=digests, ended_at__isnull=True)
        if taken.exclude(person=person).exists():
            raise AlreadyLinked
        end_link(person, by=by, reason=reason, now=now)
        try:
            with transaction.atomic():
                return PersonLink.objects.create(
                    person=person, digest=digests[0], linked_at=now, linked_by=by, reason=reason
                )
        except IntegrityError:  # somebody else was faster
            raise AlreadyLinked from None


def end_link(person: Person, *, by: str, reason: str, now: datetime) -> bool:
    """The person cannot sign in any more; False where there was no link. The row stays."""
    return bool(
        PersonLink.objects.filter(person=person, ended_at__isnull=True).update(
            ended_at=now, ended_by=by, ended_reason=reason
        )
    )


def renew_digest(link: PersonLink, digest: str) -> None:
    """The same number under the newest key."""
    if link.digest != digest:
        PersonLink.objects.filter(pk=link.pk).update(digest=digest)


def keep_hpr_number(person: Person, number: str) -> None:
    """Remember the HPR number that a sign-in proved, where none was known."""
    Person.objects.filter(pk=person.pk, hpr_number="").update(hpr_number=number)
