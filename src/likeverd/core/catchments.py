"""Which hospital trust a patient belongs to: by the municipality or city district where the patient lives, and the day.

Catchment areas move, so what holds is kept as periods: a case belongs where its area belonged on its day. An area is a
municipality (four digits) or a city district (six: the municipality and two more), by the numbers of Statistics Norway.
Where a municipality is divided between trusts by its districts, its number alone says nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

MUNICIPALITY_DIGITS: Final = 4
AREA: Final = re.compile(r"[0-9]{4}(?:[0-9]{2})?")
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """An area belongs to a trust (its code) from the first day to the last, both counted in; None is without end."""

    area: str
    trust: str
    first: date
    last: date | None
    source: str

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, other: "Period") -> bool:
        """Whether the two have a day in common, wherever they hold."""
        starts = max(self.first, other.first)
        return self.holds(starts) and other.holds(starts)


@dataclass(frozen=True, slots=True)
class DistrictNeeded:
    """The municipality is divided on the day: the district must be known too. ``districts``: those of the register."""

    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Days between two periods of an area, on which the register has no trust for it."""

    area: str
    first: date
    last: date


def is_area(text: str) -> bool:
    """Whether the text is written as the number of a municipality or of a city district."""
    return AREA.fullmatch(text) is not None


def municipality_of(area: str) -> str:
    """The municipality in which the area lies, or which it is."""
    return area[:MUNICIPALITY_DIGITS]


def home_trust(area: str, day: date, periods: Iterable[Period]) -> Period | DistrictNeeded | None:
    """Where those who live in the area belong on the day; None where the register does not know.

    A district of an undivided municipality belongs where the municipality does. The periods are those of a register
    without faults (``contradictions``); periods of other areas do no harm. Raises ``ValueError`` for what is no area.
    """
    if not is_area(area):
        raise ValueError(area)
    on_the_day = {period.area: period for period in periods if period.holds(day)}
    found = on_the_day.get(area) or on_the_day.get(municipality_of(area))
    if found is not None:
        return found
    districts = sorted(each for each in on_the_day if each.startswith(area))
    return DistrictNeeded(tuple(districts)) if districts else None


def contradictions(
    periods: Sequence[tuple[str, Period]], trusts: Collection[str]
) -> Iterator[tuple[str, str]]:
    """What no register may say: the place of each fault, and what is wrong there, in English.

    Periods come with the place where they stand. A fault in one period is told once, at the later of two that clash.
    """
    for place, period in periods:
        if not is_area(period.area):
            yield (
                place,
                (
                    "area must be four digits (municipality) or six (municipality and district), not "
                    f"{period.area!r}; a spreadsheet may have taken away a leading zero"
                ),
            )
        if period.trust not in trusts:
            yield place, f"no trust has the code {period.trust!r}"
        if period.last is not None and period.last < period.first:
            yield place, f"valid_to {period.last} lies before valid_from {period.first}"
    for together in _by_municipality(periods).values():
        yield from _clashes(together)


def gaps(periods: Iterable[Period]) -> tuple[Gap, ...]:
    """The days between periods of the same area. They are told, not refused: nobody may know better."""
    of_area: dict[str, list[Period]] = {}
    for period in periods:
        of_area.setdefault(period.area, []).append(period)
    found = []
    for area, held in sorted(of_area.items()):
        held.sort(key=lambda period: period.first)
        for earlier, later in pairwise(held):
            if earlier.last is not None and earlier.last + ONE_DAY < later.first:
                found.append(Gap(area, earlier.last + ONE_DAY, later.first - ONE_DAY))
    return tuple(found)


def _by_municipality(
    periods: Sequence[tuple[str, Period]],
) -> Mapping[str, list[tuple[str, Period]]]:
    found: dict[str, list[tuple[str, Period]]] = {}
    for place, period in periods:
        found.setdefault(municipality_of(period.area), []).append((place, period))
    return found


def _clashes(together: Sequence[tuple[str, Period]]) -> Iterator[tuple[str, str]]:
    for number, (place, period) in enumerate(together):
        for earlier_place, earlier in together[:number]:
            if not period.meets(earlier):
                continue
            if period.area == earlier.area:
                yield place, f"the period of {period.area} overlaps with that in {earlier_place}"
            elif municipality_of(period.area) in (period.area, earlier.area):
                message = f"{municipality_of(period.area)} is given whole and by district at once"
                yield place, f"{message}; see {earlier_place}"
