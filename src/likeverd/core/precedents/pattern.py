"""A clear pattern among like cases, and whether an outcome departs from it.

A pattern never decides. It asks the one who departs from it for a sentence, so that the next reader sees why.
What is clear is our own reading (``I``): at least five decided cases of the same method and indication group, of
which at least four in five went the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from likeverd.core.precedents.small_groups import SMALLEST_SHOWN
from likeverd.core.text import Text

LEAST_CASES: Final = SMALLEST_SHOWN
LEAST_SHARE_PERCENT: Final = 80
SOURCE: Final = "I"


class Direction(StrEnum):
    """Which way a decision goes; conditions do not make a yes another answer."""

    YES = "yes"
    NO = "no"
    OTHER_SCHEME = "other_scheme"


DIRECTION_WORDS: Final = {
    Direction.YES: Text("innvilget", "innvilga", "granted"),
    Direction.NO: Text("avslått", "avslått", "refused"),
    Direction.OTHER_SCHEME: Text(
        "vist til en annen ordning", "viste til ei anna ordning", "referred to another scheme"
    ),
}
# By the states that decisions end in, and by the codes of a recommendation. A stop in the line is no decision.
OF_STATE: Final = {
    "granted": Direction.YES,
    "granted_with_conditions": Direction.YES,
    "refused": Direction.NO,
    "wrong_scheme": Direction.OTHER_SCHEME,
}
OF_OUTCOME: Final = {
    "grant": Direction.YES,
    "grant_with_conditions": Direction.YES,
    "refuse": Direction.NO,
    "wrong_scheme": Direction.OTHER_SCHEME,
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Most decisions went one way: ``agreeing`` of ``cases``."""

    direction: Direction
    agreeing: int
    cases: int

    @property
    def words(self) -> Text:
        """What the pattern is. The few that went another way are not counted out, for they could be one patient."""
        way = DIRECTION_WORDS[self.direction]
        share = LEAST_SHARE_PERCENT
        return Text(
            f"Minst {share} prosent av {self.cases} avgjorte saker med samme metode og indikasjonsgruppe er {way.nb}.",
            f"Minst {share} prosent av {self.cases} avgjorde saker med same metode og indikasjonsgruppe er {way.nn}.",
            f"At least {share} per cent of {self.cases} decided cases with the same method and indication group "
            f"were {way.en}.",
        )


def clear_pattern(by_state: Mapping[str, int]) -> Pattern | None:
    """The pattern of decided cases, counted by the state that they ended in; None where none is clear."""
    by_direction = dict.fromkeys(Direction, 0)
    for state, number in by_state.items():
        if state in OF_STATE:
            by_direction[OF_STATE[state]] += number
    cases = sum(by_direction.values())
    if cases < LEAST_CASES:
        return None
    direction = max(Direction, key=lambda each: by_direction[each])
    agreeing = by_direction[direction]
    if agreeing * 100 < cases * LEAST_SHARE_PERCENT:
        return None
    return Pattern(direction, agreeing, cases)


def departs(pattern: Pattern | None, outcome: str) -> bool:
    """Whether an outcome (``OF_OUTCOME``) goes another way than the pattern; never where there is none."""
    direction = OF_OUTCOME.get(outcome)
    return pattern is not None and direction is not None and direction is not pattern.direction
