"""What an import did, for the person who ran it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one kind an import created, changed, left alone, removed or skipped.

    ``skipped`` are rows of the demonstration that do not belong in this installation; ``kept`` are rows that a person
    recorded, which an import never touches. ``lines`` tell of each row where it stood in the document.
    """

    what: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    skipped: int = 0
    kept: int = 0
    lines: tuple[str, ...] = ()

    def __str__(self) -> str:
        parts = [
            f"{self.created} created",
            f"{self.changed} changed",
            f"{self.unchanged} unchanged",
        ]
        if self.removed:
            parts.append(f"{self.removed} removed")
        if self.skipped:
            parts.append(f"{self.skipped} skipped (demonstration)")
        if self.kept:
            parts.append(f"{self.kept} kept as a person recorded them")
        return f"{self.what}: {', '.join(parts)}"
