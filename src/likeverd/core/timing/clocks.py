"""The two clocks of a case, together and for each role, and what a pause waits for.

The hospital's clock runs from the moment the application is sent; it stands still while the applicant has the case.
A pause always has an item that is missing and an owner: it begins with a list of questions or with a return, and both
say what is wanted and from whom.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from likeverd.core.deadlines import Clock, Move, Stay, clock
from likeverd.core.events import QuestionsAsked, Recorded, ReturnedToApplicant
from likeverd.core.timing.targets import TimeTargets
from likeverd.core.vocabulary import STEP_ROLE, Role, State


@dataclass(frozen=True, slots=True)
class RoleTime:
    """How long one role has had the case, in real time; ``running`` where the hospital's clock ran meanwhile."""

    role: Role
    spent: timedelta
    running: bool


def role_of(state: State) -> Role:
    """Who has the case in a state: the step's role, or else the applicant."""
    return STEP_ROLE.get(state, Role.TREATING_CONSULTANT)


def time_per_role(stays: Iterable[Stay], now: datetime) -> tuple[RoleTime, ...]:
    """The time that each role has had the case since it was sent, in the order in which they first had it.

    Together they are the whole: the hospital's time used and the time that it stood still. The draft does not count.
    """
    spent: dict[Role, timedelta] = {}
    running: dict[Role, bool] = {}
    for stay in stays:
        if not _counts(stay):
            continue
        role = role_of(stay.state)
        spent[role] = spent.get(role, timedelta()) + stay.length(now)
        running[role] = stay.running
    return tuple(RoleTime(role, length, running[role]) for role, length in spent.items())


def _counts(stay: Stay) -> bool:
    return stay.running or stay.state in (State.AWAITING_ANSWERS, State.RETURNED)


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the clock stood still: what was missing, and who had to bring it.

    ``fields`` are the keys of the fields that were asked about, in the order of the questions; ``reasons`` the codes of
    a return. ``until`` is None while the pause lasts. ``answer_by`` is the day that the questions name.
    """

    since: datetime
    until: datetime | None
    owner: Role
    fields: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    message: str = ""
    answer_by: date | None = None

    def length(self, now: datetime) -> timedelta:
        """How long it has lasted."""
        return Stay(State.AWAITING_ANSWERS, self.since, self.until, False).length(now)


def pauses(log: Sequence[Recorded]) -> tuple[Pause, ...]:
    """Every pause of a case in order, from its log in the order of its sequence."""
    found: list[Pause] = []
    begun: Recorded | None = None
    for recorded in log:
        if begun is not None and recorded.state_after is not begun.state_after:
            found.append(_pause(begun, recorded.at))
            begun = None
        if isinstance(recorded.event, QuestionsAsked | ReturnedToApplicant):
            begun = recorded
    if begun is not None:
        found.append(_pause(begun, None))
    return tuple(found)


def _pause(begun: Recorded, until: datetime | None) -> Pause:
    event = begun.event
    if isinstance(event, QuestionsAsked):
        return Pause(
            begun.at,
            until,
            Role.TREATING_CONSULTANT,
            fields=tuple(dict.fromkeys(question.field for question in event.questions)),
            answer_by=date.fromisoformat(event.answer_by) if event.answer_by else None,
        )
    if not isinstance(event, ReturnedToApplicant):
        raise TypeError(f"{event.kind} begins no pause")
    return Pause(
        begun.at,
        until,
        Role.TREATING_CONSULTANT,
        reasons=event.reasons,
        message=event.message,
    )


@dataclass(frozen=True, slots=True)
class WholeWay:
    """The target for the whole way. ``due`` is None while the clock stands still, or when the case has ended.

    ``left`` is what remains of the target on the hospital's clock; it is negative where the target is passed.
    """

    target: timedelta
    used: timedelta
    due: datetime | None

    @property
    def left(self) -> timedelta:
        """What remains of the target."""
        return self.target - self.used

    @property
    def missed(self) -> bool:
        """Whether more has been used than was promised."""
        return self.left < timedelta()


def whole_way(found: Clock, now: datetime, targets: TimeTargets, *, urgent: bool) -> WholeWay:
    """How the case stands to the target for the whole way."""
    target = targets.whole_way(urgent=urgent)
    due = now.astimezone(UTC) + (target - found.used) if found.running else None
    return WholeWay(target, found.used, due)


def whole_way_of(
    log: Sequence[Move], now: datetime, targets: TimeTargets, *, urgent: bool
) -> WholeWay:
    """The same, from the log."""
    return whole_way(clock(log, now), now, targets, urgent=urgent)
