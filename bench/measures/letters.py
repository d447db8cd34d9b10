"""How long a letter takes: its words, which are made while a decision waits, and its file, which a job sets."""

import time
from datetime import UTC, date, datetime

from bench.measures.tables import percentile

from likeverd.core.letters import (
    LETTER_ENDS,
    LetterKind,
    default_template,
    render,
    specimen_facts,
)
from likeverd.core.text import LANGUAGES
from likeverd.letters.records import paper_of
from likeverd.typesetting import typeset

AIM = 100  # milliseconds for words and file together
ROUNDS = 4


def letter_times() -> list[list[str]]:
    """Every letter of every kind, end and language, some times over; after one that warms up."""
    words: dict[LetterKind, list[float]] = {kind: [] for kind in LetterKind}
    files: dict[LetterKind, list[float]] = {kind: [] for kind in LetterKind}
    for turn in range(ROUNDS + 1):
        for kind in LetterKind:
            for end in LETTER_ENDS:
                for language in LANGUAGES:
                    of_words, of_file = _one(kind, end, language)
                    if turn:
                        words[kind].append(of_words)
                        files[kind].append(of_file)
    rows = []
    for kind in LetterKind:
        both = [sum(pair) for pair in zip(words[kind], files[kind], strict=True)]
        rows.append(
            [
                f"letter to the {'doctor' if kind is LetterKind.DECISION else 'patient'}",
                f"{percentile(words[kind], 50):.2f}",
                f"{percentile(files[kind], 50):.0f}",
                f"{percentile(both, 95):.0f}",
                str(AIM),
                str(len(both)),
            ]
        )
    return rows


def _one(kind: LetterKind, end, language: str) -> tuple[float, float]:
    begun = time.perf_counter()
    facts = specimen_facts(end, "Sykehuset Innlandet HF")
    letter = render(
        default_template(kind, end, language), kind, facts, language, date(2026, 11, 25)
    )
    written = time.perf_counter()
    typeset(paper_of(letter, datetime(2026, 11, 25, tzinfo=UTC)))
    return (written - begun) * 1000, (time.perf_counter() - written) * 1000
