"""Reads of letters and templates. Pages ask with an actor; the packet and the archive ask for a case they may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import unified_diff
from typing import Any, Final

from django.db.models import QuerySet

from likeverd.cases.models import Case
from likeverd.core.letters import LETTER_ENDS, LetterKind, Rendered, default_template
from likeverd.core.text import LANGUAGES
from likeverd.core.vocabulary import State
from likeverd.letters.actions.making import end_of_case
from likeverd.letters.actions.writing import Which
from likeverd.letters.models import Letter, LetterFile, LetterTemplate
from likeverd.letters.records import file_bytes, from_json

# A file that is not there by then could not be set, or nobody works on it.
FILE_PROMISED: Final = timedelta(minutes=15)


def letters_of(case: Case) -> list[Letter]:
    """Every letter of a case, of all its decisions, the newest last; with release and people, without the files."""
    rows = Letter.objects.filter(case=case).select_related(
        "made_by", "release__by", "release__deputy_for", "replaces", "replaced_by"
    )
    return list(rows.order_by("pk"))


def content_of(letter: Letter) -> Rendered:
    """The words of a letter."""
    return from_json(letter.content)


def file_of(letter: Letter) -> bytes:
    """The PDF file of a letter: the one that is kept, or the same set now, where the job has not come to it yet.

    Raises ``typesetting.NotTypeset``.
    """
    kept = LetterFile.objects.filter(letter=letter).values_list("content", flat=True).first()
    return bytes(kept) if kept is not None else file_bytes(letter.content, letter.made_at)


def standing(case: Case, now: datetime) -> Mapping[LetterKind, Mapping[str, Any]]:
    """By kind, how far the letters of the case's newest decision have come: ``made_at``, ``released_at``, ``failed``.

    A kind without a letter is left out. ``failed``: the file is not there although it was promised by now.
    """
    ended = end_of_case(case)
    if ended is None:
        return {}
    rows = Letter.objects.filter(case=case, sequence=ended.sequence).select_related("release")
    found: dict[LetterKind, Mapping[str, Any]] = {}
    for row in rows.order_by("pk"):
        kind = LetterKind(row.kind)
        released = row.release.at if hasattr(row, "release") else None
        if released is None and found.get(kind, {}).get("released_at"):
            continue  # one in another language is given already
        late = row.made_at + FILE_PROMISED < now
        found[kind] = {
            "made_at": row.made_at,
            "released_at": released,
            "failed": late and not LetterFile.objects.filter(letter=row).exists(),
        }
    return found


def letter_of(case: Case, letter: int) -> Letter | None:
    """One letter of a case with the people around it; None where the case has no such letter."""
    return next((row for row in letters_of(case) if row.pk == letter), None)


def given_letter(case: Case) -> Letter | None:
    """The newest letter that the patient was given of the case's newest decision; None where there is none."""
    ended = end_of_case(case)
    if ended is None:
        return None
    rows = Letter.objects.filter(
        case=case, sequence=ended.sequence, kind=LetterKind.PATIENT, release__isnull=False
    )
    found: Letter | None = rows.select_related("release").order_by("-release__at", "-pk").first()
    return found


@dataclass(frozen=True, slots=True)
class TextRow:
    """One letter of a trust, and where its text stands: in force from whom and when, and whether a draft is newer."""

    which: Which
    published: LetterTemplate | None
    draft: LetterTemplate | None


def text_rows(trust: int) -> list[TextRow]:
    """Every letter that a trust has a text for, its own or the national."""
    newest: dict[tuple[str, str, str], dict[bool, LetterTemplate]] = {}
    rows = LetterTemplate.objects.filter(trust_id=trust).select_related("by").order_by("version")
    for row in rows.defer("text"):
        newest.setdefault((row.kind, row.end, row.language), {})[row.published] = row
    return [
        _row(Which(trust, kind, end, language), newest.get((kind, end, language), {}))
        for kind in LetterKind
        for end in LETTER_ENDS
        for language in LANGUAGES
    ]


def _row(which: Which, newest: Mapping[bool, LetterTemplate]) -> TextRow:
    published, draft = newest.get(True), newest.get(False)
    if draft is not None and published is not None and draft.version < published.version:
        draft = None
    return TextRow(which, published, draft)


def versions_of(which: Which) -> QuerySet[LetterTemplate]:
    """Every version of a text, the newest first."""
    rows = LetterTemplate.objects.filter(
        trust_id=which.trust, kind=which.kind, end=which.end, language=which.language
    )
    return rows.select_related("by").order_by("-version")


@dataclass(frozen=True, slots=True)
class DifferentLine:
    """A line that one version has and the other has not."""

    added: bool
    words: str


def differences(row: LetterTemplate, versions: Sequence[LetterTemplate]) -> list[DifferentLine]:
    """What a version changed in the one before it, or in the national text where it is the first."""
    before = next((each.text for each in versions if each.version == row.version - 1), None)
    if before is None:
        before = default_template(LetterKind(row.kind), State(row.end), row.language)
    lines = unified_diff(before.splitlines(), row.text.splitlines(), lineterm="", n=0)
    return [
        DifferentLine(line.startswith("+"), line[1:])
        for line in lines
        if not line.startswith(("+++", "---", "@@"))
    ]
