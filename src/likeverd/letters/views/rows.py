"""A letter as lists show it."""

from dataclasses import dataclass
from datetime import datetime

from likeverd.core.letters import LETTER_KINDS, LetterKind
from likeverd.core.text import Text
from likeverd.letters.models import Letter
from likeverd.web.languages import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter: what it is, when it was made and given, and what it replaces or is replaced by."""

    pk: int
    kind: str
    label: Text
    language: str
    version: str
    made_at: datetime
    made_by: str
    given_at: datetime | None
    given_by: str
    correction: str
    replaces: int | None
    replaced_by: int | None


def letter_row(row: Letter) -> LetterRow:
    """The row, of a letter that was read with its release."""
    release = row.release if hasattr(row, "release") else None
    return LetterRow(
        pk=row.pk,
        kind=row.kind,
        label=LETTER_KINDS[LetterKind(row.kind)],
        language=dict(LANGUAGE_NAMES)[row.language],
        version="" if row.template_id is None else row.template_version,
        made_at=row.made_at,
        made_by=row.made_by.name,
        given_at=release.at if release else None,
        given_by=release.by.name if release else "",
        correction=row.correction,
        replaces=row.replaces_id,
        replaced_by=row.replaced_by.pk if hasattr(row, "replaced_by") else None,
    )
