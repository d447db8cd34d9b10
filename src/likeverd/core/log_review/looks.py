"""What the rules read, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from likeverd.core.access import AccessKind, Ground
from likeverd.core.workdays import local_day


class Rule(StrEnum):
    """Why something in the log must be looked at."""

    EMERGENCY = "emergency"
    OWN_RECORD = "own_record"
    SAME_SURNAME = "same_surname"
    MANY_STAFF = "many_staff"
    NO_TIE = "no_tie"
    OUTSIDE_HOURS = "outside_hours"
    MANY_LOOKUPS = "many_lookups"


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the access log where a member of staff opened, changed or decided a case (never a list).

    ``own_record`` and ``same_surname`` were found by comparing in the database; neither name nor number comes here.
    """

    at: datetime
    person: int
    kind: AccessKind
    ground: Ground
    case: int
    number: str
    role: str = ""
    patient: int | None = None
    emergency: int | None = None
    own_record: bool = False
    same_surname: bool = False

    @property
    def day(self) -> date:
        """The day in Norway."""
        return local_day(self.at)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to look at. ``key`` is the same each time a rule finds the same, so that it is kept once.

    ``begins`` and ``ends`` are the days whose rows belong to it, both counted; ``facts`` are the numbers of its reason.
    """

    rule: Rule
    key: str
    begins: date
    ends: date
    person: int | None = None
    role: str = ""
    ground: str = ""
    case: int | None = None
    number: str = ""
    patient: int | None = None
    emergency: int | None = None
    facts: Mapping[str, int] = field(default_factory=dict)
