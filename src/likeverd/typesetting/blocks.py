"""What a paper is made of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper; level 2 is the highest, since the title is level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text. Line breaks in it are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one pair to a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head that is repeated on each page. ``caption`` says in words what it holds."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Facts | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper. ``language`` is nb, nn or en; ``made_at`` stands in the file as the time when it was made.

    ``sender`` stands at the head, ``reference`` (for example a case number) and ``day`` beside it; ``receiver`` is the
    lines of an address. ``page_words`` is the word for page in the language, for the foot.
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    made_at: datetime
    sender: str = ""
    reference: str = ""
    day: str = ""
    receiver: tuple[str, ...] = ()
