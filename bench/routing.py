"""``make bench``: how many routings a second one process makes. Aim: 20,000. Prints a table; nothing passes or fails.

The facts are drawn by chance over every status, scope, authorisation and answer, nearly all of them different; "300
different" are some of them asked again and again. They are made beforehand; reading JSON is measured by itself.
"""

import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.measures.tables import show

from likeverd.core.method_events import INTRODUCTIONS, EventKind, MethodKind
from likeverd.core.routing import (
    RULE_BOOK,
    Authorisation,
    Criteria,
    DatedEvent,
    EstablishedTreatment,
    Facts,
    GroupException,
    Method,
    Patient,
    Scope,
    StoredRouting,
    Trial,
    TrialStatus,
    replay,
    route,
    which_questions_matter,
)
from likeverd.core.routing.reading import parse
from likeverd.core.routing.writing import as_json

COUNT, DIFFERENT, ROUNDS = 20_000, 300, 5
BEGINNING = date(2022, 1, 1)
EXAMPLE = {
    "on": "2025-11-01",
    "scope": "individual",
    "method": {
        "id": "ID2025_001",
        "kind": "medicine",
        "events": [
            {"date": "2025-01-10", "event": "supplier_request"},
            {"date": "2025-05-19", "event": "commissioned"},
        ],
    },
    "marketing_authorisation": "full",
    "trial": {"status": "open", "eligible": False},
    "criteria": {"established_treatment": "contraindicated", "larger_effect_documented": True},
}


def some_facts(chance: random.Random) -> Facts:
    """Facts by chance, with two to six events."""

    def day() -> date:
        return BEGINNING + timedelta(days=chance.randrange(1800))

    def known() -> bool | None:
        return chance.choice((True, False, None))

    def event() -> DatedEvent:
        kind, first = chance.choice(list(EventKind)), day()
        wait = timedelta(days=chance.randrange(60))
        return DatedEvent(first, kind, first + wait if kind in INTRODUCTIONS else None)

    events = tuple(event() for _ in range(chance.randrange(2, 7)))
    return Facts(
        on=day(),
        scope=chance.choice(list(Scope)),
        method=Method(chance.choice(list(MethodKind)), events),
        marketing_authorisation=chance.choice([None, *Authorisation]),
        group_exception=chance.choice([None, GroupException(day(), None, known())]),
        conditions_met=known(),
        trial=Trial(chance.choice(list(TrialStatus)), known()),
        on_national_cup_list=known(),
        patient=Patient(known(), known(), known()),
        criteria=Criteria(chance.choice([None, *EstablishedTreatment]), known(), known()),
    )


def per_second(work: Callable[[Facts], object], facts: Sequence[Facts]) -> list[str]:
    """Calls a second: the best and the median of some rounds by the clock, and the median by processor time.

    The last does not count what other programs take of the machine.
    """
    clock, processor = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter(), time.process_time()
        for each in facts:
            work(each)
        clock.append(len(facts) / (time.perf_counter() - begun[0]))
        processor.append(len(facts) / (time.process_time() - begun[1]))
    return [f"{rate:,.0f}" for rate in (max(clock), median(clock), median(processor))]


def main() -> None:
    """Measure and print."""
    chance = random.Random(20250410)
    anything = [some_facts(chance) for _ in range(COUNT)]
    alike = [chance.choice(anything[:DIFFERENT]) for _ in range(COUNT)]
    content = json.dumps(EXAMPLE).encode()
    stored = [StoredRouting("", each, "", route(each).verdicts) for each in anything[:2_000]]
    show(
        "Routings a second in one process",
        ["what", "best of five", "median", "median by processor time"],
        [
            ["20,000 different facts", *per_second(route, anything)],
            ["300 different, again and again", *per_second(route, alike)],
            [
                "read from JSON, routed and written as JSON",
                *per_second(lambda _: json.dumps(as_json(route(parse(content)))), anything[:2_000]),
            ],
            ["the next questions", *per_second(which_questions_matter, anything[:1_000])],
            [
                "rule replay, cases",
                *per_second(lambda each: replay([each], RULE_BOOK), stored),  # type: ignore[arg-type]
            ],
        ],
    )


if __name__ == "__main__":
    main()
