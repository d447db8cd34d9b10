"""The work list, the case page and one step, one person at a time."""

import time
from collections.abc import Callable

from bench.measures.lives import Cast, take, write_and_send
from bench.measures.tables import percentile
from bench.measures.visitor import Visitor

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action, State

TIMES = 200


def page_times(cast: Cast) -> list[list[str]]:
    """Rows for the table: p50 and p95 in milliseconds."""
    lead, _ = cast.handlers[0]
    director, _ = cast.handlers[3]
    ended = Case.objects.filter(
        trust__code="innlandet", state__in=[State.GRANTED, State.REFUSED]
    ).values_list("number", flat=True)[:50]
    numbers = list(ended)
    return [
        _row("work list, clinical lead", [_timed(lead.get, "/arbeid/") for _ in range(TIMES)]),
        _row(
            "work list, medical director", [_timed(director.get, "/arbeid/") for _ in range(TIMES)]
        ),
        _row(
            "all cases I may see, medical director",
            [_timed(director.get, "/arbeid/enheten/") for _ in range(TIMES)],
        ),
        _row(
            "case page, medical director",
            [_timed(director.get, f"/saker/{numbers[n % len(numbers)]}/") for n in range(TIMES)],
        ),
        _row("one step (the answer to the press of the button)", _steps(cast, lead)),
    ]


def _steps(cast: Cast, lead: Visitor) -> list[float]:
    numbers = [write_and_send(cast) for _ in range(40)]
    found = []
    for number in numbers:
        send = lead.send
        spent: list[float] = []

        def timed(
            path: str,
            given: dict[str, object],
            send: Callable = send,
            spent: list[float] = spent,
        ) -> object:
            begun = time.perf_counter()
            answer = send(path, given)
            spent.append((time.perf_counter() - begun) * 1000)
            return answer

        lead.send = timed  # type: ignore[method-assign]  # a stopwatch around the one request
        take(lead, number, Action.ASSESS, cast.now)
        lead.send = send  # type: ignore[method-assign]
        found += spent
    return found


def _timed(get: Callable[[str], str], path: str) -> float:
    begun = time.perf_counter()
    get(path)
    return (time.perf_counter() - begun) * 1000


def _row(what: str, spent: list[float]) -> list[str]:
    return [
        what,
        f"{percentile(spent, 50):.1f}",
        f"{percentile(spent, 95):.1f}",
        str(len(spent)),
    ]
