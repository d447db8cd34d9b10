"""Taking out of a reasoning what could say who the patient is. Careful rather than complete: a person looks afterwards.

Norwegian writes common nouns in small letters, so a capital inside a sentence is a name of something. All such words
are taken out, but for those that are known to be harmless. What is left is shown to nobody until a person of the case
has read it and approved it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from likeverd.core.text import Text


class Removed(StrEnum):
    """What kind of thing was taken out."""

    NAME = "name"
    IDENTITY_NUMBER = "identity_number"
    CASE_NUMBER = "case_number"
    DATE = "date"
    PHONE = "phone"
    MAIL = "mail"
    AGE = "age"
    NUMBER = "number"
    CAPITAL = "capital"
    CHOSEN = "chosen"


REMOVED_WORDS: Final = {
    Removed.NAME: Text("navn", "namn", "name"),
    Removed.IDENTITY_NUMBER: Text("fødselsnummer", "fødselsnummer", "identity number"),
    Removed.CASE_NUMBER: Text("saksnummer", "saksnummer", "case number"),
    Removed.DATE: Text("dato", "dato", "date"),
    Removed.PHONE: Text("telefon", "telefon", "telephone"),
    Removed.MAIL: Text("adresse på nett", "adresse på nett", "address on the net"),
    Removed.AGE: Text("alder", "alder", "age"),
    Removed.NUMBER: Text("langt tall", "langt tal", "long number"),
    Removed.CAPITAL: Text(
        "mulig navn eller sted", "mogleg namn eller stad", "possible name or place"
    ),
    Removed.CHOSEN: Text("fjernet av deg", "fjerna av deg", "removed by you"),
}

_MONTH: Final = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mars?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|"
    r"nov(?:ember)?|des(?:ember)?)"
)
_NUMBER_WORD: Final = (
    r"(?:ett?|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|"
    r"(?:tjue|tretti|førti|femti|seksti|sytti|åtti|nitti)(?:en|to|tre|fire|fem|seks|sju|åtte|ni)?)"
)
# In this order: what is longer and surer is looked for first.
_PATTERNS: Final = (
    (Removed.MAIL, r"\S+@\S+\.\w+|(?:https?://|www\.)\S+"),
    (Removed.CASE_NUMBER, r"\b[A-ZÆØÅ]{2,4}-\d{4}-\d{4,6}\b"),
    (Removed.IDENTITY_NUMBER, r"(?<!\d)\d{6}[ .-]?\d{5}(?!\d)"),
    (Removed.DATE, r"(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})(?!\d)"),
    (Removed.DATE, r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)"),
    (Removed.DATE, rf"(?i)(?<!\d)\d{{1,2}}\. ?{_MONTH}\b\.?(?: ?\d{{4}})?"),
    (Removed.DATE, rf"(?i)\b{_MONTH} \d{{4}}\b"),
    (Removed.DATE, r"(?<!\d)(?<!\d[.,])(?:19|20)\d{2}(?!\d|,\d)"),
    (Removed.DATE, r"(?<!\d)(?<!\d[.,])\d{1,2}\.\d{1,2}\.(?!\d)"),
    (
        Removed.AGE,
        rf"(?i)\b(?:\d{{1,3}}|{_NUMBER_WORD})[ -]?(?:års?|åring(?:en)?|årig|måneder|uker)\b(?:[ -]gam\w+)?",
    ),
    (Removed.AGE, r"(?i)\b(?:født|fødd|f\.) ?(?:i )?\d{2,4}\b(?![./-] ?\d)"),
    (Removed.PHONE, r"(?<!\d)(?<!\d[.,])(?:\+?47 ?)?\d{2} ?\d{2} ?\d{2} ?\d{2}(?!\d|,\d)"),
    (Removed.PHONE, r"(?<!\d)(?<!\d[.,])(?:\+?47 ?)?\d{3} \d{2} \d{3}(?!\d|,\d)"),
    (Removed.NUMBER, r"(?<!\d)(?<!\d[.,])\d{5,}(?!\d|,\d)"),
)
_CAPITAL: Final = re.compile(r"(?<![\w-])[A-ZÆØÅ][a-zæøåéèöäü]+(?:-[A-ZÆØÅ][a-zæøåéèöäü]+)*\b")
_SENTENCE_ENDS: Final = ".!?:\n"
# A word at the beginning of a sentence has its capital from there, but for one that another capital follows: a name.
HARMLESS: Final = frozenset({"Beslutningsforum", "Nye", "Helsedirektoratet", "Norge", "Noreg"})
_LEAST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text: kept as it is, or taken out and of what kind."""

    text: str
    removed: Removed | None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in pieces. ``text`` is what is left, with a mark where something was taken out."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """What others may read and find, once somebody has approved it."""
        return "".join(piece.text if piece.removed is None else "[…]" for piece in self.pieces)

    @property
    def anything_removed(self) -> bool:
        """Whether something was taken out."""
        return any(piece.removed for piece in self.pieces)


def deidentify(
    text: str, *, names: Iterable[str], harmless: Iterable[str] = (), chosen: Sequence[str] = ()
) -> Cleaned:
    """The text without what could say who the patient is.

    ``names`` are names that the case knows: of people, hospitals, departments; each word of them goes, also in a
    genitive. ``harmless`` are words that may keep their capital: the method, the substance. ``chosen`` are words that
    the person who approves wants out too.
    """
    spans: list[tuple[int, int, Removed]] = []
    for word in chosen:
        _take(spans, re.compile(re.escape(word.strip()), re.IGNORECASE), text, Removed.CHOSEN)
    for kind, pattern in _PATTERNS:
        _take(spans, re.compile(pattern), text, kind)
    for word in sorted(_words(names), key=len, reverse=True):
        _take(spans, re.compile(rf"(?i)\b{re.escape(word)}s?\b"), text, Removed.NAME)
    kept = HARMLESS | _words(harmless)
    for found in _CAPITAL.finditer(text):
        by_place = _begins_a_sentence(text, found.start()) and not _CAPITAL.match(
            text, found.end() + 1
        )
        if found.group() not in kept and not by_place:
            _add(spans, found.start(), found.end(), Removed.CAPITAL)
    return Cleaned(_pieces(text, sorted(spans)))


def _words(names: Iterable[str]) -> set[str]:
    """The words of names that are long enough to be told from others, and begin with a capital."""
    return {
        word
        for name in names
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)
        if len(word) >= _LEAST_LETTERS and word[0].isupper()
    }


def _take(
    spans: list[tuple[int, int, Removed]], pattern: re.Pattern[str], text: str, kind: Removed
) -> None:
    for found in pattern.finditer(text):
        if found.group():
            _add(spans, found.start(), found.end(), kind)


def _add(spans: list[tuple[int, int, Removed]], start: int, end: int, kind: Removed) -> None:
    """A span that lies outside those that were found; of one that overlaps, what lies outside goes too."""
    for one, other, _ in sorted(spans):
        if start < other and one < end:
            if start < one:
                _add(spans, start, one, kind)
            if other < end:
                _add(spans, other, end, kind)
            return
    spans.append((start, end, kind))


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(' \t«"(')
    return not before or before[-1] in _SENTENCE_ENDS


def _pieces(text: str, spans: Sequence[tuple[int, int, Removed]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, end, kind in spans:
        if at < start:
            pieces.append(Piece(text[at:start], None))
        pieces.append(Piece(text[start:end], kind))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:], None))
    return tuple(pieces)
