"""Reads of codes and their checks. The case has been through the policy before anyone asks here."""

from dataclasses import dataclass
from datetime import datetime

from likeverd.cases.models import Case
from likeverd.core.verification import Verdict, written
from likeverd.verification import codes
from likeverd.verification.models import Check, Code


@dataclass(frozen=True, slots=True)
class CheckMade:
    """A check of a case's code. ``place`` is a number for the address, the same within this list and its day."""

    at: datetime
    verdict: Verdict
    place: int


def code_of(case: Case) -> str | None:
    """The case's code as it is printed, or None where it was never granted."""
    row = Code.objects.filter(case=case).first()
    code = codes.code_of(row.seed, row.digest) if row else None
    return written(code) if code else None


def checks_of(case: Case) -> list[CheckMade]:
    """Every check of the case's code, the newest first."""
    rows = (
        Check.objects.filter(code__case=case).order_by("id").values_list("at", "verdict", "place")
    )
    places: dict[str, int] = {}
    made = [
        CheckMade(at, Verdict(verdict), places.setdefault(place, len(places) + 1))
        for at, verdict, place in rows
    ]
    return made[::-1]
