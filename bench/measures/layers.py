"""What each layer of protection costs: the same pages under a steady load, with one layer more each time.

Requests come when they come, fifty a second, whether or not the ones before are answered; the time of each is counted
from when it should have left. Layers are taken off the measured database and its server alone: nothing in Likeverd
can switch them off.
"""

import itertools
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg
from bench.measures.casting import demo_cast
from bench.measures.lives import take, write_and_send
from bench.measures.tables import percentile
from bench.measures.visitor import Visitor
from django.conf import settings
from django.utils import timezone
from tests.support.copies import copies_of
from tests.support.journey import answers_for
from tests.support.servers import LiveServer, start_server

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action
from likeverd.operations.roles import DATABASE

RATE = int(os.environ.get("LIKEVERD_BENCH_RATE", "50"))
SECONDS, WARMING, WORKERS, HANDS = 8, 2, 2, 24
WORK_LIST, CASE_PAGE, DECISION = "work list", "case page", "decision"
# Of ten requests; a director's day is mostly reading.
MIX = (
    WORK_LIST,
    CASE_PAGE,
    WORK_LIST,
    CASE_PAGE,
    DECISION,
    WORK_LIST,
    CASE_PAGE,
    WORK_LIST,
    CASE_PAGE,
    WORK_LIST,
)
AIMS = {WORK_LIST: 60, CASE_PAGE: 100, DECISION: 100}
WALLS = """
    SELECT oid::regclass::text FROM pg_class
    WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY 1
"""
CHAINS = {"audit_accessentry": "access_is_chained", "cases_caseevent": "events_are_chained"}


@dataclass(frozen=True)
class Layers:
    """Which layers are on."""

    name: str
    row_security: bool = True
    access_log: bool = True
    chains: bool = True


SETUPS = (
    Layers("policy alone", row_security=False, access_log=False, chains=False),
    Layers("+ row-level security", access_log=False, chains=False),
    Layers("+ access log", chains=False),
    Layers("+ hash chains (as shipped)"),
)


@dataclass
class Load:
    """What was asked of one setup: milliseconds by page, and answers that were not as they should be."""

    spent: dict[str, list[float]] = field(default_factory=lambda: {page: [] for page in AIMS})
    wrong: int = 0
    web: float = 0.0
    database: float = 0.0
    seconds: float = 0.0
    requests: int = 0


def layers_apart() -> tuple[list[list[str]], list[list[str]]]:
    """Rows of two tables: how long people wait, and how much processor time it takes.

    Setups are measured there and back, so that a slow minute does not fall on one alone. Waiting grows with whatever
    else the machine does; processor time hardly does.
    """
    loads = {setup: Load() for setup in SETUPS}
    for setup in (*SETUPS, *reversed(SETUPS)):
        with only(setup), _server(setup) as server:
            _measure(server, loads[setup])
    rows = []
    for page in AIMS:
        before = None
        for setup in SETUPS:
            spent = loads[setup].spent[page]
            middle, late = percentile(spent, 50), percentile(spent, 95)
            cost = "" if before is None else f"{middle - before:+.1f}"
            aim = f"{AIMS[page]}" if setup is SETUPS[-1] else ""
            rows.append(
                [page, setup.name, f"{middle:.1f}", f"{late:.1f}", cost, aim, str(len(spent))]
            )
            before = middle
    wrong = sum(load.wrong for load in loads.values())
    rows.append(["answers that were not as they should be", "", "", "", "", "", str(wrong)])
    return rows, list(_processor_time(loads))


def _processor_time(loads: dict[Layers, Load]) -> Iterator[list[str]]:
    before = None
    for setup, load in loads.items():
        web, database = (1000 * each / load.requests for each in (load.web, load.database))
        more = "" if before is None else f"{web + database - before:+.2f}"
        reached = load.requests / load.seconds
        yield [setup.name, f"{web:.2f}", f"{database:.2f}", more, f"{reached:.0f}"]
        before = web + database


def _spent_by_children(parent: int) -> float:
    """Seconds of processor time of a process's children, those that have ended too."""
    ticks = os.sysconf("SC_CLK_TCK")

    def fields(pid: int) -> list[str]:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()

    running = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    spent = sum(int(value) for value in fields(parent)[13:15])
    spent += sum(int(value) for pid in running for value in fields(int(pid))[11:13])
    return spent / ticks


@contextmanager
def only(setup: Layers) -> Iterator[None]:
    """The measured database with these layers; all of them again afterwards."""
    with psycopg.connect(
        settings.EMBEDDED_CLUSTER.connection_string(DATABASE), autocommit=True
    ) as superuser:
        walls = [row[0] for row in superuser.execute(WALLS).fetchall()]

        def turn(row_security: bool, chains: bool) -> None:
            for table in walls:
                words = "ENABLE" if row_security else "DISABLE"
                superuser.execute(f"ALTER TABLE {table} {words} ROW LEVEL SECURITY")
            for table, trigger in CHAINS.items():
                words = "ENABLE" if chains else "DISABLE"
                superuser.execute(f"ALTER TABLE {table} {words} TRIGGER {trigger}")

        turn(setup.row_security, setup.chains)
        try:
            yield
        finally:
            turn(row_security=True, chains=True)


@contextmanager
def _server(setup: Layers) -> Iterator[LiveServer]:
    without = {"DJANGO_SETTINGS_MODULE": "bench.measures.settings_without_log"}
    server = start_server(dict(os.environ) | ({} if setup.access_log else without), WORKERS)
    try:
        yield server
    finally:
        server.stop()


def _measure(server: LiveServer, load: Load) -> None:
    cast = demo_cast(server.url)
    director, _ = cast.handlers[3]
    number = write_and_send(cast)
    for visitor, action in cast.handlers[:3]:
        take(visitor, number, action, cast.now)
    decided = MIX.count(DECISION) * RATE * (SECONDS + WARMING) // len(MIX)
    case = Case.objects.get(number=number)
    forms = [_form(director, each.number) for each in copies_of(case, decided)]
    places = settings.EMBEDDED_CLUSTER.data / "postmaster.pid"
    parents = (server.process.pid, int(places.read_text().split()[0]))
    before = [_spent_by_children(parent) for parent in parents]
    begun = time.perf_counter()
    _drive(server.url, director, number, forms, load)
    load.seconds += time.perf_counter() - begun
    after = [_spent_by_children(parent) for parent in parents]
    load.web += after[0] - before[0]
    load.database += after[1] - before[1]
    load.requests += RATE * (SECONDS + WARMING)


def _form(director: Visitor, number: str) -> tuple[str, str]:
    """The address and body of a decision whose page the director has open."""
    address = f"/saker/{number}/steg/{Action.GRANT}/"
    director.get(address)
    answers = answers_for(Action.GRANT, timezone.now())
    return address, urlencode(director.hidden | answers | {"do": Action.GRANT.value}, doseq=True)


def _drive(
    url: str, director: Visitor, number: str, forms: list[tuple[str, str]], load: Load
) -> None:
    cookies = "; ".join(f"{one.name}={one.value}" for one in director.client.cookies.jar)
    host = urlsplit(url).netloc
    decisions = iter(forms)
    ended = itertools.cycle([number])

    def ask(page: str, method: str, path: str, body: str | None, due: float, counts: bool) -> None:
        headers = {"Cookie": cookies, "Referer": url + path}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        with closing(HTTPConnection(host, timeout=30)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
        if answer.status != (302 if body is not None else 200):
            load.wrong += 1
        if counts:
            load.spent[page].append((time.perf_counter() - due) * 1000)

    with ThreadPoolExecutor(HANDS) as hands:
        begun = time.perf_counter() + 0.5
        asked = []
        for place in range(RATE * (SECONDS + WARMING)):
            due = begun + place / RATE
            page = MIX[place % len(MIX)]
            method, path, body = "GET", "/arbeid/", None
            if page == CASE_PAGE:
                path = f"/saker/{next(ended)}/"
            elif page == DECISION:
                method, (path, body) = "POST", next(decisions)
            time.sleep(max(0.0, due - time.perf_counter()))
            counts = place >= RATE * WARMING
            asked.append(hands.submit(ask, page, method, path, body, due, counts))
        for each in asked:
            each.result()
