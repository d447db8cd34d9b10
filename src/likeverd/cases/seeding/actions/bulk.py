"""Writing seeded cases in bulk, all of them in one transaction or none.

Applications are long and shared by many cases. They are sent once into a table of this session
that keeps them compressed, and are copied from there, so that the database neither reads nor
compresses a text again. Events are only ever added.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import date
from typing import Any, Final

import psycopg
from django.db import connections, transaction

from likeverd.cases.models import Case, Patient
from likeverd.cases.seeding.actions.set_aside import set_aside
from likeverd.cases.seeding.actions.staff import write_staff
from likeverd.cases.seeding.calendar import Calendar
from likeverd.cases.seeding.diagnoses import applied_methods
from likeverd.cases.seeding.hospitals import read_hospitals
from likeverd.cases.seeding.lives import Life, draw_lives
from likeverd.cases.seeding.refused import NotSeeded
from likeverd.cases.seeding.rows import Ids, Rows
from likeverd.cases.seeding.scribe import Scribe
from likeverd.core.forms.individual_exception import FIRST, SCHEME

# Only the owner of the tables may set indexes aside and make tables of a session.
OWNER: Final = "owner"
BATCH: Final = 5_000
MOST_CASES: Final = 1_000_000
# From so many cases on, and if they are at least a fifth of all, indexes are set aside.
SET_ASIDE_FROM: Final = 5_000
OTHERS_PER_CASE: Final = 4
SHORT_TURN: Final = 0.0001  # seconds

CASE_COLUMNS: Final = (
    "id",
    "number",
    "trust_id",
    "division_id",
    "department_id",
    "method_id",
    "patient_id",
    "applicant_id",
    "trust_rules_version",
    "paper_received",
    "paper",
    "state",
    "version",
    "furthest",
    "asked_from",
    "questions",
    "draft_revision",
    "ready_for_consultant",
    "handlers",
    "helpers",
    "participants",
    "conflicted",
    "barred",
    "urgent",
    "start_by",
    "due_on",
    "due_before_pause",
    "created_at",
    "submitted_at",
    "state_since",
    "ended_at",
)
EVENT_COLUMNS: Final = (
    "case_id",
    "sequence",
    "round",
    "kind",
    "at",
    "by_id",
    "role",
    "action",
    "state_before",
    "state_after",
)
PATIENT_COLUMNS: Final = ("id", "trust_id", "identity_number", "identity_kind", "name")
REVISION_COLUMNS: Final = ("case_id", "revision", "saved_at", "by_id", "answers", "set_aside")
TABLES: Final = (
    "cases_patient",
    "cases_case",
    "cases_caseevent",
    "cases_eventcontent",
    "cases_draftrevision",
)

CASES, EVENTS = ", ".join(CASE_COLUMNS), ", ".join(EVENT_COLUMNS)
PATIENTS, REVISIONS = ", ".join(PATIENT_COLUMNS), ", ".join(REVISION_COLUMNS)
# Tables behind row-level security take no COPY: what is sent goes through a table of this session.
# MAIN keeps an application compressed inside its row, from where it is copied as it is.
SESSION_TABLES: Final = f"""
    CREATE TEMPORARY TABLE seeded_application
        (application integer PRIMARY KEY, answers jsonb, content jsonb) ON COMMIT DROP;
    ALTER TABLE seeded_application
        ALTER COLUMN answers SET STORAGE MAIN, ALTER COLUMN content SET STORAGE MAIN;
    CREATE TEMPORARY TABLE seeded_case ON COMMIT DROP AS
        SELECT {CASES}, 0 AS application FROM cases_case WHERE false;
    CREATE TEMPORARY TABLE seeded_event ON COMMIT DROP AS
        SELECT {EVENTS}, 0 AS application FROM cases_caseevent WHERE false;
    CREATE TEMPORARY TABLE seeded_told ON COMMIT DROP AS
        SELECT {EVENTS}, content FROM cases_caseevent WHERE false;
    CREATE TEMPORARY TABLE seeded_patient ON COMMIT DROP AS
        SELECT {PATIENTS} FROM cases_patient WHERE false;
    CREATE TEMPORARY TABLE seeded_revision ON COMMIT DROP AS
        SELECT {REVISIONS} FROM cases_draftrevision WHERE false;
"""  # noqa: S608 - names of our own columns
# Rows come in the order in which they were sent. A join would carry the applications through a
# sort; asking for each by its number does not.
TAKE_CASES: Final = f"""
    INSERT INTO cases_case ({CASES}, scheme, form_version, answers)
    SELECT {CASES}, '{SCHEME}', '{FIRST.version}', (
        SELECT answers FROM seeded_application WHERE application = given.application
    )
    FROM seeded_case given
"""  # noqa: S608 - names of our own columns
# What the database does for one event at a time (content apart, with a salt), for all of them at once.
KEEP_APART: Final = f"""
    WITH told AS MATERIALIZED (
        SELECT {EVENTS}, nextval('cases_caseevent_id_seq') AS id, uuid_send(gen_random_uuid()) AS salt, body,
            (SELECT trust_id FROM cases_case WHERE id = given.case_id) AS trust_id
        FROM ({{given}}) given
    ), kept AS (
        INSERT INTO cases_eventcontent (event_id, trust_id, salt, body) SELECT id, trust_id, salt, body FROM told
    )
    INSERT INTO cases_caseevent (id, trust_id, {EVENTS}, content_hash)
    SELECT id, trust_id, {EVENTS}, encode(sha256(salt || convert_to(body, 'UTF8')), 'hex') FROM told
"""  # noqa: S608 - names of our own columns
TAKE_EVENTS: Final = KEEP_APART.format(
    given="""
    SELECT given.*, application.content::text AS body
    FROM seeded_event given JOIN seeded_application application USING (application)
"""
)
TAKE_TOLD: Final = KEEP_APART.format(given="SELECT *, content::text AS body FROM seeded_told")
TAKE_PATIENTS: Final = f"""
    INSERT INTO cases_patient ({PATIENTS}) SELECT {PATIENTS} FROM seeded_patient
"""  # noqa: S608 - names of our own columns
TAKE_REVISIONS: Final = f"""
    INSERT INTO cases_draftrevision ({REVISIONS}) SELECT {REVISIONS} FROM seeded_revision
"""  # noqa: S608 - names of our own columns

Progress = Callable[[int], None]


def write_cases(cases: int, seed: int, today: date, told: Progress = lambda done: None) -> None:
    """Write so many cases of the time until ``today``, the people they need, and their patients.

    ``told`` hears how many are done. Raises ``NotSeeded`` with nothing written.
    """
    if not 1 <= cases <= MOST_CASES:
        raise NotSeeded(f"The number of cases must be from 1 to {MOST_CASES}, not {cases}.")
    if OWNER not in connections.settings:
        raise NotSeeded("Seeding writes as the owner of the tables; set DATABASE_OWNER_URL.")
    first = FIRST.valid_from
    with transaction.atomic(using=OWNER):
        methods = applied_methods(OWNER)
        write_staff(first, OWNER)
        calendar = Calendar(first, today)
        hospitals = read_hospitals(methods, first, today, OWNER)
        lives = draw_lives(cases, seed, hospitals, calendar)
        scribe = Scribe(seed, hospitals, calendar)
        with _cursor() as cursor, _large(cursor, cases):
            ids = _ids(cursor, cases)
            for done, rows in _batches(scribe, lives, ids):
                _write(cursor, rows)
                told(done)


@contextmanager
def _cursor() -> Iterator[psycopg.Cursor[Any]]:
    """A cursor of the owner's transaction, with the tables of this session."""
    connection = connections[OWNER]
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        # Checks still open on the people just written would keep their tables from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(SESSION_TABLES)
        cursor.execute("ALTER TABLE cases_caseevent DISABLE TRIGGER content_is_kept_apart")
        try:
            yield cursor
        except psycopg.errors.LockNotAvailable as busy:
            raise NotSeeded("Somebody is using the cases; stop the demo and try again.") from busy
        # What deferred checks would find at the end of the transaction is found here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_caseevent ENABLE TRIGGER content_is_kept_apart")


def _large(cursor: psycopg.Cursor[Any], cases: int) -> Any:
    """Indexes set aside where that pays."""
    others = Case.objects.using(OWNER).count()
    if cases >= SET_ASIDE_FROM and others <= OTHERS_PER_CASE * cases:
        return set_aside(cursor, TABLES)
    return nullcontext()


def _ids(cursor: psycopg.Cursor[Any], cases: int) -> Ids:
    """New ids and numbers, drawn from the same sequences as everybody's."""

    drawn = cursor.execute(
        "SELECT nextval('cases_case_id_seq'), nextval('cases_patient_id_seq'), "
        "nextval('case_number') FROM generate_series(1, %s)",
        [cases],
    ).fetchall()
    new_cases, patients, numbers = (sorted(column) for column in zip(*drawn, strict=True))
    return Ids(new_cases, patients, numbers, Patient.objects.using(OWNER).count())


def _batches(scribe: Scribe, lives: Sequence[Life], ids: Ids) -> Iterator[tuple[int, Rows]]:
    """The rows of each batch, and how many cases are done with it.

    The next batch is made while the database takes the last one.
    """
    with _short_turns(), ThreadPoolExecutor(max_workers=1) as ahead:
        begins = range(0, len(lives), BATCH)
        made = [
            ahead.submit(scribe.rows, lives[begin : begin + BATCH], ids, begin)
            for begin in begins[:1]
        ]
        for begin in begins:
            rows = made.pop().result()
            following = begin + BATCH
            if following < len(lives):
                batch = lives[following : following + BATCH]
                made.append(ahead.submit(scribe.rows, batch, ids, following))
            yield min(following, len(lives)), rows


@contextmanager
def _short_turns() -> Iterator[None]:
    """Whoever feeds the database gets the interpreter back at once, not after a long turn."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SHORT_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _write(cursor: psycopg.Cursor[Any], rows: Rows) -> None:
    _copy(cursor, "seeded_application", ("application", "answers", "content"), rows.applications)
    _copy(cursor, "seeded_patient", PATIENT_COLUMNS, rows.patients)
    cursor.execute(TAKE_PATIENTS)
    _copy(cursor, "seeded_case", (*CASE_COLUMNS, "application"), rows.cases)
    cursor.execute(TAKE_CASES)
    _copy(cursor, "seeded_told", (*EVENT_COLUMNS, "content"), rows.events)
    cursor.execute(TAKE_TOLD)
    _copy(cursor, "seeded_event", (*EVENT_COLUMNS, "application"), rows.applied)
    cursor.execute(TAKE_EVENTS)
    _copy(cursor, "seeded_revision", REVISION_COLUMNS, rows.revisions)
    cursor.execute(TAKE_REVISIONS)
    cursor.execute(
        "TRUNCATE seeded_case, seeded_event, seeded_told, seeded_patient, seeded_revision"
    )


def _copy(
    cursor: psycopg.Cursor[Any], table: str, columns: Sequence[str], lines: Sequence[str]
) -> None:
    if lines:
        with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            copy.write("".join(lines))
