"""Project codes that mean the same and are spelled in two ways: an invoice is lost between them.

Sykehuset Innlandet's procedure prints «DM 0224» for orders and «DM 02224» for prescriptions (rules.md section 10,
conflict 8). Which one is right is for the trust to say; the system shows that there are two.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from likeverd.core.text import Text

_CODE: Final = re.compile(r"([A-ZÆØÅ]{1,6})[ -]?(\d{2,10})\b")
WARNING: Final = Text(
    "Samme prosjekt ser ut til å være skrevet på to måter: {one} og {other}. Spør økonomi hvilken som gjelder.",
    "Same prosjekt ser ut til å vere skrive på to måtar: {one} og {other}. Spør økonomi kva som gjeld.",
    "The same project seems to be spelled in two ways: {one} and {other}. Ask the finance department which one holds.",
)


@dataclass(frozen=True, slots=True)
class TwoSpellings:
    """Two codes that are likely to be one."""

    one: str
    other: str

    @property
    def words(self) -> Text:
        """The warning, for the person who keeps the settings."""
        return Text(
            WARNING.nb.format(one=self.one, other=self.other),
            WARNING.nn.format(one=self.one, other=self.other),
            WARNING.en.format(one=self.one, other=self.other),
        )


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a text, letters and digits, as they are written there."""
    return tuple(found.group(0) for found in _CODE.finditer(text))


def spelled_two_ways(texts: Iterable[str]) -> tuple[TwoSpellings, ...]:
    """Pairs of unlike codes in these texts that one slip of the hand makes alike, in the order they are met."""
    codes = list(dict.fromkeys(code for text in texts for code in codes_in(text)))
    return tuple(
        TwoSpellings(one, other) for one, other in combinations(codes, 2) if _likely_one(one, other)
    )


def _likely_one(one: str, other: str) -> bool:
    first, second = _CODE.fullmatch(one), _CODE.fullmatch(other)
    if first is None or second is None or first.group(1) != second.group(1):
        return False
    digits, others = first.group(2), second.group(2)
    return digits.lstrip("0") == others.lstrip("0") or _one_slip(digits, others)


def _one_slip(one: str, other: str) -> bool:
    """Whether one digit too many, too few or exchanged with its neighbour makes the two alike.

    One digit changed into another is a code of its own: hospitals number their projects in order.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(longer) - len(shorter) == 1:
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    if len(longer) == len(shorter):
        return any(
            one[:at] + one[at + 1] + one[at] + one[at + 2 :] == other
            for at in range(len(one) - 1)
            if one[at] != one[at + 1]
        )
    return False
