"""What a trust says of its committee: the optional part ``committee`` of its settings document.

A trust without it works as before: one person with the role records the recommendation. No public source gives a
quorum for individual exceptions, so the figures are the trust's own [I].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from likeverd.core.committee.vocabulary import Profession

MOST_MEMBERS: Final = 30
LANGUAGES: Final = ("nb", "nn")


class BrokenCommittee(ValueError):
    """The committee's settings cannot be used; says why."""


@dataclass(frozen=True, slots=True)
class CommitteeRules:
    """``least_present``: members with a vote that must be there; besides, the leader or the deputy leader always must.

    ``professions``: those that must be among them. ``language``: of the minutes, ``nb`` or ``nn``. ``leader_alone``:
    whether the leader may act alone in an urgent case that no planned meeting reaches in time.
    """

    least_present: int
    professions: frozenset[Profession]
    language: str
    leader_alone: bool


def committee_from(given: Mapping[str, Any] | None) -> CommitteeRules | None:
    """The committee's rules, or None where the trust has none; raises ``BrokenCommittee`` or ``KeyError``."""
    if given is None:
        return None
    unknown = given.keys() - {"least_present", "professions", "language", "leader_alone"}
    if unknown:
        raise BrokenCommittee(f"the committee knows no setting {sorted(unknown)[0]!r}")
    least = given["least_present"]
    if not isinstance(least, int) or isinstance(least, bool) or not 2 <= least <= MOST_MEMBERS:
        raise BrokenCommittee(
            f"least_present is a whole number from 2 to {MOST_MEMBERS}, not {least!r}"
        )
    if given["language"] not in LANGUAGES:
        raise BrokenCommittee(f"the minutes are in nb or nn, not {given['language']!r}")
    if not isinstance(given["leader_alone"], bool):
        raise BrokenCommittee("leader_alone is true or false")
    professions = frozenset(Profession(code) for code in given["professions"])
    return CommitteeRules(least, professions, given["language"], given["leader_alone"])
