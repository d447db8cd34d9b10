"""Which parts of a situation a question looks at, read from its code.

A route's answer depends on few facts, so the engine keeps the answers it has given by just those. Nobody has to list
them beside the rules, where a list could be forgotten: what cannot be seen through counts as looking at everything.
"""

from collections.abc import Callable, Iterator
from enum import EnumType
from types import BuiltinFunctionType, CodeType, FunctionType
from typing import Any, Final

from likeverd.core.routing.situation import Situation

EVERYTHING: Final = frozenset(Situation._fields)
_BY_NAME: Final = {"getattr", "vars", "_asdict", "_replace", "__getattribute__"}


def parts_read(question: Callable[..., Any]) -> frozenset[str]:
    """The fields of ``Situation`` that a question, or a function that it calls, may read."""
    return _parts_read(question, frozenset())


def _parts_read(question: object, seen: frozenset[int]) -> frozenset[str]:
    if not isinstance(question, FunctionType):
        return EVERYTHING
    if id(question) in seen:
        return frozenset()
    seen |= {id(question)}
    found: set[str] = set()
    for name in _names(question.__code__):
        if name in _BY_NAME:
            return EVERYTHING
        if name in EVERYTHING:
            found.add(name)
        else:
            found |= _through(question.__globals__.get(name), seen)
    for cell in question.__closure__ or ():
        found |= _through(cell.cell_contents, seen)
    return frozenset(found)


def _through(value: object, seen: frozenset[int]) -> frozenset[str]:
    """What is read by something that a question mentions: nothing, unless it can be called."""
    if not callable(value) or isinstance(value, EnumType | BuiltinFunctionType):
        return frozenset()
    return _parts_read(value, seen)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
