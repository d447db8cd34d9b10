"""Which text a letter is written from: the trust's newest published one, else the national."""

from dataclasses import dataclass

from likeverd.core.letters import LetterKind, default_template
from likeverd.core.letters.defaults import VERSION
from likeverd.core.vocabulary import State
from likeverd.letters.models import LetterTemplate

NATIONAL = f"national {VERSION}"


@dataclass(frozen=True, slots=True)
class TextInForce:
    """A text, its version in words, and the trust's row; None for the national text."""

    text: str
    version: str
    row: LetterTemplate | None = None


def text_in_force(trust: int, kind: LetterKind, end: State, language: str) -> TextInForce:
    """The text from which a letter is made now."""
    rows = LetterTemplate.objects.filter(
        trust_id=trust, kind=kind, end=end, language=language, published=True
    )
    row: LetterTemplate | None = rows.order_by("-version").first()
    if row is None:
        return TextInForce(default_template(kind, end, language), NATIONAL)
    return TextInForce(row.text, str(row.version), row)
