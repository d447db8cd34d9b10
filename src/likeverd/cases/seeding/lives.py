"""Drawing what cases there are: where, how they went, and when; the oldest first."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Final, Generic, NamedTuple, TypeVar

from likeverd.cases.seeding import figures
from likeverd.cases.seeding.calendar import Calendar
from likeverd.cases.seeding.hospitals import Hospital
from likeverd.cases.seeding.plots import Plot, play
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.cases.seeding.timelines import Timeline, timeline, waited
from likeverd.core.lifecycle import LINE_STEPS
from likeverd.core.vocabulary import ENDED_STATES, STEPS, State

FEWEST_PLOTS: Final = 4
MOST_PLOTS: Final = 12
CASES_PER_PLOT: Final = 100
TIMELINES_PER_PLOT: Final = 8
SHORTEST_PERIOD: Final = 20  # working days that a trust's rules must have held
PERCENT: Final = 100

Thing = TypeVar("Thing")


class Life(NamedTuple):
    """One case to be: it sorts by its beginning. ``hospital`` is a place in the list."""

    start: int
    minute: int
    number: int
    hospital: int
    told: "Told"
    timeline: Timeline
    urgent: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A plot with the ways in time that it can take at one trust."""

    plot: Plot
    ordinary: Sequence[Timeline]
    urgent: Sequence[Timeline]


class Weighted(Generic[Thing]):
    """Things drawn in proportion to their weights."""

    def __init__(self, weights: Mapping[Thing, float]) -> None:
        self._things = list(weights)
        self._until = list(accumulate(weights.values()))

    def drawn(self, chance: float) -> Thing:
        """The thing for a number from 0 to 1."""
        return self._things[bisect(self._until, chance * self._until[-1])]


def weights_of(hospitals: Sequence[Hospital]) -> dict[int, float]:
    """How many cases each trust has: by region as published, within it by population.

    A region without a published figure counts by its population as the whole country does.
    """
    people: dict[str, int] = {}
    for hospital in hospitals:
        people[hospital.region] = people.get(hospital.region, 0) + max(1, hospital.population)
    published = figures.EXCEPTIONS_BY_REGION
    known = sum(count for region, count in people.items() if region in published)
    per_person = sum(published.values()) / known if known else 1
    return {
        number: published.get(hospital.region, per_person * people[hospital.region])
        * max(1, hospital.population)
        / people[hospital.region]
        for number, hospital in enumerate(hospitals)
    }


def possible(state: State, chain: Sequence[State]) -> State:
    """The state itself, or the nearest one that a case can reach along a trust's chain."""
    if state in STEPS and state not in chain:
        return State.DECISION
    if state is State.STOPPED and not set(chain) & set(LINE_STEPS):
        return State.WITHDRAWN
    return state


class Plots:
    """The plots of every state, played when first asked for and kept.

    Each state of each chain draws from a chance of its own, so that the order in which they
    are asked for changes nothing.
    """

    def __init__(self, cases: int, seed: int, longest: int) -> None:
        self._seed = seed
        self._longest = longest
        self._count = min(MOST_PLOTS, max(FEWEST_PLOTS, cases // CASES_PER_PLOT))
        self._plots: dict[tuple[State, tuple[State, ...]], list[Plot]] = {}
        self._told: dict[tuple[State, str], list[Told]] = {}
        self._told_at: dict[tuple[State, int], list[Told]] = {}

    def told(self, state: State, number: int, hospital: Hospital) -> list[Told]:
        """What can be told of a case in a state at a trust, the ``number``-th of the list."""
        found = self._told_at.get((state, number))
        if found is None:
            found = self._told_at[state, number] = self._told_by(state, hospital)
        return found

    def _told_by(self, state: State, hospital: Hospital) -> list[Told]:
        """The same for all trusts with the same chain and targets."""
        rules = hospital.rules
        targets = [
            f"{step}:{rules.targets[step]}/{rules.urgent_targets[step]}" for step in rules.chain
        ]
        by = (state, " ".join(targets))
        if by not in self._told:
            chance = self._chance("time", *by)
            self._told[by] = [
                self._in_time(plot, hospital, chance) for plot in self._of(state, hospital)
            ]
        return self._told[by]

    def _of(self, state: State, hospital: Hospital) -> list[Plot]:
        chain = hospital.rules.chain
        if (state, chain) not in self._plots:
            chance = self._chance("plots", state, *chain)
            self._plots[state, chain] = [
                play(state, hospital.rules, chance) for _ in range(self._count)
            ]
        return self._plots[state, chain]

    def _in_time(self, plot: Plot, hospital: Hospital, chance: Random) -> Told:
        hurries = plot.written == "whole" and not plot.returned
        ordinary, urgent = (
            [
                timeline(plot, hospital.rules, chance, urgent=urgent, longest=self._longest)
                for _ in range(count)
            ]
            for urgent, count in (
                (False, TIMELINES_PER_PLOT),
                (True, TIMELINES_PER_PLOT if hurries else 0),
            )
        )
        return Told(plot, ordinary, urgent)

    def _chance(self, *about: str) -> Random:
        return Random(f"{self._seed} {' '.join(about)}")  # noqa: S311 - invented cases


def draw_lives(
    cases: int, seed: int, hospitals: Sequence[Hospital], calendar: Calendar
) -> list[Life]:
    """So many lives, sorted by their beginning; the same for the same seed.

    Raises ``NotSeeded`` where a trust's rules have not held long enough.
    """
    periods = [
        (calendar.index(hospital.begins), calendar.index(hospital.ends)) for hospital in hospitals
    ]
    shortest = min(ends - begins for begins, ends in periods)
    if shortest < SHORTEST_PERIOD:
        raise NotSeeded(
            f"Form and rules have held for {shortest} working days at some trust; "
            f"seeding needs {SHORTEST_PERIOD}. Choose a later --today."
        )
    plots = Plots(cases, seed, longest=min(ends for _, ends in periods) * 2 // 3)
    random = Random(seed).random  # noqa: S311 - invented cases, no secrets
    places, ended, running = (
        Weighted(weights_of(hospitals)),
        Weighted(figures.ENDED_IN),
        Weighted(figures.RUNNING_IN),
    )
    last = len(calendar.days) - 1
    lives = []
    for number in range(cases):
        where = places.drawn(random())
        hospital = hospitals[where]
        states = ended if random() * PERCENT < figures.PERCENT_ENDED else running
        state = possible(states.drawn(random()), hospital.rules.chain)
        told = plots.told(state, where, hospital)
        one = told[int(random() * len(told))]
        urgent = bool(one.urgent) and random() < figures.URGENT
        ways = one.urgent if urgent else one.ordinary
        way = ways[int(random() * len(ways))]
        begins, ends = periods[where]
        latest = last - way.length
        if state in ENDED_STATES:
            start = begins + int(random() * (min(latest, ends - 1) - begins + 1))
        else:
            start = latest - waited(state, hospital.rules, random(), urgent=urgent)
        start = max(begins, min(start, ends - 1))
        lives.append(Life(start, way.moments[0][1], number, where, one, way, urgent))
    lives.sort(key=lambda life: life[:3])
    return lives
