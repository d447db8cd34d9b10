"""The port to an archive: two questions, whatever stands behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from likeverd.archive.package import ArchiveDocument, Package
from likeverd.core.archive.steps import StepKind, Trouble


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one step wants to be in the archive: named by ``external_id`` for ever.

    ``document`` is set where it is one document of the package.
    """

    kind: StepKind
    external_id: str
    package: Package
    document: ArchiveDocument | None = None


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that a package takes after it was made."""

    kind: StepKind
    external_id: str
    key: str = ""


class NotDone(Exception):
    """It was certainly not done; ``trouble`` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class PerhapsDone(NotDone):
    """It was handed over, and nobody knows whether it was accepted."""


class Archive(Protocol):
    """An archive. ``find`` never changes anything there."""

    def steps(self, package: Package) -> Sequence[PlannedStep]:
        """The steps that a package takes, in order."""

    def check(self) -> str:
        """Whether the archive can be used now: what answered, for operators. Changes nothing; raises ``NotDone``."""

    def find(self, wanted: Wanted) -> str | None:
        """The archive's own reference of what is wanted, complete; None where it is not there.

        Raises ``NotDone`` where the archive cannot tell, or has something else by that name.
        """

    def create(self, wanted: Wanted) -> str:
        """Put it there, and answer the archive's reference. Raises ``NotDone``, ``PerhapsDone``."""
