"""Keeping what a case argues while it runs, and its de-identified row when it has been answered."""

from dataclasses import dataclass
from datetime import datetime

from likeverd.core.precedents.features import Features
from likeverd.organisations.models import Person
from likeverd.precedents.actions.thresholds import wait_for_the_group
from likeverd.precedents.models import Approval, Origin, Precedent, RunningArgument


@dataclass(frozen=True, slots=True)
class Ended:
    """What is kept of a case that was answered."""

    features: Features
    state: str
    reasons: tuple[str, ...]
    arguments: tuple[str, ...]
    region: int
    year: int
    working_days: int
    first_of_patient: bool


def run(case: int, features: Features, arguments: tuple[str, ...]) -> None:
    """Keep what a case that runs argues; without an ICD-10 code it is like no other, and nothing is kept."""
    if not features.indication_group:
        RunningArgument.objects.filter(case_id=case).delete()
        return
    wait_for_the_group(features.method, features.indication_group)
    RunningArgument.objects.update_or_create(
        case_id=case,
        defaults={
            "method_id": features.method,
            "indication_group": features.indication_group,
            "arguments": list(arguments),
        },
    )


def end(case: int, ended: Ended | None) -> Precedent | None:
    """The case runs no more. Where it was answered (``ended``), its row is written, once.

    A case that was decided anew, after a review of new facts, has its row changed: a decision that was set aside is
    no like case.
    """
    RunningArgument.objects.filter(case_id=case).delete()
    if ended is None:
        return None
    known = Precedent.objects.filter(origin__case_id=case)
    if known.exists():
        known.update(**_columns(ended), wording=None)
        return None
    row = Precedent.objects.create(**_columns(ended))
    Origin.objects.create(case_id=case, precedent=row)
    return row


def _columns(ended: Ended) -> dict[str, object]:
    features = ended.features
    return {
        "method_id": features.method,
        "substance": features.substance,
        "indication_group": features.indication_group,
        "treatment_line": features.treatment_line,
        "severity": features.severity,
        "benefit": features.benefit,
        "state": ended.state,
        "reasons": list(ended.reasons),
        "arguments": list(ended.arguments),
        "region_id": ended.region,
        "year": ended.year,
        "working_days": ended.working_days,
        "first_of_patient": ended.first_of_patient,
    }


def approve(case: int, sequence: int, words: str, *, by: Person, now: datetime) -> bool:
    """Let others find these cleaned words of the case's reasoning; empty words take back what was let out.

    Answers whether there is a row for them.
    """
    row = Precedent.objects.filter(origin__case_id=case).first()
    if row is None:
        return False
    Approval.objects.create(case_id=case, sequence=sequence, words=words, at=now, by=by)
    Precedent.objects.filter(pk=row.pk).update(wording=words or None)
    return True
