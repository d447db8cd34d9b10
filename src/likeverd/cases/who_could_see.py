"""Who could see a case on a day: the register of grants, the case's own past, emergency sights, and conflicts.

The same ties as ``policy.which``, said of a day that has gone. Blocks that held all of the day take people away.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.policy import SEES_FROM
from likeverd.cases.records import facts_of
from likeverd.core.access import Ground
from likeverd.core.case import CaseFacts
from likeverd.core.events import Recorded, evolve
from likeverd.core.vocabulary import Role, State
from likeverd.core.workdays import OSLO
from likeverd.organisations.selectors import HeldRole, held_on


@dataclass(frozen=True, slots=True)
class CouldSee:
    """One person who could see the case on the day: on what ground, and by which role (None: by an own step)."""

    person: int
    name: str
    ground: Ground
    role: Role | None


def who_could_see(
    case: Case,
    events: Iterable[Recorded],
    day: date,
    declared: Mapping[int, datetime] | None = None,
) -> list[CouldSee]:
    """Everybody whose grants opened the case at some time of the day, by name.

    ``events``: all events of the case, in order. Nobody before the case was begun. ``declared``: where the trust's
    committee meets, when each of it said that there is no conflict of interest; before that they could not see it.
    """
    end = datetime.combine(day + timedelta(days=1), time(0), OSLO)
    facts = as_of(case, events, end)
    if facts is None:
        return []
    found: dict[tuple[int, Ground, Role | None], CouldSee] = {}
    for held in held_on(case.trust_id, day):
        if held.person in facts.conflicted:
            continue
        ground = _ground(held, facts)
        if ground in (Ground.ROLE, Ground.DEPUTY) and not _had_declared(
            case, held, declared or {}, end
        ):
            continue
        if ground is not None:
            key = (held.person, ground, held.role)
            found[key] = CouldSee(held.person, held.name, ground, held.role)
    return sorted(found.values(), key=lambda each: (each.name, each.ground.value))


def _had_declared(
    case: Case, held: HeldRole, declared: Mapping[int, datetime], end: datetime
) -> bool:
    if held.role is not Role.ASSESSMENT_COMMITTEE or case.cleared is None:
        return True
    return held.person in declared and declared[held.person] < end


def as_of(case: Case, events: Iterable[Recorded], moment: datetime) -> CaseFacts | None:
    """The case as it stood at a moment; None where it had not been begun."""
    now = facts_of(case)
    facts: CaseFacts | None = None
    for recorded in events:
        if recorded.at >= moment:
            break
        if facts is None:
            first_helpers = frozenset({recorded.by} - {case.applicant_id})
            facts = CaseFacts(
                scheme=now.scheme,
                trust=now.trust,
                units=now.units,
                applicant=now.applicant,
                form_version=now.form_version,
                state=State.DRAFT,
                helpers=first_helpers,
            )
        facts = evolve(facts, replace(recorded))
    return facts


def _ground(held: HeldRole, facts: CaseFacts) -> Ground | None:
    """The ground on which a role that was held opened the case; None where it did not."""
    if held.person == facts.applicant:
        return Ground.APPLICANT
    if held.person in facts.helpers:
        return Ground.HELPER
    if held.person in {hand.person for hand in facts.handlers}:
        return Ground.HANDLER
    in_reach = held.unit is None or held.unit in facts.units
    if not in_reach:
        return None
    if held.role in SEES_FROM and facts.furthest >= SEES_FROM[held.role]:
        return Ground.DEPUTY if held.deputy_for else Ground.ROLE
    if held.role is Role.TREATING_CONSULTANT and held.deputy_for == facts.applicant:
        return Ground.DEPUTY
    return None


def events_of(case: Case) -> list[CaseEvent]:
    """The rows of the case's events with their content, in order."""
    return list(CaseEvent.objects.filter(case=case).select_related("kept").order_by("sequence"))
