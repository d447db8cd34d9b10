"""The two things that every written document has."""

from collections.abc import Iterable
from typing import Final

GENERATED: Final = (
    "<!-- Written by `likeverd write_docs` from src/likeverd/core. Do not edit; "
    "CI compares. -->\n\n"
)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown, with a line for each row."""
    heads = list(heads)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"
