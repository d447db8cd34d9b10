"""The letters of a case in its package: each that was given, as the file that was given, with what it corrects.

A letter that nobody was given is a draft, and no document of the case.
"""

from likeverd.archive.package import ArchiveDocument, Direction, file_of, safe_path
from likeverd.archive.sources import Contribution, Span
from likeverd.cases.models import Case
from likeverd.core.archive.record import Group, Part
from likeverd.core.archive.words import moment
from likeverd.core.letters import LETTER_KINDS, LetterKind
from likeverd.core.text import Text
from likeverd.letters import selectors as letters
from likeverd.letters.models import Letter

FOLDER = "brev"
TITLE = Text("Brev", "Brev", "Letters")
GIVEN = Text("Gitt", "Gitt", "Given")
BY = Text("Av", "Av", "By")
LANGUAGE = Text("Språk", "Språk", "Language")
CORRECTS = Text("Retter et tidligere brev", "Rettar eit tidlegare brev", "Corrects an earlier one")
TEMPLATE = Text("Mal", "Mal", "Template")


def contribution(case: Case, span: Span) -> Contribution:
    """Every letter that was given until the span's moment is named; what the archive has not, comes as a document."""
    given = [row for row in letters.letters_of(case) if _given_by(row, span)]
    if not given:
        return Contribution()
    part = Part("letters", TITLE.in_language(span.language), [_group(row, span) for row in given])
    new = [row for row in given if span.is_new(row.release.at)]
    return Contribution(parts=[part], documents=[_document(row, span) for row in new])


def _given_by(row: Letter, span: Span) -> bool:
    return hasattr(row, "release") and row.release.at <= span.until


def _title(row: Letter, span: Span) -> str:
    return LETTER_KINDS[LetterKind(row.kind)].in_language(span.language)


def _group(row: Letter, span: Span) -> Group:
    words = [
        (GIVEN.in_language(span.language), moment(row.release.at)),
        (BY.in_language(span.language), row.release.by.name),
        (LANGUAGE.in_language(span.language), row.language),
        (TEMPLATE.in_language(span.language), row.template_version),
        (CORRECTS.in_language(span.language), row.correction),
    ]
    data = {
        "kind": row.kind,
        "language": row.language,
        "template": row.template_version,
        "made_at": row.made_at.isoformat(),
        "given_at": row.release.at.isoformat(),
        "content": row.content,
    }
    return Group(_title(row, span), [each for each in words if each[1]], data)


def _document(row: Letter, span: Span) -> ArchiveDocument:
    path = safe_path(FOLDER, row.pk, f"{row.kind}-{row.language}.pdf")
    file = file_of(path, f"{row.kind}.pdf", "application/pdf", letters.file_of(row))
    key = f"letter-{row.pk}"
    return ArchiveDocument(key, _title(row, span), Direction.OUTGOING, row.release.at, [file])
