"""Writing templates: every save is a new version, a draft or one that is in force."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from likeverd.core.letters import LONGEST, LetterKind, TemplateFault, faults_of
from likeverd.core.letters.faults import TOO_LONG
from likeverd.core.vocabulary import State
from likeverd.core.workdays import local_day
from likeverd.letters import policy
from likeverd.letters.models import LetterTemplate
from likeverd.letters.refused import NotPublished, TextChangedMeanwhile
from likeverd.organisations.models import Person
from likeverd.organisations.selectors import actor_for


@dataclass(frozen=True, slots=True)
class Which:
    """Which letter of a trust a text is for."""

    trust: int
    kind: LetterKind
    end: State
    language: str


def save_draft(which: Which, text: str, seen: int, *, by: Person, now: datetime) -> LetterTemplate:
    """Keep a text that is not in force yet, with its faults. ``seen``: the newest version that was on the screen.

    Raises PermissionError, ``NotPublished`` for a text too long to keep, and ``TextChangedMeanwhile``.
    """
    if len(text) > LONGEST:
        raise NotPublished((TemplateFault(0, TOO_LONG),))
    return _save(which, text, seen, published=False, by=by, now=now)


def publish(which: Which, text: str, seen: int, *, by: Person, now: datetime) -> LetterTemplate:
    """Put a text in force: letters that are made from now on are written from it.

    Raises PermissionError, ``NotPublished`` with the faults of the text, and ``TextChangedMeanwhile``.
    """
    faults = faults_of(text, which.kind, which.end)
    if faults:
        raise NotPublished(faults)
    return _save(which, text, seen, published=True, by=by, now=now)


def _save(
    which: Which, text: str, seen: int, *, published: bool, by: Person, now: datetime
) -> LetterTemplate:
    try:
        with transaction.atomic():
            if which.trust not in policy.trusts_kept(actor_for(by, local_day(now))):
                raise PermissionError
            same = LetterTemplate.objects.filter(
                trust_id=which.trust, kind=which.kind, end=which.end, language=which.language
            )
            newest = same.order_by("-version").values_list("version", flat=True).first() or 0
            if newest != seen:
                raise TextChangedMeanwhile
            row: LetterTemplate = LetterTemplate.objects.create(
                trust_id=which.trust,
                kind=which.kind,
                end=which.end,
                language=which.language,
                version=newest + 1,
                text=text,
                published=published,
                by=by,
                at=now,
            )
    except IntegrityError as raced:
        raise TextChangedMeanwhile from raced
    return row
