"""Registering a deputy, and ending it before its time."""

from datetime import date, datetime

from django.db import transaction

from likeverd.core.deputising import Period, faults_of, why_not_qualified
from likeverd.core.forms.reading import Fault
from likeverd.core.text import Text
from likeverd.core.vocabulary import Role
from likeverd.core.workdays import local_day
from likeverd.organisations.context import enter
from likeverd.organisations.models import Absence, Deputyship, Membership, Person
from likeverd.organisations.selectors import colleagues, in_force, roles_of

NOT_YOUR_ROLE = Text(
    "Velg en av rollene du har nå.", "Vel ei av rollene du har no.", "Choose a role you hold now."
)
NOT_A_COLLEAGUE = Text(
    "Velg en person som har en rolle ved sykehuset.",
    "Vel ein person som har ei rolle ved sjukehuset.",
    "Choose a person who has a role at the trust.",
)


class DeputyNotRegistered(Exception):
    """The deputy was not registered; carries the faults at their fields."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = tuple(faults)


def register_deputy(
    membership: int,
    deputy: int,
    period: Period,
    reason: str,
    *,
    by: Person,
    now: datetime,
    absence: Absence | None = None,
) -> Deputyship:
    """Let a colleague take the person's place in one of the person's own roles.

    ``membership`` and ``deputy`` are ids; ``absence`` is the one with which the deputy ends. Raises
    ``DeputyNotRegistered``.
    """
    today = local_day(now)
    faults = faults_of(by.pk, deputy, period, reason, today)
    with transaction.atomic():
        enter(by.pk, today)
        role: Membership | None = roles_of(by, today).filter(pk=membership).first()
        if role is None:
            faults.append(Fault("role", NOT_YOUR_ROLE))
        elif not colleagues(by, [role.trust_id], today).filter(pk=deputy).exists():
            faults.append(Fault("deputy", NOT_A_COLLEAGUE))
        elif (
            words := why_not_qualified(Role(role.role), _roles_held(role, deputy, today))
        ) is not None:
            faults.append(Fault("deputy", words))
        if faults or role is None:
            raise DeputyNotRegistered(faults)
        return Deputyship.objects.create(
            person_id=deputy,
            deputy_for=by,
            trust=role.trust,
            unit=role.unit,
            role=role.role,
            valid_from=period.first,
            valid_to=period.last,
            registered_by=by.name,
            reason=reason.strip()[:400],
            absence=absence,
        )


def _roles_held(wanted: Membership, person: int, today: date) -> set[Role]:
    held = Membership.objects.filter(
        in_force(today), person_id=person, trust_id=wanted.trust_id
    ).values_list("role", flat=True)
    return {Role(role) for role in held}


def end_deputy(deputyship: int, *, by: Person, now: datetime) -> bool:
    """End an own deputy at once. False where there is none to end; nobody ends another's."""
    today = local_day(now)
    with transaction.atomic():
        enter(by.pk, today)
        return bool(
            Deputyship.objects.filter(
                pk=deputyship, deputy_for=by, revoked_at__isnull=True, valid_to__gte=today
            ).update(revoked_at=now)
        )
