"""What other rooms of the house put into a package: a list of sources, each asked in turn.

A source is given the case and the span that the package tells of. It answers parts (words and data for the case's
document) and documents (files of their own in the archive). To add a room, add its function to ``SOURCES``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from likeverd.archive.package import ArchiveDocument
from likeverd.cases.models import Case
from likeverd.core.archive.record import FileFacts, Part


@dataclass(frozen=True, slots=True)
class Span:
    """What a package tells of: everything until its moment, in a language.

    ``before``: the moment of the package before it; files from until then are in the archive already, and are only
    named. None for a case's first package.
    """

    until: datetime
    language: str
    before: datetime | None = None

    def is_new(self, moment: datetime) -> bool:
        """Whether something from this moment is not in the archive yet."""
        return self.before is None or moment > self.before


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one source gives."""

    parts: Sequence[Part] = ()
    documents: Sequence[ArchiveDocument] = ()
    files: Sequence[FileFacts] = field(default=())


Source = Callable[[Case, Span], Contribution]


def sources() -> tuple[Source, ...]:
    """Every source, in the order in which the document tells of them."""
    from likeverd.archive import of_the_committee, of_the_files, of_the_letters, of_the_packet

    return (
        of_the_committee.contribution,
        of_the_packet.contribution,
        of_the_letters.contribution,
        of_the_files.contribution,
    )
