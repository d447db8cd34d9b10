"""The code with which pharmacy and finance check a decision: its form, what a check says, and what the limits are.

A code is twelve characters of chance (60 bits) in Crockford's base 32, without I, L, O, U, and one that checks them.
Any one character that is wrong, and any two that have changed places, are noticed before anybody is asked, so that
a typing error is never taken for a code that does not exist. Why it shows what it shows: docs/adr/0051.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Final

from likeverd.core.events import Granted, GrantedWithConditions, Recorded
from likeverd.core.forms.reading import parse_date
from likeverd.core.text import Text
from likeverd.core.vocabulary import GRANTED_STATES

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Letters that people write for others; U is in no code and stands for nothing.
READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
BITS: Final = 5
LENGTH: Final = 12  # characters of chance
CHANCE_BITS: Final = BITS * LENGTH
GROUPS: Final = (4, 4, 5)
SEPARATORS: Final = re.compile(r"[\s\-‐-―−.]+")
OVERFLOW, POLYNOMIAL = 0b100000, 0b100101  # x^5 + x^2 + 1, under which doubling passes 31 values


class Verdict(StrEnum):
    """What a check says."""

    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"


VERDICT_LABELS: Final = {
    Verdict.VALID: Text("Gyldig", "Gyldig", "Valid"),
    Verdict.EXPIRED: Text("Utløpt", "Gått ut", "Expired"),
    Verdict.WITHDRAWN: Text("Gjelder ikke lenger", "Gjeld ikkje lenger", "No longer valid"),
    Verdict.UNKNOWN: Text("Ukjent kode", "Ukjend kode", "Unknown code"),
    Verdict.MISTYPED: Text("Feil i koden", "Feil i koden", "Error in the code"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds for a code from a moment on: granted until a day, that day too, or no longer (None)."""

    until: date | None


@dataclass(frozen=True, slots=True)
class Limits:
    """How many points may be used in a window of minutes: by one address, and by all together.

    A check costs one point, and a code that does not exist ``UNKNOWN_COSTS`` more.
    """

    minutes: int
    of_one_address: int
    of_all: int


CHECK_COSTS, UNKNOWN_COSTS = 1, 4


def code_of_chance(chance: int) -> str:
    """The code that ``chance`` makes: a number below 2 to the power of ``CHANCE_BITS``, from a good source."""
    if not 0 <= chance < 2**CHANCE_BITS:
        raise ValueError(f"chance must have at most {CHANCE_BITS} bits")
    places = range(CHANCE_BITS - BITS, -BITS, -BITS)
    digits = [chance >> place & (2**BITS - 1) for place in places]
    return "".join(ALPHABET[digit] for digit in (*digits, _doubled(_sum(digits))))


def written(code: str) -> str:
    """The code as it is printed, in groups: ``7K3M-9QXT-2B4HW``."""
    first, second, _ = GROUPS
    return f"{code[:first]}-{code[first : first + second]}-{code[first + second :]}"


def read(typed: str) -> str | None:
    """The code that somebody typed, however it is spaced or cased; None if it cannot be one."""
    code = SEPARATORS.sub("", typed).upper().translate(READ_AS)
    if len(code) != LENGTH + 1 or not set(code) <= set(ALPHABET):
        return None
    return code if _sum(ALPHABET.index(char) for char in code) == 0 else None


def _sum(digits: Iterable[int]) -> int:
    """Each character counts by its place: the sum is doubled before the next is added, in the field of 32 elements."""
    total = 0
    for digit in digits:
        total = _doubled(total) ^ digit
    return total


def _doubled(value: int) -> int:
    twice = value << 1
    return twice ^ POLYNOMIAL if twice & OVERFLOW else twice


def standing_after(recorded: Recorded) -> Standing | None:
    """What an event makes of the case's code; None where it changes nothing.

    A decision to grant opens it, a later one anew. Whatever takes a granted case out of that state (a review that sets
    the decision aside, and what follows) closes it; a review that upholds it changes nothing.
    """
    event = recorded.event
    if isinstance(event, Granted | GrantedWithConditions):
        return Standing(parse_date(event.valid_until))
    if recorded.state_before in GRANTED_STATES and recorded.state_after not in GRANTED_STATES:
        return Standing(None)
    return None


def verdict_on(standing: Standing | None, today: date) -> Verdict:
    """What a check says today of a well-formed code; ``standing`` is None where there is no such code."""
    if standing is None:
        return Verdict.UNKNOWN
    if standing.until is None:
        return Verdict.WITHDRAWN
    return Verdict.VALID if today <= standing.until else Verdict.EXPIRED


def counted_as(address: str) -> str:
    """Whose limit a check counts to: an address, and of IPv6 the network that one house has (/64)."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv4Address):
        return str(found)
    inner = found.ipv4_mapped
    return str(inner) if inner else str(IPv6Network((int(found), 64), strict=False))


def window_of(now: datetime, limits: Limits) -> datetime:
    """When the window began in which a check at ``now`` counts."""
    length = timedelta(minutes=limits.minutes)
    since_epoch = now.timestamp() // length.total_seconds() * length.total_seconds()
    return datetime.fromtimestamp(since_epoch, tz=now.tzinfo)


def seconds_left(now: datetime, limits: Limits) -> int:
    """How long until the window ends: when it makes sense to try again. At least one second."""
    ends = window_of(now, limits) + timedelta(minutes=limits.minutes)
    return max(1, int((ends - now).total_seconds()) + 1)
