"""Figures for ADR 14: person ids in arrays on the case row, against a join table.

Run it with ``.venv/bin/python docs/adr/measures/arrays_or_join_table.py``. It makes a durable
server of its own in a temporary folder, fills two versions of the same 200 000 cases, and
prints the median and the slowest of each question. About 20 seconds on 2 cores.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from likeverd.operations.embedded_postgres import Cluster, attached

CASES, PEOPLE, TRUSTS = 200_000, 5_000, 21
QUESTIONS, STEPS = 60, 500

PERSON = f"(random() * {PEOPLE})::bigint"
FILL = (
    "SELECT setseed(0.4)",
    f"""CREATE TABLE in_arrays AS SELECT g::bigint AS id, (g % {TRUSTS})::int AS trust,
        CASE WHEN g % 40 = 0 THEN 'committee' ELSE 'granted' END AS state, repeat('x', 1500) AS answers,
        ARRAY[{PERSON}, {PERSON}, {PERSON}, {PERSON}] AS participants,
        ARRAY[{PERSON}, {PERSON}] AS barred, '{{}}'::bigint[] AS conflicted
        FROM generate_series(1, {CASES}) AS g""",  # noqa: S608 - our own numbers
    "CREATE TABLE joined AS SELECT id, trust, state, answers FROM in_arrays",
    """CREATE TABLE tie AS
        SELECT id AS case_id, unnest(participants) AS person, 'participant' AS kind FROM in_arrays
        UNION ALL SELECT id, unnest(barred), 'barred' FROM in_arrays""",
    "ALTER TABLE in_arrays ADD PRIMARY KEY (id)",
    "ALTER TABLE joined ADD PRIMARY KEY (id)",
    "CREATE INDEX ON in_arrays USING gin (participants)",
    "CREATE INDEX ON in_arrays (trust, state, id) WHERE state = 'committee'",
    "CREATE INDEX ON joined (trust, state, id) WHERE state = 'committee'",
    "CREATE INDEX ON tie (case_id)",
    "CREATE INDEX ON tie (person, kind, case_id)",
    "ANALYZE",
)
WAITING = "trust = 3 AND state = 'committee'"
NOT_CONFLICTED = {
    "arrays": "NOT conflicted @> ARRAY[%(person)s]::bigint[]",
    "join table": """NOT EXISTS (SELECT FROM tie WHERE case_id = joined.id
        AND person = %(person)s AND kind = 'conflicted')""",
}
NOT_BARRED = {
    "arrays": "NOT barred @> ARRAY[%(person)s]::bigint[]",
    "join table": """NOT EXISTS (SELECT FROM tie WHERE case_id = joined.id
        AND person = %(person)s AND kind = 'barred')""",
}
MINE = {
    "arrays": "participants @> ARRAY[%(person)s]::bigint[]",
    "join table": """EXISTS (SELECT FROM tie WHERE case_id = joined.id
        AND person = %(person)s AND kind = 'participant')""",
}
TABLE = {"arrays": "in_arrays", "join table": "joined"}


def questions(way: str) -> dict[str, str]:
    """The three questions of the lists, for one of the two ways."""
    table = TABLE[way]
    mine = f"FROM {table} WHERE ({MINE[way]} OR {WAITING}) AND {NOT_CONFLICTED[way]}"
    waiting = f"FROM {table} WHERE {WAITING} AND {NOT_BARRED[way]} AND {NOT_CONFLICTED[way]}"
    return {
        "a waiting list of 25": f"SELECT id {waiting} ORDER BY id LIMIT 26",
        "mine or my trust's, newest 25": f"SELECT id {mine} ORDER BY id DESC LIMIT 26",
        "the count of the same": f"SELECT count(*) {mine}",
    }


def step_in_arrays(db: psycopg.Connection, number: int) -> None:
    """A step that moves the case and adds the person who took it."""
    db.execute(
        "UPDATE in_arrays SET state = 'granted', participants = participants || %(n)s::bigint,"
        " barred = barred || %(n)s::bigint WHERE id = %(case)s",
        {"n": number, "case": number * 37 + 1},
    )


def step_joined(db: psycopg.Connection, number: int) -> None:
    """The same with the join table."""
    case = number * 37 + 1
    with db.transaction():
        db.execute("UPDATE joined SET state = 'granted' WHERE id = %s", [case])
        for kind in ("participant", "barred"):
            db.execute("INSERT INTO tie VALUES (%s, %s, %s)", [case, number, kind])


def show(what: str, way: str, times: int, ask: Callable[[int], object]) -> None:
    """Ask so many times, and print milliseconds."""
    taken = []
    for number in range(times):
        begun = time.perf_counter()
        ask(number)
        taken.append((time.perf_counter() - begun) * 1000)
    line = f"{what:32}{way:12}{statistics.median(taken):8.2f} ms, slowest {max(taken):.2f}"
    sys.stdout.write(line + "\n")


def main() -> None:
    """Fill, ask, print."""
    with tempfile.TemporaryDirectory(prefix="likeverd-measure-") as folder:
        cluster = Cluster(Path(folder) / "postgres")
        with (
            attached(cluster),
            # As Django does: values are put in by the client, so the planner sees them.
            psycopg.connect(
                cluster.connection_string(),
                autocommit=True,
                cursor_factory=psycopg.ClientCursor,
            ) as db,
        ):
            for statement in FILL:
                db.execute(statement)
            for way in TABLE:
                for what, asked in questions(way).items():
                    show(
                        what,
                        way,
                        QUESTIONS,
                        lambda n, asked=asked: db.execute(
                            asked, {"person": 100 + n * 7}
                        ).fetchall(),
                    )
            show("a step", "arrays", STEPS, lambda n: step_in_arrays(db, n))
            show("a step", "join table", STEPS, lambda n: step_joined(db, n))


main()
