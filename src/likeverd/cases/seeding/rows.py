"""The rows of a seeding on their way to the database, and what the database handed out for them."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Rows:
    """Rows of one batch, as lines for COPY.

    ``cases`` and ``applied`` (the events that carry an application) name their application by
    its number; the application itself stands among ``applications`` of this batch or of an
    earlier one.
    """

    applications: list[str] = field(default_factory=list)
    patients: list[str] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    applied: list[str] = field(default_factory=list)
    revisions: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ids:
    """What the database has handed out for the new rows, one for each case in order."""

    cases: Sequence[int]
    patients: Sequence[int]
    numbers: Sequence[int]
    patients_before: int


def for_copy(text: str) -> str:
    """A text as a line of COPY wants it."""
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
