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
    # Numbered in the order in which they were made, which never changes.
    numbered = enumerate(letters.letters_of(case), 1)
    given = [(number, row) for number, row in numbered if _given_by(row, span)]
    if not given:
        return Contribution()
    groups = [_group(row, span) for _, row in given]
    part = Part("letters", TITLE.in_language(span.language), groups)
    new = [_document(row, number, span) for number, row in given if span.is_new(row.release.at)]
    return Contribution(parts=[part], documents=new)


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


def _document(row: Letter, number: int, span: Span) -> ArchiveDocument:
    path = safe_path(FOLDER, number, f"{row.kind}-{row.language}.pdf")
    file = file_of(path, f"{row.kind}.pdf", "application/pdf", letters.file_of(row))
    key = f"letter-{number}"
    return ArchiveDocument(key, _title(row, span), Direction.OUTGOING, row.release.at, [file])
