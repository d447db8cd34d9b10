"""From a paper to the bytes of its PDF file, by typst."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typst

from likeverd.typesetting.blocks import Block, Paper
from likeverd.typesetting.characters import (
    MARK,
    replaced,
    strings,
    unsettable,
    without_the_shapeless,
)

TEMPLATES: Final = Path(__file__).parent / "templates"
STANDARDS: Final = ("a-2a", "ua-1")
PAGE_WORDS: Final = {"nb": "Side", "nn": "Side", "en": "Page"}
OF_WORDS: Final = {"nb": "av", "nn": "av", "en": "of"}


class NotTypeset(Exception):
    """The paper could not be made into a file. Says nothing of what stood in it."""


def typeset(paper: Paper) -> bytes:
    """The paper as a PDF file (PDF/A-2a and PDF/UA-1); the same paper gives the same bytes.

    Raises ``NotTypeset``.
    """
    made_at = int(paper.made_at.timestamp())
    data = replaced(_data(paper), without_the_shapeless)
    try:
        return _compile(data, made_at)
    except typst.TypstError:
        missing = str.maketrans(dict.fromkeys(unsettable(list(strings(data)), _settable), MARK))
    try:
        return _compile(replaced(data, lambda words: words.translate(missing)), made_at)
    except typst.TypstError as error:
        # typst repeats the text around the fault, and the text is of a patient: neither it nor its cause is shown.
        raise NotTypeset(f"typst could not set the paper ({type(error).__name__})") from None


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "language": paper.language,
        "sender": paper.sender,
        "reference": paper.reference,
        "day": paper.day,
        "receiver": list(paper.receiver),
        "page_word": PAGE_WORDS[paper.language],
        "of_word": OF_WORDS[paper.language],
        "blocks": [_block(block) for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": type(block).__name__.lower(), **asdict(block)}


def _settable(chars: str) -> bool:
    """Whether the fonts have a shape for every one of these characters."""
    blocks = [{"kind": "paragraph", "text": chars}]
    empty = Paper("-", "nb", (), datetime.fromtimestamp(0, UTC))
    try:
        _compile({**_data(empty), "blocks": blocks}, 0)
    except typst.TypstError:
        return False
    return True


def _compile(data: dict[str, Any], made_at: int) -> bytes:
    return typst.compile(
        str(TEMPLATES / "paper.typ"),
        root=str(TEMPLATES),
        format="pdf",
        sys_inputs={"data": json.dumps(data)},
        pdf_standards=list(STANDARDS),
        font_paths=[],
        ignore_system_fonts=True,
        timestamp=made_at,
    )
