"""The applications of seeded cases: written once per method, fortnight and variant."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from likeverd.cases.seeding.diagnoses import Applied
from likeverd.cases.seeding.rows import for_copy
from likeverd.core.forms.model import Answer
from likeverd.core.forms.prefill import START_BY
from likeverd.core.forms.specimen import specimen

# Days until the last useful start, yearly cost in kroner, supply, whether begun in private.
ORDINARY: Final = (
    (90, 640_000, "hospital", False),
    (130, 1_350_000, "trust_prescription", True),
)
URGENT: Final = (45, 990_000, "hospital", False)
APPLICANT: Final = "Behandlende overlege"
HALF_WRITTEN: Final = (
    "diagnoses",
    "treatment_line",
    "performance_status",
    "product",
    "authorisation",
    "established_treatments",
)
STAGES: Final = ("begun", "half", "whole")


class Application(NamedTuple):
    """An application by its number in this seeding; ``start_by`` is empty before it is told.

    ``text`` is its answers as a line of COPY wants them.
    """

    number: int
    start_by: str
    text: str


class Applications:
    """All applications of a seeding, written when first asked for."""

    def __init__(self) -> None:
        self._written: dict[tuple[int, date, int, str], Application] = {}
        self._new: list[Application] = []

    def of(
        self, method: Applied, day: date, chance: float, stage: str, *, urgent: bool
    ) -> Application:
        """The application for a method, written on a day and as far as ``stage``.

        ``chance`` from 0 to 1 picks a variant.
        """
        variant = -1 if urgent else int(chance * len(ORDINARY))
        found = self._written.get((method.pk, day, variant, stage))
        if found is None:
            answers = _answers(method, day, variant)
            if stage == "begun":
                answers = {"product": method.product}
            elif stage == "half":
                answers = {key: answers[key] for key in HALF_WRITTEN}
            found = Application(
                len(self._written) + 1, str(answers.get(START_BY) or ""), _text(answers)
            )
            self._written[method.pk, day, variant, stage] = found
            self._new.append(found)
        return found

    def new(self) -> list[Application]:
        """The applications that were written since this was last asked."""
        found, self._new = self._new, []
        return found


def _answers(method: Applied, day: date, variant: int) -> dict[str, Answer]:
    days, cost, supply, private = URGENT if variant < 0 else ORDINARY[variant]
    return specimen(
        method.product,
        method.code,
        method.display,
        code_system=method.code_system,
        written_on=day,
        start_by=day + timedelta(days=days),
        applicant_name=APPLICANT,
        urgent=variant < 0,
        yearly_cost=cost,
        supply=supply,
        private_treatment=private,
    )


def _text(answers: Mapping[str, Answer]) -> str:
    return for_copy(json.dumps(answers, ensure_ascii=False))
