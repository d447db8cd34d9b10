"""Whether the logs are whole: every link of every chain against the one before, its own text, and its row.

The database does the work, chain by chain, and answers only what is wrong. What can be told apart: a row that was
changed, a link or row that is gone, content that does not fit its hash, a row that never became a link, and, with heads
that left the machine earlier, a tail that was cut off or a history that was written anew.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.db import connections, transaction

from likeverd.audit.models import ACCESS, CASE_EVENTS
from likeverd.audit.selectors import Head, heads
from likeverd.organisations.context import everything

# From so long after the end of a case its content may be gone by law; before, it may not be missing. A case that is
# gone altogether was deleted by law where a tombstone says so.
KEPT_FOR: Final = "interval '10 years'"

LINKS: Final = """
    SELECT link.sequence, link.record, link.entry, link.hash,
        lag(link.hash, 1, repeat('0', 64)) OVER chain AS previous, lag(link.sequence, 1, 0::bigint) OVER chain AS before
    FROM audit_chainlink link WHERE link.log = %(log)s AND link.trust_id = %(trust)s
    WINDOW chain AS (ORDER BY link.sequence)
"""
CHAIN_FAULTS: Final = """
    WHEN link.sequence <> link.before + 1 THEN 'gap'
    WHEN NOT starts_with(link.entry, audit_link_head(%(log)s, %(trust)s, link.sequence, link.previous)) THEN 'order'
    WHEN encode(sha256(convert_to(link.entry, 'UTF8')), 'hex') <> link.hash THEN 'hash'
"""
EVENT_FAULTS: Final = f"""
    SELECT sequence, record, fault FROM (
        SELECT link.sequence, link.record, CASE {CHAIN_FAULTS}
            WHEN event.id IS NULL THEN 'row gone'
            WHEN right(link.entry, length(body.said)) <> body.said THEN 'row changed'
            WHEN kept.event_id IS NULL AND EXISTS (
                SELECT FROM cases_case
                WHERE id = event.case_id AND (ended_at IS NULL OR ended_at >= now() - {KEPT_FOR}))
                THEN 'content gone'
            WHEN kept.event_id IS NULL AND NOT EXISTS (SELECT FROM cases_case WHERE id = event.case_id)
                AND NOT EXISTS (SELECT FROM archive_tombstone WHERE "case" = event.case_id)
                THEN 'case gone'
            WHEN %(content)s AND encode(sha256(kept.salt || convert_to(kept.body, 'UTF8')), 'hex') <> event.content_hash
                THEN 'content changed'
        END AS fault
        FROM ({LINKS}) link
        LEFT JOIN cases_caseevent event ON event.id = link.record AND event.trust_id = %(trust)s
        LEFT JOIN LATERAL (SELECT audit_event_body(event) AS said OFFSET 0) body ON true
        LEFT JOIN cases_eventcontent kept ON kept.event_id = link.record AND kept.trust_id = %(trust)s
    ) checked WHERE fault IS NOT NULL ORDER BY sequence LIMIT %(most)s
"""  # noqa: S608 - made of constants alone
ACCESS_FAULTS: Final = f"""
    SELECT sequence, record, fault FROM (
        SELECT link.sequence, link.record, CASE {CHAIN_FAULTS}
            WHEN seen.id IS NULL THEN 'row gone'
            WHEN right(link.entry, length(body.said)) <> body.said THEN 'row changed'
        END AS fault
        FROM ({LINKS}) link
        LEFT JOIN audit_accessentry seen ON seen.id = link.record AND seen.trust_id = %(trust)s
        LEFT JOIN LATERAL (SELECT audit_access_body(seen) AS said OFFSET 0) body ON true
    ) checked WHERE fault IS NOT NULL ORDER BY sequence LIMIT %(most)s
"""  # noqa: S608 - made of constants alone
FAULTS: Final = {CASE_EVENTS: EVENT_FAULTS, ACCESS: ACCESS_FAULTS}
TABLES: Final = {CASE_EVENTS: "cases_caseevent", ACCESS: "audit_accessentry"}
# A row that is no link was added behind the database's back; asked for only where the numbers differ.
UNLINKED: Final = """
    SELECT added.id FROM {table} added
    WHERE added.trust_id = %(trust)s AND NOT EXISTS (
        SELECT FROM audit_chainlink link
        WHERE link.log = %(log)s AND link.trust_id = %(trust)s AND link.record = added.id)
    ORDER BY added.id LIMIT %(most)s
"""
COUNTS: Final = """
    SELECT (SELECT count(*) FROM audit_chainlink WHERE log = %(log)s AND trust_id = %(trust)s),
           (SELECT count(*) FROM {table} WHERE trust_id = %(trust)s),
           (SELECT hash FROM audit_chainlink WHERE log = %(log)s AND trust_id = %(trust)s
            ORDER BY sequence DESC LIMIT 1),
           (SELECT max(sequence) FROM audit_chainlink WHERE log = %(log)s AND trust_id = %(trust)s)
"""
MOST: Final = 10


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: where in the chain (0: not in it), which row (0: none), and what."""

    sequence: int
    record: int
    what: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One chain after the check; ``faults`` in order, at most ten."""

    trust: str
    log: str
    links: int
    faults: tuple[Fault, ...]


def verify(
    exported: Iterable[Head] = (), using: str = "default", *, content: bool = True
) -> list[Checked]:
    """Check every chain; ``exported`` are heads that left the machine earlier.

    As many chains at a time as the machine has cores, each in one state of the database from beginning to end, so that
    work may go on meanwhile. ``content`` also hashes what events say, which takes most of the time.
    """
    earlier: dict[tuple[str, str], list[Head]] = {}
    for head in exported:
        earlier.setdefault((head.trust, head.log), []).append(head)
    with _reading(using):
        trusts = _trusts(using)
    chains = [(code, log) for code in trusts for log in (CASE_EVENTS, ACCESS)]

    def check(chain: tuple[str, str]) -> Checked:
        code, log = chain
        given = {"log": log, "trust": trusts[code], "most": MOST, "content": content}
        with _reading(using):
            return _check(code, given, earlier.get(chain, []), using)

    return _side_by_side(check, chains)


def _side_by_side(
    check: Callable[[tuple[str, str]], Checked], chains: Sequence[tuple[str, str]]
) -> list[Checked]:
    """Check the chains in as many threads as the machine has cores; each opens one connection and closes it itself."""
    left = iter(chains)
    taking = Lock()

    def following() -> tuple[str, str] | None:
        with taking:
            return next(left, None)

    def work(_: int) -> list[Checked]:
        try:
            return [check(chain) for chain in iter(following, None)]
        finally:
            connections.close_all()

    count = os.cpu_count() or 1
    with ThreadPoolExecutor(count, initializer=connections.close_all) as pool:
        checked = [one for done in pool.map(work, range(count)) for one in done]
    return sorted(checked, key=lambda one: chains.index((one.trust, one.log)))


@contextmanager
def _reading(using: str) -> Iterator[None]:
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL work_mem = '128MB'")
            # Behind row-level security the planner takes every table for nearly empty, and would look through all
            # contents anew for each link. Whole chains are read: hashing each table once is right at any size.
            cursor.execute("SET LOCAL enable_nestloop = off")
        everything("every chain is checked", using)
        yield


def _trusts(using: str) -> Mapping[str, int]:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT code, id FROM organisations_hospitaltrust ORDER BY code")
        return dict(cursor.fetchall())


def _check(code: str, given: Mapping[str, object], exported: list[Head], using: str) -> Checked:
    log = str(given["log"])
    stored = {(head.trust, head.log): head for head in heads(using)}
    with connections[using].cursor() as cursor:
        cursor.execute(FAULTS[log], given)
        faults = [Fault(*row) for row in cursor.fetchall()]
        cursor.execute(COUNTS.format(table=TABLES[log]), given)
        links, rows, last_hash, last = cursor.fetchone()
        if rows > links and not faults:
            cursor.execute(UNLINKED.format(table=TABLES[log]), given)
            faults += [
                Fault(0, record, "row never became a link") for (record,) in cursor.fetchall()
            ]
        faults += _head_faults(stored.get((code, log)), last or 0, last_hash)
        for before in exported:
            faults += _exported_faults(cursor, before, last or 0, given)
    return Checked(code, log, links, tuple(faults[:MOST]))


def _head_faults(head: Head | None, last: int, last_hash: str | None) -> list[Fault]:
    """The stored head must be the last link."""
    stored = (head.sequence, head.hash) if head is not None else (0, None)
    if stored == (last, last_hash):
        return []
    return [Fault(last, 0, f"tail does not fit the stored head {stored[0]}")]


def _exported_faults(
    cursor: object, before: Head, last: int, given: Mapping[str, object]
) -> list[Fault]:
    """A head that left the machine must still be a link of the chain."""
    if before.sequence == 0:
        return []
    if last < before.sequence:
        behind = before.sequence - last
        return [Fault(last, 0, f"tail cut: behind the exported head by {behind}")]
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT hash FROM audit_chainlink WHERE log = %(log)s AND trust_id = %(trust)s AND sequence = %(sequence)s",
        {**given, "sequence": before.sequence},
    )
    found = cursor.fetchone()  # type: ignore[attr-defined]
    if found is None or found[0] != before.hash:
        return [Fault(before.sequence, 0, "history differs from the exported head")]
    return []
