"""The register of organisations as a JSON document: authorities, trusts, units, settings."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

from likeverd.core.registers.reading import (
    BrokenRegisterError,
    Problem,
    RowReader,
    load_json,
    report_duplicates,
)
from likeverd.core.trust_rules import BrokenTrustRules, TrustRules, parse

SECTIONS: Final = ("source", "population_date", "regional_authorities", "trusts", "units", "rules")
AUTHORITY_KEYS: Final = ("code", "name")
TRUST_KEYS: Final = (
    "code",
    "name",
    "short_name",
    "prefix",
    "regional_authority",
    "skde_code",
    "population",
    "language",
)
UNIT_KEYS: Final = (
    "trust",
    "code",
    "name",
    "kind",
    "parent",
    "valid_from",
    "valid_to",
    "demonstration",
)
RULES_KEYS: Final = ("trust", "document", "demonstration")
# Zero bytes and half characters, which the database refuses.
STORED_NOWHERE: Final = re.compile(r"\\u0000|[\ud800-\udfff]")


class UnitKind(StrEnum):
    """A department belongs to a division; a division belongs to its trust."""

    DIVISION = "division"
    DEPARTMENT = "department"


class Language(StrEnum):
    """The language in which a trust writes unless the reader chooses another."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """A regional health authority."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TrustRow:
    """A hospital trust, with the inhabitants of its catchment area where it has one."""

    code: str
    name: str
    short_name: str
    prefix: str
    regional_authority: str
    skde_code: int | None
    population: int | None
    language: Language


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A division or a department; ``demonstration`` marks one that is an assumption of ours."""

    trust: str
    code: str
    name: str
    kind: UnitKind
    parent: str | None
    valid_from: date
    valid_to: date | None
    demonstration: bool


@dataclass(frozen=True, slots=True)
class RulesRow:
    """One version of a trust's settings: the document as it is stored, and as it was read."""

    trust: str
    document: Mapping[str, Any]
    rules: TrustRules
    demonstration: bool


@dataclass(frozen=True, slots=True)
class Organisations:
    """A whole document; ``population_date`` is the day on which the inhabitants were counted."""

    source: str
    population_date: date | None
    authorities: tuple[AuthorityRow, ...]
    trusts: tuple[TrustRow, ...]
    units: tuple[UnitRow, ...]
    rules: tuple[RulesRow, ...]


def parse_organisations(text: str) -> Organisations:
    """Read a JSON document; raises ``BrokenRegisterError`` with every fault."""
    problems: list[Problem] = []
    document = RowReader(load_json(text), "document", SECTIONS, problems)
    source = document.text("source", 1000)
    population_date = document.day("population_date", required=False)
    document.place = ""
    authorities = [
        (place, _authority(row, place, problems))
        for place, row in document.rows("regional_authorities")
    ]
    trusts = [(place, _trust(row, place, problems)) for place, row in document.rows("trusts")]
    codes = {row.code for _, row in trusts}
    units = [(place, _unit(row, place, problems)) for place, row in document.rows("units")]
    rules = [(place, _rules(row, place, problems)) for place, row in document.rows("rules")]
    _check_trusts(authorities, trusts, problems)
    _check_units([(place, unit) for place, unit in units if unit], codes, problems)
    _check_rules([(place, row) for place, row in rules if row], codes, problems)
    if population_date is None and any(row.population is not None for _, row in trusts):
        problems.append(Problem("document", "population_date is missing"))
    if problems:
        raise BrokenRegisterError(problems)
    return Organisations(
        source,
        population_date,
        tuple(row for _, row in authorities),
        tuple(row for _, row in trusts),
        tuple(unit for _, unit in units if unit),
        tuple(row for _, row in rules if row),
    )


def _authority(row: object, place: str, problems: list[Problem]) -> AuthorityRow:
    reader = RowReader(row, place, AUTHORITY_KEYS, problems)
    return AuthorityRow(reader.slug("code"), reader.text("name", 120))


def _trust(row: object, place: str, problems: list[Problem]) -> TrustRow:
    reader = RowReader(row, place, TRUST_KEYS, problems)
    prefix = reader.text("prefix", 4)
    if prefix and not (prefix.isascii() and prefix.isalpha() and prefix.isupper()):
        reader.report(f"prefix must be capital letters A-Z, not {prefix!r}")
    return TrustRow(
        code=reader.slug("code"),
        name=reader.text("name", 120),
        short_name=reader.text("short_name", 60),
        prefix=prefix,
        regional_authority=reader.slug("regional_authority"),
        skde_code=reader.whole_number("skde_code", 999, required=False),
        population=reader.whole_number("population", 10_000_000, required=False),
        language=reader.one_of("language", Language, Language.BOKMAL),
    )


def _unit(row: object, place: str, problems: list[Problem]) -> UnitRow | None:
    reader = RowReader(row, place, UNIT_KEYS, problems)
    kind = reader.one_of("kind", UnitKind, UnitKind.DIVISION)
    parent = reader.slug("parent", required=kind is UnitKind.DEPARTMENT) or None
    if parent and kind is UnitKind.DIVISION:
        reader.report("a division has no parent")
    valid_from, valid_to = reader.day("valid_from"), reader.day("valid_to", required=False)
    trust, code = reader.slug("trust"), reader.slug("code")
    name, demonstration = reader.text("name", 120), reader.flag("demonstration")
    if valid_from is None:
        return None
    if valid_to and valid_to < valid_from:
        reader.report(f"valid_to {valid_to} lies before valid_from {valid_from}")
    return UnitRow(trust, code, name, kind, parent, valid_from, valid_to, demonstration)


def _rules(row: object, place: str, problems: list[Problem]) -> RulesRow | None:
    reader = RowReader(row, place, RULES_KEYS, problems)
    trust, demonstration = reader.slug("trust"), reader.flag("demonstration")
    document = reader.row.get("document")
    if not isinstance(document, Mapping):
        reader.report("document is missing or no object")
        return None
    if STORED_NOWHERE.search(json.dumps(document, ensure_ascii=False)):
        reader.report("document has characters that cannot be stored")
    try:
        return RulesRow(trust, document, parse(document), demonstration)
    except BrokenTrustRules as fault:
        reader.report(f"document: {fault}")
        return None


def _check_trusts(
    authorities: Collection[tuple[str, AuthorityRow]],
    trusts: Collection[tuple[str, TrustRow]],
    problems: list[Problem],
) -> None:
    report_duplicates([(p, row.code) for p, row in authorities], "the code", problems)
    report_duplicates([(p, row.code) for p, row in trusts], "the code", problems)
    report_duplicates([(p, row.prefix) for p, row in trusts], "the prefix", problems)
    numbered = [(p, str(row.skde_code)) for p, row in trusts if row.skde_code is not None]
    report_duplicates(numbered, "the skde_code", problems)
    known = {row.code for _, row in authorities}
    for place, row in trusts:
        if row.regional_authority and row.regional_authority not in known:
            message = f"no regional authority has the code {row.regional_authority!r}"
            problems.append(Problem(place, message))


def _check_units(
    units: Collection[tuple[str, UnitRow]], trusts: Collection[str], problems: list[Problem]
) -> None:
    report_duplicates(
        [(place, f"{unit.trust}/{unit.code}") for place, unit in units], "the unit", problems
    )
    divisions = {
        (unit.trust, unit.code): unit for _, unit in units if unit.kind is UnitKind.DIVISION
    }
    for place, unit in units:
        if unit.trust and unit.trust not in trusts:
            problems.append(Problem(place, f"no trust has the code {unit.trust!r}"))
        if unit.parent and (unit.trust, unit.parent) not in divisions:
            message = f"the trust has no division with the code {unit.parent!r}"
            problems.append(Problem(place, message))


def _check_rules(
    rules: Collection[tuple[str, RulesRow]], trusts: Collection[str], problems: list[Problem]
) -> None:
    versions = [(place, f"{row.trust}/{row.rules.version}") for place, row in rules]
    report_duplicates(versions, "the version", problems)
    beginnings = [(place, f"{row.trust}/{row.rules.valid_from}") for place, row in rules]
    report_duplicates(beginnings, "the beginning", problems)
    for place, row in rules:
        if row.trust and row.trust not in trusts:
            problems.append(Problem(place, f"no trust has the code {row.trust!r}"))
