"""Registering an absence once, with who takes each role meanwhile, and ending it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from likeverd.core.deputising import Period
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.timing.absences import faults_of_absence
from likeverd.core.workdays import local_day
from likeverd.organisations.actions.deputies import DeputyNotRegistered, register_deputy
from likeverd.organisations.context import enter
from likeverd.organisations.models import Absence, Person

AWAY = Text("Fravær", "Fråvær", "Absence")


class AbsenceNotRegistered(Exception):
    """Nothing was registered, deputies neither; carries the faults at their fields."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = tuple(faults)


def register_absence(
    period: Period, deputies: Mapping[int, int], *, by: Person, now: datetime
) -> Absence:
    """Say that one is away, and who takes which role: ``deputies`` are persons' ids by the role's (membership's) id.

    All of it or nothing. Faults stand at ``first_day``, ``last_day`` and ``deputy_<membership>``. Raises
    ``AbsenceNotRegistered``.
    """
    today = local_day(now)
    if faults := faults_of_absence(period, today):
        raise AbsenceNotRegistered(faults)
    with transaction.atomic():
        enter(by.pk, today)
        absence = Absence.objects.create(
            person=by, valid_from=period.first, valid_to=period.last, registered_at=now
        )
        if faults := _register_deputies(absence, deputies, by=by, now=now):
            raise AbsenceNotRegistered(faults)
    return absence


def _register_deputies(
    absence: Absence, deputies: Mapping[int, int], *, by: Person, now: datetime
) -> list[Fault]:
    period = Period(absence.valid_from, absence.valid_to)
    reason = AWAY.in_language(by.language)
    faults: list[Fault] = []
    for membership, deputy in deputies.items():
        try:
            register_deputy(membership, deputy, period, reason, by=by, now=now, absence=absence)
        except DeputyNotRegistered as refused:
            faults += [Fault(f"deputy_{membership}", fault.message) for fault in refused.faults]
    return faults


def end_absence(absence: int, *, by: Person, now: datetime) -> bool:
    """End an own absence at once, with the deputies that were named in it. False where there is none to end."""
    today = local_day(now)
    with transaction.atomic():
        enter(by.pk, today)
        found = Absence.objects.select_for_update().filter(
            pk=absence, person=by, ended_at__isnull=True, valid_to__gte=today
        )
        row = found.first()
        if row is None:
            return False
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        row.deputyships.filter(revoked_at__isnull=True).update(revoked_at=now)
        return True
