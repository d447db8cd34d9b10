"""How many others could use the same argument: what is counted, and when it is told.

Counted are patients, everywhere in the country, whose case has the same method and indication group and shares at
least one coded ground for the larger effect (``features.arguments``). A case that states no ground is like one that
states none. The two thresholds are the issue's; what «the same argument» is, is our own reading (``I``).
The number never weighs against a patient: that a group is large or small is no reason [core.reasons.not_permitted].
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

SOURCE: Final = "I"


class Threshold(IntEnum):
    """From how many patients on something is told or made."""

    TELL_DIRECTORS = 3
    DRAFT_DOSSIER = 5


def reached(count: int) -> tuple[Threshold, ...]:
    """The thresholds that so many patients reach, the lowest first."""
    return tuple(each for each in Threshold if count >= each)


def same_argument(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two lists of grounds have one in common, or are both empty."""
    return bool(set(one) & set(other)) or not (one or other)


@dataclass(frozen=True, slots=True)
class Counted:
    """Other patients with the same method, indication group and argument: those whose case runs, and earlier ones."""

    running: int
    ended: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.running + self.ended
