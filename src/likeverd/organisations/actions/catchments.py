"""Bringing the register of catchment areas to what a document says, with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from likeverd.core.catchments import Gap, Period, contradictions, gaps
from likeverd.core.registers import BrokenRegisterError, PlacedPeriod, Problem, Tally
from likeverd.organisations.models import CatchmentPeriod, HospitalTrust
from likeverd.organisations.selectors import catchments_in_force, period_of

IMPORTING: Final = 7302012  # what a lock waits for
WITHOUT_REASON: Final = (
    "replaces periods that are in the register; say why with --reason, "
    "for example the decision that moved the area"
)


@dataclass(frozen=True, slots=True)
class CatchmentImport:
    """What an import did, or would do: rows by kind, one line for each change, and the gaps it leaves."""

    tally: Tally
    gaps: tuple[Gap, ...]


def import_catchments(
    rows: Sequence[PlacedPeriod],
    *,
    document: str,
    reason: str,
    now: datetime,
    preview: bool = False,
) -> CatchmentImport:
    """Bring the areas that the document names to what it says of them, all of it or nothing.

    What the document says of an area is everything that holds for it: its other periods are set aside with the
    ``reason``, and stay to be read. Areas that it does not name are left alone. ``preview`` tells what would be done,
    and writes nothing. Raises ``BrokenRegisterError`` where the document contradicts what is stored, or where it
    replaces something without a reason.
    """
    with transaction.atomic():
        outcome = _bring(rows, document=document, reason=reason.strip(), now=now)
        if preview:
            transaction.set_rollback(True)
    return outcome


def _bring(
    rows: Sequence[PlacedPeriod], *, document: str, reason: str, now: datetime
) -> CatchmentImport:
    _one_at_a_time()
    named = {row.period.area for row in rows}
    stored = list(catchments_in_force().select_related("home_trust"))
    others = [period_of(row) for row in stored if row.area not in named]
    known = {period_of(row): row for row in stored if row.area in named}
    wanted = [row.period for row in rows]
    replaced = [period for period in known if period not in set(wanted)]
    added = [period for period in wanted if period not in known]
    trusts = dict(HospitalTrust.objects.values_list("code", "pk"))
    _refuse_what_clashes(rows, others, trusts)
    if replaced and not reason:
        raise BrokenRegisterError([Problem("document", WITHOUT_REASON)])
    CatchmentPeriod.objects.filter(pk__in=[known[period].pk for period in replaced]).update(
        replaced_at=now, replaced_reason=reason
    )
    CatchmentPeriod.objects.bulk_create(
        [
            CatchmentPeriod(
                area=period.area,
                home_trust_id=trusts[period.trust],
                valid_from=period.first,
                valid_to=period.last,
                source=period.source,
                recorded_at=now,
                document=document,
            )
            for period in added
        ],
        batch_size=500,
    )
    lines = [f"- {_in_words(period)}" for period in replaced]
    lines += [f"+ {_in_words(period)}" for period in added]
    tally = Tally(
        "catchment periods",
        created=len(added),
        unchanged=len(wanted) - len(added),
        removed=len(replaced),
        lines=tuple(sorted(lines, key=lambda line: line[2:])),
    )
    return CatchmentImport(tally, gaps(wanted))


def _one_at_a_time() -> None:
    """Two imports at once wait for each other, so that neither checks against what the other replaces."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORTING])


def _refuse_what_clashes(
    rows: Sequence[PlacedPeriod], others: Sequence[Period], trusts: dict[str, int]
) -> None:
    """A municipality may not be whole in the document and divided in the register, or the other way about."""
    kept = [("the register", period) for period in others]
    together = [*kept, *((row.place, row.period) for row in rows)]
    found = [Problem(place, message) for place, message in contradictions(together, trusts)]
    if found:
        raise BrokenRegisterError(found)


def _in_words(period: Period) -> str:
    until = f" to {period.last}" if period.last else ""
    return f"{period.area} {period.trust} from {period.first}{until} ({period.source})"
