"""The register of catchment areas as a CSV document: which area belongs to which trust, from when to when."""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from likeverd.core.catchments import Period, contradictions
from likeverd.core.registers.reading import BrokenRegisterError, Problem, RowReader

COLUMNS: Final = ("area", "trust", "valid_from", "valid_to", "source")
LONGEST_SOURCE: Final = 300


@dataclass(frozen=True, slots=True)
class PlacedPeriod:
    """A period, and where it stood in the document."""

    place: str
    period: Period


def parse_catchments_csv(text: str, *, trusts: Collection[str]) -> tuple[PlacedPeriod, ...]:
    """Read a document; raises ``BrokenRegisterError`` with every fault by its line.

    Columns are apart by comma or semicolon. ``trusts`` are the codes that there are.
    """
    text = text.removeprefix("\ufeff")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    problems: list[Problem] = []
    found: list[tuple[str, Period]] = []
    try:
        given = tuple(lines.fieldnames or ())
        if sorted(given) != sorted(COLUMNS):
            message = f"the columns must be {', '.join(COLUMNS)}, not {', '.join(given) or 'none'}"
            raise BrokenRegisterError([Problem("line 1", message)])
        for line in lines:
            place = f"line {lines.line_num}"
            if None in line or None in line.values():
                problems.append(Problem(place, "has another number of columns than the first line"))
                continue
            period = _period(line, place, problems)
            if period is not None:
                found.append((place, period))
    except csv.Error as fault:
        problems.append(Problem(f"line {lines.reader.line_num}", str(fault)))
    problems += [Problem(place, message) for place, message in contradictions(found, trusts)]
    if not found and not problems:
        problems.append(Problem("document", "has no periods"))
    if problems:
        raise BrokenRegisterError(problems)
    return tuple(PlacedPeriod(place, period) for place, period in found)


def _period(line: Mapping[str, str], place: str, problems: list[Problem]) -> Period | None:
    """The period of a line; None where it cannot be read, which is then among the problems."""
    before = len(problems)
    reader = RowReader(line, place, COLUMNS, problems)
    area, trust = reader.text("area", 20), reader.slug("trust")
    first, last = reader.day("valid_from"), reader.day("valid_to", required=False)
    source = reader.text("source", LONGEST_SOURCE)
    if first is None or len(problems) > before:
        return None
    return Period(area, trust, first, last, source)
