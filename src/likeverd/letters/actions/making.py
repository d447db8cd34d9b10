"""Making letters: with the step that ends a case, in its transaction, so that no decision is without its letters."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from likeverd.cases.actions.rows import locked
from likeverd.cases.models import Case
from likeverd.cases.refused import CaseNotFound
from likeverd.cases.serving import serve_case
from likeverd.core.access import AccessKind
from likeverd.core.events import Recorded
from likeverd.core.letters import Correction, LetterKind, end_of, render
from likeverd.core.packet import Item, Standing
from likeverd.core.workdays import local_day
from likeverd.letters import policy, tasks
from likeverd.letters.models import Letter, LetterRelease
from likeverd.letters.records import as_json, facts_of_end, last_end
from likeverd.letters.texts import text_in_force
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for
from likeverd.packet.actions.reporting import report


def make_after_step(
    sender: Any, case: Case, events: Sequence[Recorded], by: Person, now: datetime, **kwargs: Any
) -> None:
    """Listener of ``cases.signals.step_taken``: the letters of the step, where it ended the case with a decision.

    The words are made here and kept; the files, which take longer, by a job that is queued with them.
    """
    ended = next((each for each in events if end_of(each.event) is not None), None)
    if ended is not None:
        make_letters(case, ended, by=by, now=now)


def make_letters(case: Case, ended: Recorded, *, by: Person, now: datetime) -> None:
    """The letters of an end that are not made yet: the doctor's, which is given at once, and the patient's.

    The doctor's is in the doctor's own language, the patient's in the trust's until another is chosen.
    """
    made = set(
        Letter.objects.filter(case=case, sequence=ended.sequence).values_list("kind", flat=True)
    )
    if LetterKind.DECISION not in made:
        decision = write(case, ended, LetterKind.DECISION, case.applicant.language, by=by, now=now)
        LetterRelease.objects.create(letter=decision, by=by, at=now)
        report(case.pk, Item.DECISION_LETTER, Standing.SENT, now=now)
    if LetterKind.PATIENT not in made:
        write(case, ended, LetterKind.PATIENT, case.trust.language, by=by, now=now)
        report(case.pk, Item.PATIENT_LETTER, Standing.MADE, now=now)
    tasks.make_files.defer()


def write(
    case: Case,
    ended: Recorded,
    kind: LetterKind,
    language: str,
    *,
    by: Person,
    now: datetime,
    replaces: Letter | None = None,
    correction: str = "",
) -> Letter:
    """One letter from the text in force and the end of the case; with ``replaces`` a correction of another."""
    facts = facts_of_end(case, ended, language)
    text = text_in_force(case.trust_id, kind, facts.end, language)
    corrects = Correction(local_day(replaces.made_at), correction) if replaces is not None else None
    rendered = render(text.text, kind, facts, language, local_day(now), corrects)
    letter: Letter = Letter.objects.create(
        case=case,
        sequence=ended.sequence,
        kind=kind,
        end=facts.end,
        language=language,
        template=text.row,
        template_version=text.version,
        content=as_json(rendered),
        made_at=now,
        made_by=by,
        replaces=replaces,
        correction=correction,
    )
    return letter


def make_missing(number: str, *, by: Person, now: datetime) -> None:
    """The letters of a case that ended before there were letters. For those who may give or correct them.

    Raises ``CaseNotFound`` and PermissionError; does nothing where all are made, or none follow the end.
    """
    with transaction.atomic():
        actor = actor_for(by, local_day(now))
        case = locked(number, actor)
        if case is None:
            raise CaseNotFound(number)
        if not any(policy.may_correct(actor, case, kind) for kind in LetterKind):
            raise PermissionError
        ended = end_of_case(case)
        if ended is not None:
            make_letters(case, ended, by=by, now=now)
            serve_case(actor, case, AccessKind.CHANGE, ("letter",))


def end_of_case(case: Case) -> Recorded | None:
    """The end that the case has now, if letters follow it; None while it runs, or where it ended otherwise."""
    ended = last_end(case.pk)
    return ended if ended is not None and ended.state_after == case.state else None
