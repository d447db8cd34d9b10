"""The copy for the region, made of a case; and whether it is the same that somebody has looked at."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from likeverd.cases.like_cases import features
from likeverd.cases.models import Case, CaseEvent
from likeverd.cases.records import recorded_of
from likeverd.cases.wordings import wording_of
from likeverd.core.deidentify import Piece
from likeverd.core.packet.regional import RegionalCopy, regional_copy
from likeverd.core.precedents.features import working_days_used
from likeverd.packet.outcomes import outcome_of


@dataclass(frozen=True, slots=True)
class Looked:
    """The copy as it would be made now. ``pieces`` of the reasoning show what was taken out."""

    copy: RegionalCopy
    pieces: tuple[Piece, ...]

    @property
    def digest(self) -> str:
        """A mark of the text, to tell whether it is the one that was on the screen."""
        return hashlib.sha256(self.copy.text.encode()).hexdigest()


def look(case: Case, decision: int, chosen: Sequence[str] = ()) -> Looked:
    """The copy of the decision. ``chosen`` are words that the person wants out too."""
    rows = CaseEvent.objects.filter(case=case, sequence__lte=decision).select_related("kept")
    log = [recorded_of(row) for row in rows.order_by("sequence")]
    wording = wording_of(case, chosen)
    copy = regional_copy(
        outcome_of(case, log[-1]),
        features(case, log),
        trust=case.trust.name,
        working_days=working_days_used(log),
        reasoning=wording.cleaned.text if wording else "",
        language=case.trust.language,
    )
    return Looked(copy, wording.cleaned.pieces if wording else ())
