"""Many cases alike: rows copied in the database from one that the actions made."""

from django.db import connection

from likeverd.cases.models import Case

COPY_CASES = """
INSERT INTO cases_case ({columns}, number)
SELECT {columns}, 'KOPI-' || number || '-' || n
FROM cases_case, generate_series(1, %s) AS n WHERE id = %s
RETURNING id
"""
COPY_EVENTS = """
INSERT INTO cases_caseevent ({columns}, content, case_id)
SELECT {columns}, body::jsonb, copy
FROM cases_caseevent JOIN cases_eventcontent ON event_id = id, unnest(%s::bigint[]) AS copy WHERE case_id = %s
ORDER BY copy, sequence
"""

# What the database fills in, and the content, which it keeps in a table of its own.
KEPT_APART = ("id", "case_id", "trust_id", "content", "content_hash")


def copies_of(case: Case, count: int) -> list[Case]:
    """Cases in the same state with the same events, each with a number of its own."""
    with connection.cursor() as cursor:
        # Hundreds of cases at once, on a machine that may be busy: no person waits for this.
        cursor.execute("SET statement_timeout = '60s'")
        columns = _columns(cursor, "cases_case", without=("id", "number"))
        cursor.execute(COPY_CASES.format(columns=columns), [count, case.pk])
        ids = [row[0] for row in cursor.fetchall()]
        columns = _columns(cursor, "cases_caseevent", without=KEPT_APART)
        cursor.execute(COPY_EVENTS.format(columns=columns), [ids, case.pk])
        cursor.execute("RESET statement_timeout")
    return list(Case.objects.filter(pk__in=ids).order_by("pk"))


def _columns(cursor, table: str, without: tuple[str, ...]) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
    )
    names = [row[0] for row in cursor.fetchall() if row[0] not in without]
    return ", ".join(f'"{name}"' for name in names)


WHOLE = """
SELECT c.number FROM cases_case c
LEFT JOIN LATERAL (
    SELECT count(*) AS events, max(sequence) AS last, min(sequence) AS first,
           (array_agg(state_after ORDER BY sequence DESC))[1] AS state
    FROM cases_caseevent e WHERE e.case_id = c.id
) log ON true
WHERE log.events IS DISTINCT FROM c.version OR log.last IS DISTINCT FROM c.version
   OR log.first IS DISTINCT FROM 1 OR log.state IS DISTINCT FROM c.state
"""


def torn_cases() -> list[str]:
    """Numbers of cases whose row and log disagree: a gap, a double, a state without its event."""
    with connection.cursor() as cursor:
        cursor.execute(WHOLE)
        return [row[0] for row in cursor.fetchall()]
