"""Every national letter of an invented case in plain text, and the files that hold what was last read."""

from datetime import date
from pathlib import Path

from likeverd.core.letters import (
    LETTER_ENDS,
    Heading,
    LetterKind,
    Points,
    default_template,
    render,
    specimen_facts,
)
from likeverd.core.text import LANGUAGES

DAY = date(2026, 11, 25)


def all_letters(language: str) -> str:
    """The ten letters of a language, one under the other."""
    return "\n".join(_letter(kind, end, language) for kind in LetterKind for end in LETTER_ENDS)


def _letter(kind, end, language: str) -> str:
    text = default_template(kind, end, language)
    letter = render(text, kind, specimen_facts(end, "Sykehuset Innlandet HF"), language, DAY)
    lines = [f"=== {kind}, {end} ===", f"{letter.title} | {letter.day} | {letter.reference}"]
    for block in letter.blocks:
        if isinstance(block, Points):
            lines += [f"- {item}" for item in block.items]
        else:
            lines.append(f"# {block.text}" if isinstance(block, Heading) else block.text)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for each in LANGUAGES:
        Path(__file__).with_name(f"read_{each}.txt").write_text(all_letters(each))
