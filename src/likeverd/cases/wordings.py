"""The reasoning that ended a case, cleaned so that others may find it once a person of the case has approved it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from likeverd.cases.models import Case, CaseEvent
from likeverd.core.deidentify import Cleaned, deidentify
from likeverd.core.events import ROUND_ENDS, restore
from likeverd.organisations.models import HospitalTrust
from likeverd.precedents.models import Approval

MOST_CHOSEN = 40
LONGEST_CHOSEN = 100


@dataclass(frozen=True, slots=True)
class Wording:
    """A reasoning and what is left of it. ``digest`` tells whether it is the same that somebody looked at."""

    sequence: int
    cleaned: Cleaned
    approved: Approval | None

    @property
    def digest(self) -> str:
        """A mark of the cleaned text."""
        return hashlib.sha256(self.cleaned.text.encode()).hexdigest()

    @property
    def is_out(self) -> bool:
        """Whether others find it now."""
        return self.approved is not None and bool(self.approved.words)


def wording_of(case: Case, chosen: Sequence[str] = ()) -> Wording | None:
    """The reasoning of the event that ended the case; None where there is none. ``chosen`` words are taken out too."""
    rows = list(
        CaseEvent.objects.filter(case=case)
        .select_related("kept", "by", "deputy_for")
        .order_by("sequence")
    )
    ending = next((row for row in reversed(rows) if row.kind in ROUND_ENDS), None)
    if ending is None:
        return None
    event = restore(ending.kind, ending.kept.content)
    people = {row.by.name for row in rows}
    people |= {row.deputy_for.name for row in rows if row.deputy_for}
    places = {case.department.name, case.division.name}
    for trust in HospitalTrust.objects.all():
        places |= {trust.name, trust.short_name}
    cleaned = deidentify(
        str(getattr(event, "reasoning", "")),
        names={case.patient.name, case.applicant.name} | people | places,
        harmless={case.method.name, case.method.substance},
        chosen=chosen,
    )
    newest = Approval.objects.filter(case=case).order_by("-pk").first()
    return Wording(ending.sequence, cleaned, newest)


def chosen_words(typed: str) -> list[str]:
    """The words that a person wants out, one on each line."""
    lines = [line.strip()[:LONGEST_CHOSEN] for line in typed.splitlines()]
    return [line for line in lines if line][:MOST_CHOSEN]
