"""The time of one case as its page tells it, from what the page has loaded already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from likeverd.cases.models import Case
from likeverd.core.case import CaseFacts, Ruleset
from likeverd.core.deadlines import Clock, clock
from likeverd.core.events import Recorded
from likeverd.core.timing.clocks import (
    Pause,
    RoleTime,
    WholeWay,
    pauses,
    time_per_role,
    whole_way,
)
from likeverd.core.timing.office import opening
from likeverd.core.timing.ways import (
    Absence,
    MeetingDay,
    TimedCase,
    WayToMeet,
    best_way,
    ways_to_meet,
)
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import STEPS, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person


@dataclass(frozen=True, slots=True)
class CaseTime:
    """The clocks, the target of the whole way, the pauses, and the ways that meet the treat-by date."""

    clock: Clock
    roles: tuple[RoleTime, ...]
    whole_way: WholeWay
    pauses: tuple[Pause, ...]
    ways: tuple[WayToMeet, ...]

    @property
    def pause(self) -> Pause | None:
        """The pause that lasts, if the clock stands still."""
        return next((pause for pause in self.pauses if pause.until is None), None)

    @property
    def best_way(self) -> WayToMeet | None:
        """The way to show in one line; None where no way meets the date, or none is given."""
        return best_way(self.ways)


def time_of(
    case: Case,
    facts: CaseFacts,
    log: Sequence[Recorded],
    ruleset: Ruleset,
    waits_for: Sequence[Person],
    now: datetime,
    meetings: Sequence[MeetingDay] = (),
) -> CaseTime:
    """Everything that the page says of a case's time."""
    found = clock(log, now)
    step = facts.asked_from or facts.state
    timed = TimedCase(step, case.urgent, case.start_by)
    absences = all_away(waits_for, local_day(now)) if facts.state in STEPS else ()
    return CaseTime(
        clock=found,
        roles=time_per_role(found.stays, now),
        whole_way=whole_way(found, now, ruleset.trust.time, urgent=case.urgent),
        pauses=pauses(log),
        ways=ways_to_meet(timed, now, ruleset.trust, meetings, absences),
    )


def all_away(people: Sequence[Person], today: date) -> tuple[Absence, ...]:
    """The absence of those who have the case, until the first of them is back; nothing where somebody is there."""
    until = [person.away_until for person in people]
    there = [last for last in until if last is not None]
    if not until or len(there) < len(until):
        return ()
    return (Absence(today, min(there)),)


def way_in_a_list(case: Case, rules: TrustRules, today: date) -> WayToMeet | None:
    """The way that still meets the treat-by date, from the row alone: who is away is not known in a list."""
    timed = TimedCase(State(case.state), case.urgent, case.start_by)
    return best_way(ways_to_meet(timed, opening(today, rules.time), rules))
