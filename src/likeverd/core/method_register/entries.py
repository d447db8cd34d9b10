"""What the register holds of a method beside its events: conditions, group exceptions, trials and the like.

An entry is dated and sourced, and is never written over: it is ended or replaced by a new version of itself, and all
versions stay. What an entry of each kind says is asked for in ``fields``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from likeverd.core.routing.facts import Authorisation


class EntryKind(StrEnum):
    """What an entry is about."""

    CONDITION = "condition"
    GROUP_EXCEPTION = "group_exception"
    TRIAL = "trial"
    AUTHORISATION = "authorisation"
    CUP_LISTING = "cup_listing"


class ConditionKind(StrEnum):
    """What a condition of use decides [rules 8: agreed, and kept by national networks]."""

    START = "start"
    CONTINUE = "continue"
    STOP = "stop"
    SITE = "site"


class TrialState(StrEnum):
    """Where a trial is in its life. Only an open one takes patients; ``UNKNOWN`` where the source does not tell."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    RESULTS_PENDING = "results_pending"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the use of a method: who may start, continue or must stop, and where."""

    what: ConditionKind
    words: str


@dataclass(frozen=True, slots=True)
class GroupException:
    """A group exception of the regional medical directors: whom it covers, and on which conditions."""

    scope: str
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A clinical trial of the method. Counts are patients; ``checked_on`` is when somebody last looked."""

    name: str
    state: TrialState
    registry_id: str = ""
    sites: tuple[str, ...] = ()
    inclusion: str = ""
    planned: int | None = None
    included: int | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class MarketingAuthorisation:
    """Whether the medicine is authorised for this indication."""

    status: Authorisation
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CupListing:
    """Whether the method stands on the national list of compassionate use agreements [NM5]."""

    listed: bool
    remark: str = ""


Content = Condition | GroupException | Trial | MarketingAuthorisation | CupListing

KIND_OF: Mapping[type, EntryKind] = {
    Condition: EntryKind.CONDITION,
    GroupException: EntryKind.GROUP_EXCEPTION,
    Trial: EntryKind.TRIAL,
    MarketingAuthorisation: EntryKind.AUTHORISATION,
    CupListing: EntryKind.CUP_LISTING,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of one entry, in force from the first day to the last, both counted in.

    ``key`` names it within its method and kind through all its versions. ``first`` is ``None`` where the source does
    not tell the day; ``ended`` says that it is over, on a day that the source does not tell.
    """

    key: str
    content: Content
    source: str
    first: date | None = None
    last: date | None = None
    ended: bool = False
    version: int = 1

    @property
    def kind(self) -> EntryKind:
        """What it is about."""
        return KIND_OF[type(self.content)]

    def begun_on(self, day: date) -> bool:
        """Whether its first day has come; an untold one has."""
        return self.first is None or self.first <= day

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.begun_on(day) and not self.ended and (self.last is None or day <= self.last)


def content_of(kind: EntryKind, answers: Mapping[str, object]) -> Content:
    """The content of an entry from clean answers to the fields of its kind (``fields.FIELDS``)."""

    def words(key: str) -> str:
        return str(answers.get(key) or "")

    match kind:
        case EntryKind.CONDITION:
            return Condition(ConditionKind(words("what")), words("words"))
        case EntryKind.GROUP_EXCEPTION:
            return GroupException(words("scope"), words("conditions"))
        case EntryKind.TRIAL:
            sites = tuple(line.strip() for line in words("sites").splitlines() if line.strip())
            return Trial(
                name=words("name"),
                state=TrialState(words("state")),
                registry_id=words("registry_id"),
                sites=sites,
                inclusion=words("inclusion"),
                planned=_number(answers.get("planned")),
                included=_number(answers.get("included")),
                checked_on=_day(answers.get("checked_on")),
            )
        case EntryKind.AUTHORISATION:
            return MarketingAuthorisation(Authorisation(words("status")), words("remark"))
        case EntryKind.CUP_LISTING:
            return CupListing(words("listed") == "yes", words("remark"))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
