"""How long a case is kept, and what holds its deletion back.

The portal keeps cases for ten years [S4]; a trust may set more, not less, since the logs promise ten. Counted from the
last day on which the case mattered: its end, its last event, or the last day of a yes [own reading: a decision that is
in force is not past]. A draft that was never sent is kept for a year after somebody last wrote in it [own reading].
Whether a case is part of the patient's record is an open question (rules.md, conflict 13): nothing is deleted that the
archive has not confirmed to have.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from likeverd.core.text import Text

LEAST_YEARS: Final = 10
MOST_YEARS: Final = 100
DRAFT_DAYS: Final = 365
LEAST_DRAFT_DAYS: Final = 30


class BrokenRetention(ValueError):
    """The settings of retention cannot be used; says why."""


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """One trust's times: ``years`` for a case that was sent, ``draft_days`` for one that never was.

    ``nightly``: whether what is past its time is deleted each night without anybody asking. ``source``: where ``years``
    comes from.
    """

    years: int = LEAST_YEARS
    draft_days: int = DRAFT_DAYS
    nightly: bool = False
    source: str = "S4"


def retention_from(given: Mapping[str, Any] | None) -> RetentionRules:
    """The optional part ``retention`` of a trust's settings; raises ``BrokenRetention``."""
    if given is None:
        return RetentionRules()
    unknown = given.keys() - {"years", "draft_days", "nightly", "source"}
    if unknown:
        raise BrokenRetention(f"retention knows no setting {sorted(unknown)[0]!r}")
    rules = RetentionRules(**given)
    if not _is_number(rules.years) or not LEAST_YEARS <= rules.years <= MOST_YEARS:
        raise BrokenRetention(
            f"retention.years is a whole number from 10 to 100, not {rules.years!r}"
        )
    if not _is_number(rules.draft_days) or rules.draft_days < LEAST_DRAFT_DAYS:
        raise BrokenRetention(f"retention.draft_days is at least 30, not {rules.draft_days!r}")
    if not isinstance(rules.nightly, bool) or not isinstance(rules.source, str):
        raise BrokenRetention("retention.nightly is true or false, and retention.source a text")
    return rules


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


class KeptBecause(StrEnum):
    """Why a case is not deleted now."""

    RUNS = "runs"
    NOT_YET = "not_yet"
    HELD = "held"
    NOT_ARCHIVED = "not_archived"


KEPT_WORDS: Final[dict[KeptBecause, Text]] = {
    KeptBecause.RUNS: Text(
        "saken er ikke avsluttet", "saka er ikkje avslutta", "the case has not ended"
    ),
    KeptBecause.NOT_YET: Text("tiden er ikke ute", "tida er ikkje ute", "its time has not come"),
    KeptBecause.HELD: Text(
        "sletting er holdt tilbake", "sletting er halden tilbake", "deletion is held back"
    ),
    KeptBecause.NOT_ARCHIVED: Text(
        "arkivet har ikke bekreftet saken",
        "arkivet har ikkje stadfesta saka",
        "the archive has not confirmed it",
    ),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """What retention needs to know of a case. ``counted_from``: the last day on which it mattered."""

    sent: bool
    ended: bool
    counted_from: date
    archived: bool
    held: bool


def last_day_that_mattered(ended: date, last_event: date, valid_until: date | None) -> date:
    """From when the time is counted: the latest of the end, the last event, and the last day of a yes."""
    return max(day for day in (ended, last_event, valid_until) if day is not None)


def delete_on(case: Kept, rules: RetentionRules) -> date | None:
    """The first day on which the case may be deleted; None while it runs."""
    if not case.sent:
        return case.counted_from + timedelta(days=rules.draft_days + 1)
    if not case.ended:
        return None
    return _years_later(case.counted_from, rules.years) + timedelta(days=1)


def kept_because(case: Kept, rules: RetentionRules, today: date) -> tuple[KeptBecause, ...]:
    """Everything that keeps the case today; nothing where it may be deleted."""
    day = delete_on(case, rules)
    if day is None:
        return (KeptBecause.RUNS,)
    found = []
    if today < day:
        found.append(KeptBecause.NOT_YET)
    if case.held:
        found.append(KeptBecause.HELD)
    if case.sent and not case.archived:
        found.append(KeptBecause.NOT_ARCHIVED)
    return tuple(found)


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; the last day of February for a leap day."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
