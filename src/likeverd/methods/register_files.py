"""Register documents on disk: which kind each is, read whole or refused with every fault."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from likeverd.core.registers import (
    BrokenRegisterError,
    EntrySet,
    MethodRow,
    Organisations,
    Problem,
    is_entries_csv,
    parse_entries_csv,
    parse_methods,
    parse_methods_csv,
    parse_organisations,
)
from likeverd.core.registers.reading import decoded, load_json


@dataclass(slots=True)
class Documents:
    """What stood in the files: at most one of them has organisations."""

    organisations: Organisations | None = None
    methods: list[MethodRow] = field(default_factory=list)
    entries: list[EntrySet] = field(default_factory=list)


def read_files(paths: Iterable[Path], *, today: date) -> Documents:
    """The registers in these files.

    Raises ``BrokenRegisterError`` with the faults of all files, each with its file's name,
    and ``OSError`` where a file cannot be opened.
    """
    documents = Documents()
    problems: list[Problem] = []
    for path in paths:
        try:
            found = _read(path, today)
        except BrokenRegisterError as fault:
            problems += [Problem(f"{path.name}, {p.place}", p.message) for p in fault.problems]
            continue
        if isinstance(found, Organisations):
            documents.organisations = found
            continue
        for row in found:
            if isinstance(row, EntrySet):
                documents.entries.append(row)
            else:
                documents.methods.append(row)
    if problems:
        raise BrokenRegisterError(problems)
    return documents


def _read(path: Path, today: date) -> Organisations | tuple[MethodRow, ...] | tuple[EntrySet, ...]:
    text = decoded(path.read_bytes())
    if path.suffix.lower() == ".csv":
        if is_entries_csv(text):
            return parse_entries_csv(text, today=today)
        return parse_methods_csv(text, today=today)
    if "methods" in load_json(text):
        return parse_methods(text, today=today)
    return parse_organisations(text)
