"""Showing a case to its patient, part by part, and stopping it again. What was shown stays in the register."""

from datetime import datetime

from django.db import transaction

from likeverd.cases.actions.rows import locked
from likeverd.cases.records import facts_of
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_case
from likeverd.core.access import AccessKind
from likeverd.core.forms.reading import Fault
from likeverd.core.patient_view import (
    Part,
    ReleaseWanted,
    faults_of_release,
    may_release,
    release_opens_at,
    shown_parts,
)
from likeverd.core.vocabulary import Role, State
from likeverd.core.workdays import local_day
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.patients.models import Release
from likeverd.patients.selectors import releases_of


class NotReleased(Exception):
    """Nothing was written; carries the faults at their fields."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.field for fault in faults))
        self.faults = faults


def set_release(number: str, wanted: ReleaseWanted, *, by: Person, now: datetime) -> Release:
    """Show a part of the case to the patient from now on, or stop showing it.

    For the applicant and registered deputies. Raises ``CaseNotFound``, PermissionError for others who see the case,
    and ``NotReleased`` with the faults at their fields. Two at once: the second sees what the first did.
    """
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
        if case is None:
            raise CaseNotFound(number)
        facts = facts_of(case)
        if not may_release(actor, facts):
            raise PermissionError
        shown = shown_parts(releases_of(case.pk))
        faults = faults_of_release(wanted, State(case.state), shown, local_day(now))
        if faults:
            raise NotReleased(faults)
        deputy_for = None
        if by.pk != case.applicant_id:
            grants = [
                g for g in actor.grants if g.role is Role.TREATING_CONSULTANT and g.covers(facts)
            ]
            deputy_for = next(g.deputy_for for g in grants if g.deputy_for == case.applicant_id)
        release: Release = Release.objects.create(
            case=case,
            part=Part(wanted.part).value,
            shown=wanted.shown,
            **_when(wanted, now),
            by=by,
            deputy_for_id=deputy_for,
            at=now,
        )
        serve_case(actor, case, AccessKind.CHANGE, ("release",))
    return release


def _when(wanted: ReleaseWanted, now: datetime) -> dict[str, object]:
    """The conversation, the planned contact, and when the answer opens; of an answer alone."""
    if wanted.part != Part.OUTCOME:
        return {}
    return {
        "conversation_on": wanted.conversation_on,
        "opens_at": release_opens_at(wanted, now),
        "contact_who": wanted.contact.who.strip()[:120],
        "contact_on": wanted.contact.on,
    }
