"""Which waiting cases come first: the urgent ones, then the earliest day by which treatment or step is due."""

from dataclasses import dataclass
from datetime import date
from typing import Final

MOST_ITEMS: Final = 12  # of one drawing; the secretary adds more by hand


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for the committee. ``start_by`` and ``due_on`` as on the case."""

    case: int
    urgent: bool
    start_by: date | None
    due_on: date | None

    @property
    def treat_by(self) -> date | None:
        """The day that the committee must be in time for: the earlier of last useful start and promise."""
        return treat_by(self.start_by, self.due_on)


def treat_by(start_by: date | None, due_on: date | None) -> date | None:
    """The earlier of the two days; None where there is neither."""
    days = [day for day in (start_by, due_on) if day is not None]
    return min(days) if days else None


def in_order(waiting: list[Waiting]) -> list[Waiting]:
    """The order of the agenda; of two with the same day, the one that came first."""
    return sorted(waiting, key=lambda w: (not w.urgent, w.treat_by or date.max, w.case))
