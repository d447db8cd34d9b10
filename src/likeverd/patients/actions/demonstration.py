"""What the doctors of the demonstration have shown their patients, and what one patient has written."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from likeverd.cases.models import Case
from likeverd.core.patient_view import Part, ReleaseWanted, may_state, needs_conversation
from likeverd.core.timing.patient_days import PlannedContact
from likeverd.core.vocabulary import ENDED_STATES, State
from likeverd.core.workdays import local_day
from likeverd.organisations.context import everything
from likeverd.patients.actions.releases import set_release
from likeverd.patients.actions.statements import write_statement
from likeverd.patients.context import enter_as_known_patient

OF_THE_CAST: Final = "demo."
WORDS: Final = (
    "Jeg har to barn som begynner på skolen til høsten, og det viktigste for meg er å være så frisk at jeg kan følge "
    "dem. De forrige kurene gjorde meg så kvalm at jeg lå det meste av tiden."
)


def release_the_demonstration(now: datetime) -> int:
    """Show the hand-made cases to their invented patients; answers how many. The newest running one gets own words."""
    with transaction.atomic():
        everything("the demonstration has patients at several trusts")
        found = Case.objects.filter(applicant__username__startswith=OF_THE_CAST)
        cases = list(found.exclude(state=State.DRAFT).select_related("applicant").order_by("-pk"))
    for case in cases:
        for wanted in _wanted(State(case.state), now):
            set_release(case.number, wanted, by=case.applicant, now=now)
    running = [case for case in cases if may_state(State(case.state))]
    if running:
        with transaction.atomic():
            patient = enter_as_known_patient(running[0].patient_id)
            write_statement(running[0].number, WORDS, by=patient, now=now)
    return len(cases)


CALLER = "Sykepleier Solveig Dahl"


def _wanted(state: State, now: datetime) -> list[ReleaseWanted]:
    wanted = [ReleaseWanted(Part.STATUS, True), ReleaseWanted(Part.NAMES, True)]
    if state in ENDED_STATES:
        yesterday = local_day(now) - timedelta(days=1)
        day = yesterday if needs_conversation(state) else None
        # Shown also where the demonstration is begun on the eve of a weekend: somebody will call the patient.
        contact = PlannedContact(CALLER, local_day(now))
        wanted.append(ReleaseWanted(Part.OUTCOME, True, day, contact))
    return wanted
