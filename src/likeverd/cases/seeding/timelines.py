"""How long the steps of a seeded case take: mostly as promised, some shorter, some longer."""

from dataclasses import dataclass
from random import Random
from typing import Final

from likeverd.cases.seeding.calendar import CLOSES, OPENS
from likeverd.cases.seeding.plots import Plot
from likeverd.core.trust_rules import TrustRules
from likeverd.core.vocabulary import STEPS, Action, State

LATEST_BEGINNING: Final = 14 * 60
# Minutes between two events of one case on one day; a draft is saved three times in between.
LEAST_APART: Final = 40
MOST_APART: Final = 110
# Working days, least and most, before each of these is done; urgent cases take half.
TAKES: Final = {
    Action.HAND_TO_CONSULTANT: (0, 3),
    Action.SUBMIT: (0, 4),
    Action.RESUBMIT: (1, 7),
    Action.ANSWER: (1, 6),
    Action.DECLARE_CONFLICT: (0, 1),
    Action.WITHDRAW: (0, 5),
    Action.REGISTER_DEATH: (0, 5),
}
WAITS_WITH_APPLICANT: Final = 9
LONGEST_WAIT: Final = 1.7  # of what is promised
TRIES: Final = 40


@dataclass(frozen=True, slots=True)
class Timeline:
    """For each event of a plot the working day counted from the first, and the minute."""

    moments: tuple[tuple[int, int], ...]

    @property
    def length(self) -> int:
        """Working days from the first event to the last."""
        return self.moments[-1][0]


def timeline(
    plot: Plot, rules: TrustRules, chance: Random, *, urgent: bool, longest: int
) -> Timeline:
    """One way in time through a plot, of at most ``longest`` working days where that can be."""
    for _ in range(TRIES):
        found = _drawn(plot, rules, chance, urgent=urgent, hurry=1)
        if found.length <= longest:
            return found
    return _drawn(plot, rules, chance, urgent=urgent, hurry=0)


def _drawn(plot: Plot, rules: TrustRules, chance: Random, *, urgent: bool, hurry: int) -> Timeline:
    day, minute = 0, chance.randrange(OPENS, LATEST_BEGINNING)
    moments = [(day, minute)]
    for event in plot.events[1:]:
        gap = hurry * _days(event.action, event.before, rules, chance, urgent=urgent)
        minute += chance.randrange(LEAST_APART, MOST_APART)
        if gap == 0 and minute >= CLOSES:
            gap = 1
        if gap > 0:
            day, minute = day + gap, chance.randrange(OPENS, LATEST_BEGINNING)
        moments.append((day, minute))
    return Timeline(tuple(moments))


def _days(
    action: Action | None, step: State, rules: TrustRules, chance: Random, *, urgent: bool
) -> int:
    if action in TAKES:
        least, most = TAKES[action]
        return chance.randint(least, most) // (2 if urgent else 1)
    promised = rules.target(step, urgent=urgent)
    return int(chance.triangular(0, 1.5 * promised + 1, 0.7 * promised))


def waited(state: State, rules: TrustRules, chance: float, *, urgent: bool) -> int:
    """Working days that a running case has been where it is; ``chance`` from 0 to 1."""
    if state in STEPS:
        return int(chance * (LONGEST_WAIT * rules.target(state, urgent=urgent) + 1))
    return int(chance * (WAITS_WITH_APPLICANT + 1))
