"""Holding back the deletion of a case, and letting go of it. Both are kept for ever."""

from datetime import datetime

from django.db import transaction

from likeverd.archive import policy
from likeverd.archive.holds_form import CASE, hold_fields, letting_go_fields
from likeverd.archive.models import LegalHold
from likeverd.archive.refused import NoSuchHold, NotHeld
from likeverd.cases.models import Case
from likeverd.core.forms.model import Answers
from likeverd.core.forms.reading import Fault, parse_date, read_completely
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

NO_SUCH_CASE = Text(
    "Sykehuset ditt har ingen sak med dette nummeret. Se etter at det er skrevet slik: SI-2026-000123.",
    "Sjukehuset ditt har inga sak med dette nummeret. Sjå etter at det er skrive slik: SI-2026-000123.",
    "Your hospital has no case with this number. Check that it is written like this: SI-2026-000123.",
)


@transaction.atomic
def hold_back(answers: Answers, *, by: Person, now: datetime) -> LegalHold:
    """Hold a case back, by number, for a reason, until a day or until somebody lets go. Raises ``NotHeld``."""
    today = local_day(now)
    actor = actor_for(by, today)
    reading = read_completely(hold_fields(), answers, today)
    if reading.faults:
        raise NotHeld(reading.faults)
    number = str(reading.answers[CASE]).strip().upper()
    trust = (
        Case.objects.filter(number=number, trust_id__in=policy.trusts(actor))
        .values_list("trust_id", flat=True)
        .first()
    )
    if trust is None:
        raise NotHeld((Fault(CASE, NO_SUCH_CASE),))
    return LegalHold.objects.create(
        trust_id=trust,
        number=number,
        reason=str(reading.answers["reason"]),
        until=parse_date(reading.answers.get("until", "")),
        set_by=by,
        set_at=now,
    )


@transaction.atomic
def let_go(hold: int, answers: Answers, *, by: Person, now: datetime) -> None:
    """End a hold, for a reason. Raises ``NoSuchHold``, ``NotHeld``."""
    today = local_day(now)
    actor = actor_for(by, today)
    held = LegalHold.objects.filter(policy.which(actor), pk=hold, ended_at__isnull=True)
    if not held.exists():
        raise NoSuchHold
    reading = read_completely(letting_go_fields(), answers, today)
    if reading.faults:
        raise NotHeld(reading.faults)
    held.update(ended_at=now, ended_by=by, end_reason=str(reading.answers["end_reason"]))
