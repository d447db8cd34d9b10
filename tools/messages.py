"""Keeps the message catalogues complete: every sentence of the pages in nynorsk and English.

    .venv/bin/python tools/messages.py             merge new sentences into the catalogues
    .venv/bin/python tools/messages.py --check     exit 1 and name what is missing, empty, obsolete or broken
    .venv/bin/python tools/messages.py --compile   make the .mo files

The source language, in templates and code, is bokmål. Needs no gettext on the machine.
"""

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from likeverd.operations.catalogues import compile_catalogues

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "likeverd"
LANGUAGES = ("nn", "en")
CALLS = {
    "_": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
}
STRING = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
TEMPLATE_CALL = re.compile(rf"\b(_|gettext|ngettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
HEADER = """# Likeverd: {name}. Kept by tools/messages.py.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
NAMES = {"nn": "nynorsk", "en": "English"}

Key = str | tuple[str, str]  # a sentence, or its singular and plural


@dataclass
class Found:
    """The sentences of the source with the files they stand in."""

    places: dict[Key, set[str]] = field(default_factory=dict)
    unreadable: list[str] = field(default_factory=list)

    def add(self, strings: tuple[str, ...], place: str) -> None:
        """One sentence, or a singular and a plural."""
        key: Key = strings[0] if len(strings) == 1 else (strings[0], strings[1])
        self.places.setdefault(key, set()).add(place)


def find_messages() -> Found:
    """Every sentence marked for translation in templates and code."""
    found = Found()
    for path in sorted(PACKAGE.glob("*/templates/**/*")):
        if path.suffix in (".html", ".txt"):
            place = str(path.relative_to(ROOT))
            for strings in template_messages(path.read_text(encoding="utf-8")):
                found.add(strings, place)
    for path in sorted(PACKAGE.rglob("*.py")):
        place = str(path.relative_to(ROOT))
        for line, strings in code_messages(path.read_text(encoding="utf-8")):
            if strings is None:
                found.unreadable.append(f"{place}:{line}")
            else:
                found.add(strings, place)
    return found


def template_messages(source: str) -> Iterator[tuple[str, ...]]:
    """The sentences of one template."""
    for call, arguments in TEMPLATE_CALL.findall(templatize(source)):
        strings = tuple(str(ast.literal_eval(text)) for text in re.findall(STRING, arguments))
        yield strings[: CALLS[call]]


def code_messages(source: str) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    """Line and sentences of each call for translation; None where it is no plain text."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        wanted = CALLS.get(name)
        if wanted is None or len(node.args) < wanted:
            continue
        arguments = node.args[:wanted]
        if all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in arguments):
            yield node.lineno, tuple(one.value for one in arguments)  # type: ignore[attr-defined]
        else:
            yield node.lineno, None


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue lies."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> dict[Key, str | tuple[str, ...]]:
    """The translations that exist; empty where there is no catalogue yet."""
    path = catalogue_path(language)
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            message.id: message.string for message in read_po(file, locale=language) if message.id
        }


def write_catalogue(language: str, found: Found) -> None:
    """Write the catalogue anew: found sentences, with the translations that exist."""
    known = read_catalogue(language)
    catalogue = Catalog(locale=language)
    for key in sorted(found.places, key=lambda key: (min(found.places[key]), str(key))):
        places = [(place, None) for place in sorted(found.places[key])]
        catalogue.add(
            key, known.get(key, "" if isinstance(key, str) else ("", "")), locations=places
        )
    for message in catalogue:
        # Only some formats can be told from the text alone; Django needs no such marks.
        message.flags.clear()
    text = io.BytesIO()
    write_po(text, catalogue, width=100, omit_header=True, include_lineno=False)
    path = catalogue_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(name=NAMES[language], language=language)
    path.write_text(header + text.getvalue().decode(), encoding="utf-8")


def faults_of(language: str, found: Found) -> Iterator[str]:
    """What is wrong with a language's catalogue, a line each."""
    known = read_catalogue(language)
    for key in found.places:
        place = min(found.places[key])
        if key not in known:
            yield f"{language}: missing: {key!r} ({place})"
            continue
        translation = known[key]
        texts = (translation,) if isinstance(translation, str) else translation
        if not all(texts):
            yield f"{language}: empty: {key!r} ({place})"
        elif not _same_placeholders(key, texts):
            yield f"{language}: other placeholders: {key!r} ({place})"
    for key in known:
        if key not in found.places:
            yield f"{language}: obsolete: {key!r}"


def placeholders(text: str) -> set[str]:
    """The names that are filled in."""
    return {name or other for name, other in PLACEHOLDER.findall(text)}


def _same_placeholders(key: Key, texts: tuple[str, ...]) -> bool:
    """Whether nothing is filled in that the source lacks, nor left out; a singular may."""
    wanted = placeholders(key if isinstance(key, str) else " ".join(key))
    return placeholders(texts[-1]) == wanted and all(placeholders(text) <= wanted for text in texts)


def main() -> int:
    """Run the tool; answers the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 on faults")
    parser.add_argument("--compile", action="store_true", help="make the .mo files")
    options = parser.parse_args()
    if options.compile:
        compile_catalogues()
        return 0
    found = find_messages()
    faults = [f"not plain text: {place}" for place in found.unreadable]
    if not options.check:
        for language in LANGUAGES:
            write_catalogue(language, found)
    for language in LANGUAGES:
        faults += faults_of(language, found)
    print("\n".join(faults) or f"{len(found.places)} sentences in {len(LANGUAGES)} translations")  # noqa: T201
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
