"""Characters that the fonts have. What they lack is set as a mark: a paper with one odd character is still a paper.

An archivable file may hold no character without a shape. Which ones have one is found by asking typst, and remembered.
"""

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, Final

MARK: Final = "?"
# Control, formatting, private, surrogate and unassigned characters have no shape, or one that hides.
SHAPELESS: Final = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})

_known: dict[str, bool] = {}


def without_the_shapeless(words: str) -> str:
    """The words without characters that nobody can see; composed, so that an accent is one with its letter."""
    return "".join(
        char
        for char in unicodedata.normalize("NFC", words)
        if char == "\n" or unicodedata.category(char) not in SHAPELESS
    )


def unsettable(words: Iterable[str], settable: Callable[[str], bool]) -> frozenset[str]:
    """The characters of these words that have no shape in the fonts; ``settable`` tries a string of characters."""
    unknown = sorted({char for each in words for char in each if ord(char) > 126} - _known.keys())
    _find(unknown, settable)
    return frozenset(char for each in words for char in each if not _known.get(char, True))


def _find(chars: list[str], settable: Callable[[str], bool]) -> None:
    if not chars:
        return
    if settable(" ".join(chars)):
        for char in chars:
            _known[char] = True
    elif len(chars) == 1:
        _known[chars[0]] = False
    else:
        middle = len(chars) // 2
        _find(chars[:middle], settable)
        _find(chars[middle:], settable)


def replaced(data: Any, change: Callable[[str], str]) -> Any:
    """The same data with every string in it changed."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, dict):
        return {key: replaced(value, change) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [replaced(value, change) for value in data]
    return data


def strings(data: Any) -> Iterable[str]:
    """Every string in the data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from strings(value)
