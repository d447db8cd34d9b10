"""The guide has an address in each language, so that a link speaks the language it was shared in."""

from typing import Final

ROOTS: Final = {"nb": "veiviser", "nn": "vegvisar", "en": "guide"}
LANGUAGE_OF: Final = {root: language for language, root in ROOTS.items()}


class GuideRoot:
    """The first part of every address of the guide: the word for it, which tells the language."""

    regex = "|".join(LANGUAGE_OF)

    def to_python(self, value: str) -> str:
        """The language of an address."""
        return LANGUAGE_OF[value]

    def to_url(self, value: str) -> str:
        """The word of a language."""
        return ROOTS[value]
