"""Packages in a folder, for an archive without an interface: each whole or not there at all.

A package is written beside its place under a name that begins with a dot, made sure to be on the disk, and then given
its name in one move. A package that stands there is never written over.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from likeverd.archive.message import messages_of
from likeverd.archive.package import (
    RECORD_JSON,
    SUMS,
    Package,
    PackageFile,
    content_of,
    file_of,
    sums_of,
)
from likeverd.archive.port import NotDone, PlannedStep, Wanted
from likeverd.core.archive.steps import StepKind, Trouble

LEAST_LEFT: Final = 100 * 1024 * 1024  # bytes that must be free when the package is there
PART: Final = 1024 * 1024


class FolderArchive:
    """Packages below ``root``, one folder for each trust."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def steps(self, package: Package) -> Sequence[PlannedStep]:
        """The whole package in one move."""
        return (PlannedStep(StepKind.FOLDER, package.name),)

    def check(self) -> str:
        """That the folder is there and can be written in."""
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise NotDone(Trouble.CANNOT_WRITE)
        free = shutil.disk_usage(self.root).free
        if free < LEAST_LEFT:
            raise NotDone(Trouble.NO_ROOM)
        return f"{self.root}, {free // 1024**3} GiB free"

    def find(self, wanted: Wanted) -> str | None:
        """The package's place, where it stands there whole."""
        place = self._place(wanted.package)
        if not place.is_dir():
            return None
        if not _is_whole(place) or not _is_of(place, wanted.package):
            raise NotDone(Trouble.ANOTHER_PACKAGE)
        return place.relative_to(self.root).as_posix()

    def create(self, wanted: Wanted) -> str:
        """Write the package, and give it its name when everything is on the disk."""
        place = self._place(wanted.package)
        draft = place.with_name(f".{place.name}.part")
        try:
            place.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
            self._clear(draft)
            files = [*wanted.package.files, *_filing(wanted.package)]
            if shutil.disk_usage(place.parent).free < sum(f.size for f in files) + LEAST_LEFT:
                raise NotDone(Trouble.NO_ROOM)
            draft.mkdir(mode=0o750)
            for file in files:
                _write(draft / file.path, content_of(file))
            _write(draft / SUMS, sums_of(files))
            for folder in (*(each for each in draft.iterdir() if each.is_dir()), draft):
                _onto_the_disk(folder)
            os.rename(draft, place)
            _onto_the_disk(place.parent)
        except OSError as error:
            with suppress(OSError):
                self._clear(draft)
            raise NotDone(Trouble.CANNOT_WRITE) from error
        return place.relative_to(self.root).as_posix()

    def _place(self, package: Package) -> Path:
        return self.root / package.trust / package.name

    def _clear(self, draft: Path) -> None:
        """What a killed archiver left: it never had its name, and so nobody has it."""
        if draft.exists():
            shutil.rmtree(draft)


def _filing(package: Package) -> Iterator[PackageFile]:
    for name, message in messages_of(package):
        yield file_of(name, name, "application/xml", message)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o750, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _onto_the_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _is_whole(place: Path) -> bool:
    """Whether every file that the package's own list names is there with its checksum, and no other."""
    try:
        lines = [line.split("  ", 1) for line in (place / SUMS).read_text().splitlines()]
        listed = {path: checksum for checksum, path in lines}
        there = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
        return there == {*listed, SUMS} and all(
            _sum_of(place / path) == checksum for path, checksum in listed.items()
        )
    except (OSError, ValueError):
        return False


def _is_of(place: Path, package: Package) -> bool:
    try:
        told = json.loads((place / RECORD_JSON).read_bytes())
        return (told["case_number"], told["made_at"]) == (
            package.number,
            package.made_at.isoformat(),
        )
    except (OSError, ValueError, KeyError):
        return False


def _sum_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(PART):
            digest.update(part)
    return digest.hexdigest()
