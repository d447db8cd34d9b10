"""The few coded facts of a case by which cases are compared; none of them says who the patient is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from likeverd.core.deadlines import stays
from likeverd.core.events import Prioritised, Recorded
from likeverd.core.forms.model import Answers
from likeverd.core.workdays import local_day, working_days_between

ICD10: Final = "icd10"
GROUP_LENGTH: Final = 3  # the category of ICD-10: C34 of C34.9


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared. ``method`` is a method for one indication; empty words mean that nothing is known."""

    method: int
    substance: str
    indication_group: str
    treatment_line: str
    severity: str
    benefit: str


def substance_of(atc: str, substance: str) -> str:
    """One name for a substance: its ATC code where the register has one, else the name in small letters."""
    return atc.strip().upper() or substance.strip().lower()


def indication_group(answers: Answers) -> str:
    """The ICD-10 category of the first diagnosis that has such a code; empty where none has."""
    rows = answers.get("diagnoses")
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        return ""
    for row in rows:
        if isinstance(row, Mapping) and row.get("code_system") == ICD10:
            code = "".join(letter for letter in str(row.get("code", "")) if letter.isalnum())
            if len(code) >= GROUP_LENGTH and code[0].isalpha() and code[1:GROUP_LENGTH].isdigit():
                return code[:GROUP_LENGTH].upper()
    return ""


def arguments(answers: Answers) -> tuple[str, ...]:
    """The coded grounds on which the applicant expects a larger effect, in one order."""
    given = answers.get("larger_effect_grounds")
    return tuple(sorted(str(code) for code in given)) if isinstance(given, list) else ()


def features_of(
    answers: Answers, log: Iterable[Recorded], *, method: int, atc: str, substance: str
) -> Features:
    """The features of a case. Levels are those of the newest prioritisation, before it the applicant's own."""
    levels: Answers = answers
    for recorded in log:
        if isinstance(recorded.event, Prioritised):
            levels = recorded.event.assessment
    return Features(
        method=method,
        substance=substance_of(atc, substance),
        indication_group=indication_group(answers),
        treatment_line=_code(answers, "treatment_line"),
        severity=_code(levels, "severity_level"),
        benefit=_code(levels, "benefit_level"),
    )


def _code(answers: Answers, key: str) -> str:
    found = answers.get(key)
    return found if isinstance(found, str) else ""


def working_days_used(log: Sequence[Recorded]) -> int:
    """Working days for which the hospital's clock ran in a case that has ended."""
    return sum(
        working_days_between(local_day(stay.since), local_day(stay.until))
        for stay in stays(log)
        if stay.running and stay.until is not None
    )
