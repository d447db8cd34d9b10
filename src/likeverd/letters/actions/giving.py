"""Giving the patient the letter: with the answer, on the patient's own pages, and by the same rules."""

from datetime import datetime
from typing import Final

from django.db import transaction

from likeverd.cases.actions.rows import locked
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_case
from likeverd.core.access import AccessKind
from likeverd.core.forms.reading import Fault
from likeverd.core.letters import LetterKind
from likeverd.core.packet import Item, Standing
from likeverd.core.patient_view import Part, ReleaseWanted, shown_parts
from likeverd.core.text import LANGUAGES, Text
from likeverd.core.workdays import local_day
from likeverd.letters import policy
from likeverd.letters.actions.files import make_file
from likeverd.letters.actions.making import end_of_case, write
from likeverd.letters.models import Letter, LetterRelease
from likeverd.letters.refused import NotGiven
from likeverd.letters.signals import letter_given
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.packet.actions.reporting import report
from likeverd.patients.actions import set_release
from likeverd.patients.selectors import releases_of

NO_LETTER: Final = Text(
    "Det er ikke noe brev å vise. Brev lages når saken er avgjort.",
    "Det er ikkje noko brev å vise. Brev blir laga når saka er avgjord.",
    "There is no letter to show. Letters are made when the case is decided.",
)
CHOOSE_LANGUAGE: Final = Text(
    "Velg bokmål, nynorsk eller engelsk.",
    "Vel bokmål, nynorsk eller engelsk.",
    "Choose bokmål, nynorsk or English.",
)
ALREADY_GIVEN: Final = Text(
    "Dette brevet er allerede vist for pasienten.",
    "Dette brevet er alt vist for pasienten.",
    "This letter is shown to the patient already.",
)


def give_to_patient(
    number: str, language: str, wanted: ReleaseWanted, *, by: Person, now: datetime
) -> Letter:
    """Show the patient the case, the answer and the letter in a language, as far as they are not shown yet.

    ``wanted`` has the day of the conversation and the planned contact that the rules of ``core.patient_view`` ask for.
    For the applicant and registered deputies. Raises ``CaseNotFound``, PermissionError, ``NotGiven``, and
    ``patients.actions.NotReleased`` with the faults of the release; then nothing was written.
    """
    if language not in LANGUAGES:
        raise NotGiven(Fault("language", CHOOSE_LANGUAGE))
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
        if case is None:
            raise CaseNotFound(number)
        if not policy.may_give(actor, case):
            raise PermissionError
        letter = _letter(case, language, by=by, now=now)
        _show_the_answer(case, wanted, by=by, now=now)
        LetterRelease.objects.create(
            letter=letter,
            by=by,
            deputy_for_id=case.applicant_id if by.pk != case.applicant_id else None,
            at=now,
        )
        make_file(letter, now=now)
        report(case.pk, Item.PATIENT_LETTER, Standing.SENT, now=now)
        letter_given.send(Letter, case=case, now=now)
        serve_case(actor, case, AccessKind.CHANGE, ("letter",))
    return letter


def _letter(case: Case, language: str, *, by: Person, now: datetime) -> Letter:
    """The newest letter in the language; made now where it was made in another one."""
    ended = end_of_case(case)
    if ended is None:
        raise NotGiven(Fault("language", NO_LETTER))
    letters = Letter.objects.filter(
        case=case, sequence=ended.sequence, kind=LetterKind.PATIENT, language=language
    )
    newest: Letter | None = letters.order_by("-pk").first()
    if newest is None:
        return write(case, ended, LetterKind.PATIENT, language, by=by, now=now)
    if LetterRelease.objects.filter(letter=newest).exists():
        raise NotGiven(Fault("language", ALREADY_GIVEN))
    return newest


def answer_is_shown(case: Case) -> bool:
    """Whether the patient is shown this answer already; one from before the case was decided anew does not count."""
    return Part.OUTCOME in shown_parts(releases_of(case.pk))


def _show_the_answer(case: Case, wanted: ReleaseWanted, *, by: Person, now: datetime) -> None:
    if answer_is_shown(case):
        return
    if Part.STATUS not in shown_parts(releases_of(case.pk)):
        set_release(case.number, ReleaseWanted(Part.STATUS, shown=True), by=by, now=now)
    set_release(case.number, wanted, by=by, now=now)
