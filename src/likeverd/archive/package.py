"""A package for the archive: its files, how they are filed, and the rules that it must keep before it leaves the house.

A file is read when it is needed and not before: ten thousand packages take no more memory than the largest file.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from likeverd.core.archive.settings import ArchiveRules

RECORD_PDF, RECORD_JSON = "sak.pdf", "sak.json"
MESSAGE, SUMS = "arkivmelding.xml", "sha256sums.txt"
ELEVEN_DIGITS: Final = re.compile(r"(?<!\d)\d{6}\s?\d{5}(?!\d)")
SAFE_PATH: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)?")


class Direction(StrEnum):
    """Which way a document went: ours alone, to us, or from us."""

    INTERNAL = "internal"
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class BrokenPackage(Exception):
    """The package is not as it must be. Says which rule it breaks, and nothing of what stands in it."""


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file: its path in the package, the name it came with, and how to read it again."""

    path: str
    name: str
    media_type: str
    size: int
    checksum: str
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class ArchiveDocument:
    """A document of the case (journalpost) with its files, the first of which is the main one.

    ``key`` names it within the case for ever. ``title`` is for those who may read; the public one is the case's.
    """

    key: str
    title: str
    direction: Direction
    at: datetime
    files: Sequence[PackageFile]


@dataclass(frozen=True, slots=True)
class Package:
    """One package with everything that the receiver must know of the case."""

    number: str
    part: int
    trust: str
    unit: str
    responsible: str
    patient_name: str
    identity_number: str
    sent_on: datetime
    ended_at: datetime
    made_at: datetime
    title: str
    public_title: str
    rules: ArchiveRules
    documents: Sequence[ArchiveDocument]

    @property
    def name(self) -> str:
        """The package's own name: the case number, and which package of it."""
        return f"{self.number}_{self.part}"

    @property
    def files(self) -> list[PackageFile]:
        """Every file, in the order of the documents."""
        return [file for document in self.documents for file in document.files]

    def external_id(self, document: ArchiveDocument) -> str:
        """The name of a document that is the same at every attempt."""
        return f"{self.number}/{self.part}/{document.key}"


def file_of(path: str, name: str, media_type: str, content: bytes) -> PackageFile:
    """A file that is made here and held in memory while the package is."""
    checksum = hashlib.sha256(content).hexdigest()
    return PackageFile(path, name, media_type, len(content), checksum, lambda: content)


def safe_path(folder: str, number: int, name: str) -> str:
    """A path that every file system and archive takes, from whatever a file was called."""
    stem, _, ending = name.rpartition(".")
    ascii_ending = _plain(ending if stem else "")[:8] or "bin"
    return f"{folder}/{number:02d}-{_plain(stem or name)[:60] or 'fil'}.{ascii_ending}"


def _plain(words: str) -> str:
    lowered = words.lower().replace("ø", "o").replace("æ", "ae")
    folded = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def sums_of(files: Sequence[PackageFile]) -> bytes:
    """The checksums, as ``sha256sum --check`` reads them."""
    lines = [f"{file.checksum}  {file.path}\n" for file in sorted(files, key=lambda f: f.path)]
    return "".join(lines).encode()


def content_of(file: PackageFile) -> bytes:
    """The bytes of a file; raises ``BrokenPackage`` where they are not what the package says."""
    content = file.read()
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.checksum:
        raise BrokenPackage("a file is not the one that its checksum says")
    return content


def check(package: Package) -> None:
    """Every rule of ours; raises ``BrokenPackage`` at the first that is broken."""
    for rule in _broken_rules(package):
        raise BrokenPackage(rule)


def _broken_rules(package: Package) -> Iterator[str]:
    paths = [file.path for file in package.files]
    keys = [document.key for document in package.documents]
    if not package.documents or not all(document.files for document in package.documents):
        yield "a document has no file"
    if len(set(paths)) != len(paths) or len(set(keys)) != len(keys):
        yield "two files or documents have one name"
    if not all(SAFE_PATH.fullmatch(path) for path in paths):
        yield "a path is not safe"
    if {RECORD_PDF, RECORD_JSON} - set(paths):
        yield "the case itself is missing"
    for said in (package.public_title, package.name):
        if ELEVEN_DIGITS.search(said) or package.identity_number in said:
            yield "an identity number is in what everybody may read"
        if package.patient_name.casefold() in said.casefold():
            yield "the patient's name is in what everybody may read"
    if package.number not in package.public_title:
        yield "the public title does not tell the case"
    if not package.rules.screening_basis:
        yield "nothing says why the case is screened"
    if any(file.size <= 0 for file in package.files):
        yield "a file is empty"
