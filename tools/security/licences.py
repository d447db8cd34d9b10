"""The licences of everything that runs with the service, as its parts state them."""

from __future__ import annotations

import importlib.metadata as metadata
import re

from packaging.requirements import Requirement

# LGPL is fine for libraries that are used unchanged (pyproject.toml says which).
FORBIDDEN = re.compile(
    r"(?<!L)\bA?GPL|(?<!Lesser )General Public|Affero|SSPL|Commons Clause", re.IGNORECASE
)


def runtime_licences(root: str = "likeverd") -> list[tuple[str, str, bool]]:
    """Each part that the root needs, directly or not: its name, its licence, and whether we may use it."""
    found: dict[str, metadata.Distribution] = {}
    _gather(root, frozenset(), found)
    rows = []
    for name, part in sorted(found.items()):
        words = licence_of(part)
        rows.append((name, words, bool(words) and not FORBIDDEN.search(words)))
    return rows


def _gather(name: str, extras: frozenset[str], found: dict[str, metadata.Distribution]) -> None:
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in found:
        return
    found[key] = metadata.distribution(name)
    for line in found[key].requires or ():
        wanted = Requirement(line)
        given = [{"extra": extra} for extra in (extras or frozenset({""}))]
        if wanted.marker is None or any(wanted.marker.evaluate(one) for one in given):
            _gather(wanted.name, frozenset(wanted.extras), found)


def licence_of(part: metadata.Distribution) -> str:
    """What the part says of itself: the expression, else the classifiers, else the first words of its text."""
    said = part.metadata
    if expression := said.get("License-Expression"):
        return str(expression)
    named = [line for line in said.get_all("Classifier") or () if line.startswith("License")]
    return "; ".join(named) or str(said.get("License") or "")[:60]
