"""A text in the three languages the service always speaks."""

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in bokmål, nynorsk and English; none of them may be empty."""

    nb: str
    nn: str
    en: str

    def __post_init__(self) -> None:
        for language in LANGUAGES:
            if not getattr(self, language).strip():
                raise ValueError(f"text lacks {language}: {self!r}")

    def in_language(self, language: str | None) -> str:
        """The sentence in the language asked for; an unknown language gets bokmål."""
        if language == "nn":
            return self.nn
        if language is not None and language.startswith("en"):
            return self.en
        return self.nb


def unchanged(words: str) -> Text:
    """Words that are the same in every language: a name, or what a person wrote."""
    return Text(words, words, words)
