"""Every address of the service, read from the address table itself: nobody can forget to add one here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from tests.security.world import World

from likeverd.cases.models import Case
from likeverd.core.vocabulary import Action
from likeverd.letters.selectors import letters_of

API = "api/v1/"
# Steps with one word each for what stands in an address; a new kind of part must be given an example here.
UNKNOWN_CASE = "XX-2026-999999"


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its pattern, its name, and the parts that stand for something."""

    pattern: str
    name: str
    parts: frozenset[str]

    @property
    def of_api(self) -> bool:
        """Whether programs ask here."""
        return self.pattern.startswith(API)

    def filled(self, **given: object) -> str:
        """The path with its parts put in."""
        path = "/" + self.pattern
        path = path.replace("<guide:language>", "veiviser")
        for part in self.parts:
            for written in (
                f"<int:{part}>",
                f"<str:{part}>",
                f"<slug:{part}>",
                f"<uuid:{part}>",
                f"<{part}>",
            ):
                path = path.replace(written, str(given[part]))
        return path


def addresses() -> list[Address]:
    """All of them, of pages and API."""
    found = {address.pattern: address for address in _walk(get_resolver(), "")}
    return list(found.values())


def _walk(resolver: URLResolver, before: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, whole)
        elif isinstance(pattern, URLPattern):
            yield Address(whole, pattern.name or "", frozenset(pattern.pattern.converters))


def of_a_case(world: World, case: Case) -> Iterator[tuple[Address, dict[str, object]]]:
    """Every address that names a case, with its parts, for each action and file that there is."""
    for address in addresses():
        if "number" not in address.parts:
            continue
        given: dict[str, object] = {"number": case.number}
        if "action" in address.parts:
            for action in Action:
                yield address, given | {"action": action.value}
        elif "document" in address.parts:
            files = [found for held in world.files.values() for found in held]
            for document in files:
                yield address, given | {"document": document.pk}
        elif "letter" in address.parts:
            for letter in [found for each in world.cases.values() for found in letters_of(each)]:
                yield address, given | {"letter": letter.pk}
        else:
            assert address.parts == {"number"}, f"no example for the parts of {address}"
            yield address, given


def of_no_case(world: World) -> Iterator[tuple[Address, str]]:
    """Every other address, as a path."""
    examples = {
        "method": world.house.method.pk,
        "scheme": "individual_exception",
        "finding": 1,
        "export": 1,
        "language": "nb",
        "key": world.house.method.key,
        "rule": "off_label.decided",
        "kind": "trial",
        "entry": "studien",
        "event": 1,
        "dossier": "00000000-0000-4000-8000-000000000000",
        "meeting": 1,
        "item": 1,
        "trust": world.house.innlandet.trust.code,
        "end": "refused",
        "version": 1,
        "hold": 1,
    }
    for address in addresses():
        if "number" not in address.parts:
            missing = address.parts - examples.keys()
            assert not missing, f"no example for {missing} of {address}"
            yield address, address.filled(**examples)
