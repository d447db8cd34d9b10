"""Correcting a letter: a new one, made of the case and the text in force, that says what it replaces and why."""

from datetime import datetime
from typing import Final

from django.db import transaction

from likeverd.cases.actions.rows import locked
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_case
from likeverd.core.access import AccessKind
from likeverd.core.forms.reading import Fault
from likeverd.core.letters import LetterKind
from likeverd.core.text import Text
from likeverd.core.workdays import local_day
from likeverd.letters import policy, tasks
from likeverd.letters.actions.making import end_of_case, write
from likeverd.letters.models import Letter, LetterRelease
from likeverd.letters.refused import NotGiven
from likeverd.letters.signals import letter_given
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for

LONGEST_CORRECTION: Final = 600
SAY_WHAT: Final = Text(
    "Skriv hva som er rettet. Det står øverst i det nye brevet.",
    "Skriv kva som er retta. Det står øvst i det nye brevet.",
    "Write what is corrected. It stands at the top of the new letter.",
)
TOO_LONG: Final = Text(
    f"Skriv høyst {LONGEST_CORRECTION} tegn.",
    f"Skriv høgst {LONGEST_CORRECTION} teikn.",
    f"Write at most {LONGEST_CORRECTION} characters.",
)
NOT_NEWEST: Final = Text(
    "Dette brevet er allerede erstattet, eller saken er avgjort på nytt. Rett det nyeste.",
    "Dette brevet er alt erstatta, eller saka er avgjord på nytt. Rett det nyaste.",
    "This letter is replaced already, or the case has been decided anew. Correct the newest.",
)


def correct(number: str, letter: int, what: str, *, by: Person, now: datetime) -> Letter:
    """Replace a letter by a new one. What was given is given again at once; both stay.

    What was decided cannot be written anew here: the words come from the decision. Raises ``CaseNotFound`` (also for a
    letter of another case), PermissionError, and ``NotGiven``.
    """
    words = " ".join(what.split())
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
        found = Letter.objects.filter(case=case, pk=letter).first() if case is not None else None
        if case is None or found is None:
            raise CaseNotFound(number)
        kind = LetterKind(found.kind)
        if not policy.may_correct(actor, case, kind):
            raise PermissionError
        ended = end_of_case(case)
        replaced = Letter.objects.filter(replaces=found).exists()
        if ended is None or ended.sequence != found.sequence or replaced:
            raise NotGiven(Fault("what", NOT_NEWEST))
        if not words or len(words) > LONGEST_CORRECTION:
            raise NotGiven(Fault("what", TOO_LONG if words else SAY_WHAT))
        corrected = write(
            case, ended, kind, found.language, by=by, now=now, replaces=found, correction=words
        )
        if LetterRelease.objects.filter(letter=found).exists():
            in_place_of = case.applicant_id if kind is LetterKind.PATIENT else by.pk
            LetterRelease.objects.create(
                letter=corrected,
                by=by,
                deputy_for_id=in_place_of if in_place_of != by.pk else None,
                at=now,
            )
            letter_given.send(Letter, case=case, now=now)
        tasks.make_files.defer()
        serve_case(actor, case, AccessKind.CHANGE, ("letter",))
    return corrected
