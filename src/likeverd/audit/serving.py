"""What a request serves, gathered while it is answered, and written before the answer leaves.

Whoever hands out a record says so with ``serve``. The middleware (``audit.middleware``) begins the gathering, and
writes the rows of the access log in the request's own transaction. Outside a request nobody is served, and nothing is
gathered: commands and jobs show no records to anybody.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from likeverd.core.access import AccessKind, Ground

# From the least to the most that was done; of one record the log tells the most.
WEIGHT = (
    AccessKind.LIST,
    AccessKind.READ,
    AccessKind.PRINT,
    AccessKind.EXPORT,
    AccessKind.EMERGENCY,
    AccessKind.CHANGE,
    AccessKind.DECIDE,
)


@dataclass(frozen=True, slots=True)
class Served:
    """One record as it was served: the ids of the case, its trust and patient, what of it, and on what ground.

    ``department`` is the unit of the role that opened it; ``emergency`` the id of an emergency sight.
    """

    trust: int
    kind: AccessKind
    ground: Ground
    case: int | None = None
    number: str = ""
    patient: int | None = None
    document: int | None = None
    role: str = ""
    department: int | None = None
    emergency: int | None = None
    shown: frozenset[str] = frozenset()


_gathered: ContextVar[list[Served] | None] = ContextVar("served", default=None)


def serve(record: Served) -> None:
    """Say that a record is handed out in the answer that is being made."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.append(record)


@contextmanager
def gathering() -> Iterator[list[Served]]:
    """Gather what is served inside."""
    gathered: list[Served] = []
    token = _gathered.set(gathered)
    try:
        yield gathered
    finally:
        _gathered.reset(token)


def one_row_each(gathered: list[Served]) -> list[Served]:
    """One row for each record: the most that was done with it, and all that was shown. In the order of the trusts.

    Chains are locked in that order, so that two requests never wait for each other.
    """
    rows: dict[tuple[int, int | None, int | None], Served] = {}
    for record in gathered:
        key = (record.trust, record.case, record.document)
        before = rows.get(key)
        if before is None:
            rows[key] = record
            continue
        most = max(before, record, key=lambda each: WEIGHT.index(each.kind))
        rows[key] = replace(most, shown=before.shown | record.shown)
    return sorted(rows.values(), key=lambda record: record.trust)
