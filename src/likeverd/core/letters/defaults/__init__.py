"""The national texts: they hold for every trust that has published none of its own.

Written in plain language: short sentences, the answer first, then why, what happens now, and whom to call. Sources:
information that is understood [HDR3], access to the case and its log [P154a], complaint [HDR1, HDR2]; that new facts can
lead to a new assessment, and that a letter of a no is given in a conversation, are our own reading [I].
"""

from collections.abc import Mapping
from typing import Final

from likeverd.core.letters.defaults import bokmaal, english, nynorsk
from likeverd.core.letters.kinds import LetterKind
from likeverd.core.vocabulary import State

SOURCES_OF_THE_TEXTS: Final = ("S4", "HDR1", "HDR2", "HDR3", "P154a", "I")
VERSION: Final = "2026-11-25"
_TEXTS: Final[Mapping[str, Mapping[tuple[LetterKind, State], str]]] = {
    "nb": bokmaal.TEXTS,
    "nn": nynorsk.TEXTS,
    "en": english.TEXTS,
}


def default_template(kind: LetterKind, end: State, language: str) -> str:
    """The national text for a letter."""
    return _TEXTS[language][kind, end]
