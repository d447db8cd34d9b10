"""Which ways still meet the treat-by date, which do not and why, and when each must be acted upon.

The treat-by date (``start_by`` in the application) is the last day on which the treatment can start and still help. A
decision after it is worth nothing, so it is the date that drives the way. A way is reckoned in working days, with the
trust's own targets for each step that is left; all of it is a forecast, never a refusal. Own reading: the sources give
the steps and the targets, not the reckoning.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from likeverd.core.text import Text
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import STEPS, State
from likeverd.core.workdays import add_working_days, is_working_day, local_day


class WayKind(StrEnum):
    """A way to a decision."""

    ORDINARY = "ordinary"
    AS_URGENT = "as_urgent"
    NEXT_MEETING = "next_meeting"
    CHAIR_ALONE = "chair_alone"
    DEPUTY = "deputy"


class WhyNot(StrEnum):
    """Why a way does not meet the date."""

    TOO_LATE = "too_late"
    PAST = "past"
    HOLDER_AWAY = "holder_away"
    PAPERS_TOO_LATE = "papers_too_late"
    NO_MEETING_IN_TIME = "no_meeting_in_time"
    NOT_URGENT = "not_urgent"


WAY_LABELS: Final = {
    WayKind.ORDINARY: Text("Vanlig linje", "Vanleg linje", "The ordinary line"),
    WayKind.AS_URGENT: Text(
        "Linjen med fristene for saker som haster",
        "Linja med fristane for saker som hastar",
        "The line with the targets of urgent cases",
    ),
    WayKind.NEXT_MEETING: Text("Komitémøte", "Komitémøte", "A committee meeting"),
    WayKind.CHAIR_ALONE: Text(
        "Komitéleder alene", "Komitéleiaren åleine", "The leader of the committee alone"
    ),
    WayKind.DEPUTY: Text(
        "Stedfortreder for den som er borte",
        "Stedfortredar for den som er borte",
        "A deputy for the one who is away",
    ),
}
WHY_NOT_LABELS: Final = {
    WhyNot.TOO_LATE: Text(
        "Svaret ville komme for sent.",
        "Svaret ville kome for seint.",
        "The answer would come too late.",
    ),
    WhyNot.PAST: Text(
        "Dagen er allerede passert.", "Dagen er alt passert.", "The day is past already."
    ),
    WhyNot.HOLDER_AWAY: Text(
        "Den som har saken, er borte til etter siste dag for å handle.",
        "Den som har saka, er borte til etter siste dagen for å handle.",
        "The one who has the case is away until after the last day to act.",
    ),
    WhyNot.PAPERS_TOO_LATE: Text(
        "Saken rekker ikke å bli klar før papirene til møtet låses.",
        "Saka rekk ikkje å bli klar før papira til møtet blir låste.",
        "The case cannot be ready before the papers of the meeting are frozen.",
    ),
    WhyNot.NO_MEETING_IN_TIME: Text(
        "Møtet holdes for sent.", "Møtet er for seint.", "The meeting is held too late."
    ),
    WhyNot.NOT_URGENT: Text(
        "Bare for saker som haster.", "Berre for saker som hastar.", "For urgent cases only."
    ),
}


@dataclass(frozen=True, slots=True)
class TimedCase:
    """What the reckoning needs of a case. ``step`` is the step that has it, or that waits for answers."""

    step: State
    urgent: bool
    start_by: date | None


@dataclass(frozen=True, slots=True)
class MeetingDay:
    """A meeting of the committee; ``papers_by`` is the last day on which a case can be put on it."""

    day: date
    papers_by: date | None = None

    @property
    def ready_by(self) -> date:
        """The day on which the case must be with the committee."""
        return self.papers_by or self.day


@dataclass(frozen=True, slots=True)
class Absence:
    """All who could take the present step are away from one day to another, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether they are away on the day."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class WayToMeet:
    """One way: whether it meets the date, when it would be decided, and the last day to act at the present step.

    ``meeting`` is the day of the meeting, where it goes through one. ``why_not`` is None where the date is met.
    """

    kind: WayKind
    decided_on: date
    act_by: date
    meeting: date | None = None
    why_not: WhyNot | None = None

    @property
    def meets(self) -> bool:
        """Whether the treatment can still start in time this way."""
        return self.why_not is None


def decide_by(start_by: date) -> date:
    """The last working day on which a decision still lets the treatment start in time."""
    return start_by if is_working_day(start_by) else add_working_days(start_by, -1)


def ways_to_meet(
    case: TimedCase,
    now: datetime,
    rules: TrustRules,
    meetings: Sequence[MeetingDay] = (),
    absences: Sequence[Absence] = (),
) -> tuple[WayToMeet, ...]:
    """Every way from where the case is, the ordinary one first; empty where no date is given or no step has the case.

    ``meetings`` are the committee's coming meetings as far as they are known; ``absences`` those in which nobody who
    could take the present step is there.
    """
    if case.start_by is None or case.step not in STEPS:
        return ()
    reckoning = _Reckoning(
        today=local_day(now),
        last=decide_by(case.start_by),
        rules=rules,
        steps=tuple(step for step in rules.chain if STEPS.index(step) >= STEPS.index(case.step)),
        absences=tuple(absences),
    )
    found = [reckoning.line(WayKind.ORDINARY, urgent=case.urgent)]
    if not case.urgent:
        found.append(reckoning.line(WayKind.AS_URGENT, urgent=True))
    if State.COMMITTEE in reckoning.steps:
        if (meeting := reckoning.meeting(meetings)) is not None:
            found.append(meeting)
        found.append(reckoning.chair_alone(urgent=case.urgent))
    if reckoning.away_until() is not None:
        found.append(reckoning.deputy())
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Reckoning:
    today: date
    last: date
    rules: TrustRules
    steps: tuple[State, ...]
    absences: tuple[Absence, ...]

    def away_until(self) -> date | None:
        """The last day of an unbroken absence that covers today; None where somebody is there."""
        until: date | None = None
        day = self.today
        while (found := next((a for a in self.absences if a.covers(day)), None)) is not None:
            until = found.last
            day = add_working_days(found.last, 1)
        return until

    def begins(self) -> date:
        """The first day on which somebody can act: today, or when the one who has it is back."""
        away = self.away_until()
        return self.today if away is None else add_working_days(away, 1)

    def days(self, steps: Sequence[State], *, urgent: bool) -> int:
        """Working days that these steps take by the trust's targets."""
        return sum(self.rules.target(step, urgent=urgent) for step in steps)

    def line(self, kind: WayKind, *, urgent: bool) -> WayToMeet:
        """Through every step that is left, each in its target."""
        decided = add_working_days(self.begins(), self.days(self.steps, urgent=urgent))
        act_by = add_working_days(self.last, -self.days(self.steps[1:], urgent=urgent))
        return WayToMeet(kind, decided, act_by, why_not=self.why_not(decided, act_by))

    def why_not(self, decided: date, act_by: date) -> WhyNot | None:
        """Why a way that is decided on that day does not meet the date."""
        if self.last < self.today or act_by < self.today:
            return WhyNot.PAST
        if act_by < self.begins():
            return WhyNot.HOLDER_AWAY
        return WhyNot.TOO_LATE if decided > self.last else None

    def meeting(self, meetings: Sequence[MeetingDay]) -> WayToMeet | None:
        """Through the first meeting that the case can reach, with urgent targets before and after it."""
        coming = sorted((m for m in meetings if m.day >= self.today), key=lambda m: m.day)
        if not coming:
            return None
        at = self.steps.index(State.COMMITTEE)
        ready = add_working_days(self.begins(), self.days(self.steps[:at], urgent=True))
        reached = next((m for m in coming if ready <= m.ready_by), None)
        chosen = reached or coming[-1]
        decided = add_working_days(chosen.day, self.days(self.steps[at + 1 :], urgent=True))
        between = self.days(self.steps[1:at], urgent=True)
        act_by = add_working_days(chosen.ready_by, -between) if at else chosen.ready_by
        why: WhyNot | None = None
        if reached is None:
            why = WhyNot.PAPERS_TOO_LATE
        elif decided > self.last:
            why = WhyNot.NO_MEETING_IN_TIME
        return WayToMeet(WayKind.NEXT_MEETING, decided, act_by, chosen.day, why)

    def chair_alone(self, *, urgent: bool) -> WayToMeet:
        """The leader of the committee acts on the day the case comes; the other steps in urgent targets."""
        others = [step for step in self.steps if step is not State.COMMITTEE]
        decided = add_working_days(self.begins(), self.days(others, urgent=True))
        later = [step for step in self.steps[1:] if step is not State.COMMITTEE]
        act_by = add_working_days(self.last, -self.days(later, urgent=True))
        why = self.why_not(decided, act_by) if urgent else WhyNot.NOT_URGENT
        return WayToMeet(WayKind.CHAIR_ALONE, decided, act_by, why_not=why)

    def deputy(self) -> WayToMeet:
        """Somebody is registered for the one who is away and acts from today on, in urgent targets."""
        decided = add_working_days(self.today, self.days(self.steps, urgent=True))
        act_by = add_working_days(self.last, -self.days(self.steps[1:], urgent=True))
        why: WhyNot | None = None
        if act_by < self.today:
            why = WhyNot.PAST
        elif decided > self.last:
            why = WhyNot.TOO_LATE
        return WayToMeet(WayKind.DEPUTY, decided, act_by, why_not=why)


def best_way(ways: Sequence[WayToMeet]) -> WayToMeet | None:
    """The way to show in one line: the first that meets the date, in the order in which they are reckoned."""
    return next((way for way in ways if way.meets), None)
