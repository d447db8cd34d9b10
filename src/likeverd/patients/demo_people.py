"""The invented patients whom the demonstration offers: those with a released case first, then some with a sent one."""

from dataclasses import dataclass
from typing import Final

from likeverd.cases.models import Case, Patient
from likeverd.core import identity
from likeverd.core.identity import IdentityNumber
from likeverd.patients.models import Release

MOST: Final = 24


@dataclass(frozen=True, slots=True)
class Offered:
    """One to pick: the newest case's method and trust tell which is which."""

    patient: Patient
    case: Case
    released: bool


def invented_patient(patient: int) -> bool:
    """Whether there is a patient with this id, and the number was never given to anybody."""
    found = Patient.objects.filter(pk=patient).values_list("identity_number", flat=True).first()
    return found is not None and _is_invented(found)


def _is_invented(number: str) -> bool:
    read = identity.read(number, synthetic_allowed=True)
    return isinstance(read, IdentityNumber) and read.is_synthetic


def invented_patients() -> list[Offered]:
    """Whom one can be."""
    joined = Case.objects.select_related("patient", "trust", "method").order_by("-pk")
    released = Release.objects.filter(shown=True).values("case_id")
    rows = list(joined.filter(pk__in=released)[:MOST])
    rows += list(
        joined.exclude(pk__in=[row.pk for row in rows]).filter(submitted_at__isnull=False)[:MOST]
    )
    offered: dict[str, Offered] = {}
    released_ids = set(Release.objects.filter(shown=True).values_list("case_id", flat=True))
    for row in rows:
        number = row.patient.identity_number
        if number not in offered and _is_invented(number):
            offered[number] = Offered(row.patient, row, row.pk in released_ids)
    return list(offered.values())[:MOST]
