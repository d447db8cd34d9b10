"""Message catalogues: ``.po`` files are the source, ``.mo`` files are made from them on each machine."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parents[1]


def compile_catalogues(root: Path = PACKAGE) -> list[Path]:
    """Compile every catalogue below ``root`` that is newer than its result. Answers what was compiled."""
    compiled = []
    for source in sorted(root.glob("**/LC_MESSAGES/*.po")):
        result = source.with_suffix(".mo")
        if result.exists() and result.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        # Written beside and moved in: another process may be reading.
        own = result.with_suffix(f".{os.getpid()}")
        with own.open("wb") as file:
            write_mo(file, catalogue)
        own.replace(result)
        compiled.append(result)
    return compiled
