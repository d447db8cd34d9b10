"""Patients in tests: a second invented person, and what a doctor releases."""

from datetime import date, datetime

from django.utils import timezone
from tests.support.house import NOON, House
from tests.support.journey import complete, step

from likeverd.cases import actions
from likeverd.cases.actions import NewCase
from likeverd.cases.models import Case
from likeverd.core.identity import synthetic_number
from likeverd.core.patient_view import Part
from likeverd.core.vocabulary import Action, Role
from likeverd.patients.models import Release

ANOTHER_NUMBER = synthetic_number(date(1975, 3, 2), 7)


def another_patients_case(house: House, *, now: datetime = NOON) -> Case:
    """A sent case at Innlandet of somebody else."""
    consultant = house.innlandet.person(Role.TREATING_CONSULTANT)
    wanted = NewCase(
        department=house.innlandet.department.pk,
        method=house.method.pk,
        identity_number=ANOTHER_NUMBER,
        patient_name="Fremmed Pasient",
        applicant=consultant.pk,
        why_new="ny",
    )
    case = actions.begin(wanted, by=consultant, now=now, synthetic_allowed=True)
    return step(complete(case, now=now), Action.SUBMIT, consultant, now=now)


def release(case: Case, *parts: Part, conversation_on: date | None = None) -> None:
    """As if the applicant had released it: the case itself, or the parts that are named."""
    for part in parts or (Part.STATUS,):
        Release.objects.create(
            case=case,
            part=part.value,
            shown=True,
            conversation_on=conversation_on,
            by=case.applicant,
            at=timezone.now(),
        )
