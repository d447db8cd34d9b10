"""Opening a case in an emergency, and closing it again."""

from datetime import datetime, timedelta

from django.db import connection, transaction

from likeverd.audit.serving import Served, serve
from likeverd.core.access import AccessKind, Ground
from likeverd.core.case import Actor
from likeverd.core.forms.reading import Fault
from likeverd.core.sight import EmergencyWanted, faults_of_emergency
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.sight.models import EmergencySight
from likeverd.sight.notices import tell_leaders
from likeverd.sight.refused import NotGiven

NO_SUCH_CASE = Text(
    "Ingen sak med dette nummeret ved sykehuset ditt. Sjekk nummeret.",
    "Inga sak med dette nummeret ved sjukehuset ditt. Sjekk nummeret.",
    "No case with this number at your hospital. Check the number.",
)
CONFLICTED = Text(
    "Du har meldt deg inhabil i saken, og kan ikke se den.",
    "Du har meldt deg inhabil i saka, og kan ikkje sjå henne.",
    "You have declared a conflict of interest in the case, and cannot see it.",
)
# Also finds what is blocked for the person: opening that is what emergency sight is for.
FIND = "SELECT id, trust_id, division_id, department_id, patient_id, conflicted FROM likeverd_case_in_emergency(%s)"


def open_emergency(
    number: str, wanted: EmergencyWanted, *, by: Person, now: datetime
) -> EmergencySight:
    """Let the person see the case for some hours; leaders are told, and the log has it as its own kind.

    For anyone with a role at the case's trust. Raises ``NotGiven`` with the faults at their fields.
    """
    faults = list(faults_of_emergency(wanted))
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        with connection.cursor() as cursor:
            cursor.execute(FIND, [number.strip().upper()])
            found = cursor.fetchone()
        if found is None or found[1] not in {grant.trust for grant in actor.grants}:
            faults.insert(0, Fault("number", NO_SUCH_CASE))
        elif by.pk in found[5]:
            faults.insert(0, Fault("number", CONFLICTED))
        if faults or found is None:
            raise NotGiven(tuple(faults))
        case, trust, division, department, patient, _ = found
        sight: EmergencySight = EmergencySight.objects.create(
            trust_id=trust,
            person=by,
            case_id=case,
            reason=wanted.reason,
            words=" ".join(wanted.words.split()),
            begins_at=now,
            ends_at=now + timedelta(hours=wanted.hours),
        )
        serve(_served(sight, number.strip().upper(), patient, actor))
        tell_leaders(sight, number.strip().upper(), (department, division), now=now)
    return sight


def _served(sight: EmergencySight, number: str, patient: int, actor: Actor) -> Served:
    grant = next((each for each in actor.grants if each.trust == sight.trust_id), None)
    return Served(
        trust=sight.trust_id,
        kind=AccessKind.EMERGENCY,
        ground=Ground.EMERGENCY_SIGHT,
        case=sight.case_id,
        number=number,
        patient=patient,
        role=grant.role.value if grant else "",
        department=grant.unit if grant else None,
        emergency=sight.pk,
    )


def end_emergency(sight: int, *, by: Person, now: datetime) -> bool:
    """End an own emergency sight before its time. False where there is none to end."""
    with transaction.atomic():
        actor_for(by, local_day(now))
        return bool(
            EmergencySight.objects.filter(
                pk=sight, person=by, ended_at__isnull=True, ends_at__gt=now
            ).update(ended_at=now)
        )
