"""Every ``Text`` that the package's modules hold, however deep in tables and definitions."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

import likeverd.cases
import likeverd.core
from likeverd.core.text import Text


def all_texts() -> set[Text]:
    """The texts of the core and of the pages about cases."""
    found: set[Text] = set()
    seen: set[int] = set()
    for package in (likeverd.core, likeverd.cases):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if any(part in module.name for part in (".migrations", ".management", ".seeding")):
                continue
            for value in vars(importlib.import_module(module.name)).values():
                found.update(_texts_in(value, seen))
    return found


def _texts_in(value: object, seen: set[int]) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
        return
    if id(value) in seen or isinstance(value, str | bytes | type):
        return
    seen.add(id(value))
    if isinstance(value, Mapping):
        inner = list(value.values())
    elif isinstance(value, list | tuple | set | frozenset):
        inner = list(value)
    elif is_dataclass(value):
        inner = [getattr(value, part.name) for part in fields(value)]
    else:
        return
    for each in inner:
        yield from _texts_in(each, seen)
