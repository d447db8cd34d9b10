"""Taking a trust's logs out: in which form, by whom, for what, and for how long they may be kept outside."""

from collections.abc import Iterable
from datetime import timedelta
from enum import StrEnum
from typing import Final

from likeverd.core.case import Grant
from likeverd.core.exporting import LONGEST_PURPOSE, SHORTEST_PURPOSE
from likeverd.core.vocabulary import Role

DAYS_KEPT: Final = 30
MOST_DAYS: Final = 3650  # as long as a case itself is kept


class Format(StrEnum):
    """The texts that were hashed, of both logs, to be verified; or the access log as FHIR AuditEvent."""

    CHAIN = "chain"
    FHIR = "fhir"


def may_take_out(grants: Iterable[Grant], trust: int) -> bool:
    """Who reviews a trust's log may take it out; nobody else, whatever else they may see."""
    return any(grant.role is Role.LOG_REVIEWER and grant.trust == trust for grant in grants)


def purpose_in_words(purpose: str) -> str:
    """The purpose as it is kept. Raises ``ValueError`` with what is wrong."""
    words = " ".join(purpose.split())
    if not SHORTEST_PURPOSE <= len(words) <= LONGEST_PURPOSE:
        raise ValueError(
            f"The purpose takes {SHORTEST_PURPOSE} to {LONGEST_PURPOSE} characters; it has {len(words)}."
        )
    return words


def kept_for(days: int) -> timedelta:
    """How long the files may be kept outside. Raises ``ValueError``."""
    if not 1 <= days <= MOST_DAYS:
        raise ValueError(f"The files may be kept from 1 to {MOST_DAYS} days.")
    return timedelta(days=days)
