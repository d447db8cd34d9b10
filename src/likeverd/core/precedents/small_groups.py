"""Small groups never identify: what of another's case may be shown, and which numbers.

Numbers below five are not shown: the norm of the health sector [HDSG]. The group is the *patients* with the same
method and the same indication group, everywhere together; a patient who has applied twice is one. Region and year
narrow the group down, and are shown only where the narrow group is large enough too. That we narrow by just these is
our own reading (``I``): they are what an outsider could know of a patient beside method and disease.
"""

from dataclasses import dataclass
from typing import Final

from likeverd.core.text import Text, unchanged

SMALLEST_SHOWN: Final = 5
SOURCE: Final = "HDSG"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a row beside its outcome and its coded reasons, which always are."""

    details: bool  # line, severity, benefit, time used, how it went, and the comparison by field
    region: bool
    year: bool


def shown_of(*, alike: int, in_region: int, in_year: int, in_region_and_year: int) -> Shown:
    """What the numbers of patients allow.

    ``alike``: patients with the row's method and indication group; the others: those of them with its region, its
    year, or both. Where both together are too few, the year stands back, so that the region can be compared.
    """
    details = alike >= SMALLEST_SHOWN
    region = details and in_region >= SMALLEST_SHOWN
    both = in_region_and_year >= SMALLEST_SHOWN
    year = details and in_year >= SMALLEST_SHOWN and (both or not region)
    return Shown(details, region, year)


def is_small(number: int) -> bool:
    """Whether a number is one that is not shown; none at all is no small number."""
    return 0 < number < SMALLEST_SHOWN


def number_in_words(number: int) -> Text:
    """A number as it is shown: none, fewer than five, or the number."""
    if number == 0:
        return Text("ingen", "ingen", "none")
    if is_small(number):
        limit = SMALLEST_SHOWN
        return Text(f"færre enn {limit}", f"færre enn {limit}", f"fewer than {limit}")
    return unchanged(str(number))
