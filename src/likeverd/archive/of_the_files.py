"""The files of a case in its package: as they were received, each with its checksum."""

from collections.abc import Iterator
from functools import partial

from likeverd.archive.package import (
    ArchiveDocument,
    BrokenPackage,
    Direction,
    PackageFile,
    safe_path,
)
from likeverd.archive.sources import Contribution, Span
from likeverd.cases.models import Case
from likeverd.core.archive.record import FileFacts
from likeverd.core.text import Text
from likeverd.documents.models import Document
from likeverd.documents.storing import ContentDamaged, StorageAway
from likeverd.documents.storing.reading import content_of

FOLDER = "vedlegg"
TITLE = Text("Vedlegg til søknaden", "Vedlegg til søknaden", "Attachments of the application")
SCAN = Text("Skannet søknad", "Skanna søknad", "Scanned application")
ATTACHMENT = Text("Vedlegg", "Vedlegg", "Attachment")
INFECTED = Text(
    "Skadelig innhold; filen er ikke med",
    "Skadeleg innhald; fila er ikkje med",
    "Harmful content; the file is left out",
)
BEFORE = Text(
    "Ligger i en tidligere pakke", "Ligg i ei tidlegare pakke", "Lies in an earlier package"
)


class FileInQuarantine(Exception):
    """A file waits for the virus scanner, or for its storage; the package is made when it has answered."""


def contribution(case: Case, span: Span) -> Contribution:
    """The case's files; raises ``FileInQuarantine``."""
    rows = list(
        Document.objects.filter(case=case, added_at__lte=span.until)
        .select_related("added_by")
        .defer("content")
        .order_by("id")
    )
    if any(row.scan == Document.WAITING for row in rows):
        raise FileInQuarantine
    facts = [_facts(row, number, span) for number, row in enumerate(rows, 1)]
    files = [_file(row, fact) for row, fact in zip(rows, facts, strict=True) if fact.path]
    if not files:
        return Contribution(files=facts)
    title = TITLE.in_language(span.language)
    whole = ArchiveDocument("vedlegg", title, Direction.INCOMING, rows[-1].added_at, files)
    return Contribution(documents=[whole], files=facts)


def _facts(row: Document, number: int, span: Span) -> FileFacts:
    kind = SCAN if row.kind == Document.PAPER_SCAN else ATTACHMENT
    note = INFECTED if row.scan == Document.INFECTED else None
    if note is None and not span.is_new(row.added_at):
        note = BEFORE
    return FileFacts(
        name=row.name,
        kind=kind.in_language(span.language),
        media_type=row.media_type,
        size=row.size,
        checksum=row.checksum,
        at=row.added_at,
        by=row.added_by.name,
        path="" if note else safe_path(FOLDER, number, row.name),
        note=note.in_language(span.language) if note else "",
    )


def _file(row: Document, fact: FileFacts) -> PackageFile:
    return PackageFile(
        fact.path, row.name, row.media_type, row.size, row.checksum, partial(_content, row.pk)
    )


def _content(document: int) -> bytes:
    """Read from where the file lies. One that is damaged breaks the package; a storage that is away is asked again."""
    try:
        return content_of(Document.objects.get(pk=document))
    except ContentDamaged as damaged:
        raise BrokenPackage("a file is not the one that was received") from damaged
    except StorageAway as away:
        raise FileInQuarantine from away


def named(case: Case) -> Iterator[tuple[str, str]]:
    """Id and name of each file, for reasons that rest on them."""
    for number, name in Document.objects.filter(case=case).values_list("pk", "name"):
        yield str(number), name
