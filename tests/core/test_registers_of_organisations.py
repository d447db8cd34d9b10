"""Documents of organisations: read whole, or refused with every fault at its row."""

import json
from copy import deepcopy
from typing import Any

import pytest

from likeverd.core.registers import BrokenRegisterError, UnitKind, parse_organisations


def titled(step: str, days: int) -> dict[str, Any]:
    title = {"nb": "Leder", "nn": "Leiar", "en": "Leader"}
    return {"step": step, "title": title, "working_days": days, "urgent_working_days": 1}


RULES: dict[str, Any] = {
    "version": "2026-1",
    "valid_from": "2026-01-01",
    "steps": [titled("clinical_review", 3), titled("decision", 2)],
    "payer": {"nb": "Avdelingen", "nn": "Avdelinga", "en": "The department"},
    "project_code": "P",
    "project_threshold": 1_000_000,
    "invoice_address": "Postboks 1",
    "source": "S4",
}
DOCUMENT: dict[str, Any] = {
    "source": "S4",
    "population_date": "2026-01-01",
    "regional_authorities": [{"code": "helse-sor-ost", "name": "Helse Sør-Øst RHF"}],
    "trusts": [
        {
            "code": "innlandet",
            "name": "Sykehuset Innlandet HF",
            "short_name": "Innlandet",
            "prefix": "SI",
            "regional_authority": "helse-sor-ost",
            "skde_code": 19,
            "population": 347051,
            "language": "nb",
        }
    ],
    "units": [
        {
            "trust": "innlandet",
            "code": "elverum-hamar",
            "name": "Divisjon Elverum-Hamar",
            "kind": "division",
            "valid_from": "2020-01-01",
        },
        {
            "trust": "innlandet",
            "code": "kreft",
            "name": "Kreftavdelingen",
            "kind": "department",
            "parent": "elverum-hamar",
            "valid_from": "2020-01-01",
            "valid_to": "2030-12-31",
            "demonstration": True,
        },
    ],
    "rules": [{"trust": "innlandet", "document": RULES}],
}


def faults(document: object) -> list[str]:
    with pytest.raises(BrokenRegisterError) as caught:
        parse_organisations(json.dumps(document))
    return [str(problem) for problem in caught.value.problems]


def test_a_whole_document_is_read() -> None:
    found = parse_organisations(json.dumps(DOCUMENT))
    assert found.trusts[0].population == 347051
    assert [unit.kind for unit in found.units] == [UnitKind.DIVISION, UnitKind.DEPARTMENT]
    assert [unit.demonstration for unit in found.units] == [False, True]
    assert found.rules[0].document == RULES
    assert found.rules[0].rules.project_threshold == 1_000_000


@pytest.mark.parametrize(
    ("section", "row", "change", "said"),
    [
        ("regional_authorities", 0, {"code": "Helse SØ"}, "regional_authorities row 1: code must"),
        ("trusts", 0, {"regional_authority": "helse-vest"}, "no regional authority has the code"),
        ("trusts", 0, {"prefix": "si"}, "trusts row 1: prefix must be capital letters"),
        ("trusts", 0, {"prefix": "LANGT"}, "trusts row 1: prefix has 5 characters"),
        ("trusts", 0, {"population": -1}, "trusts row 1: population must be a whole number"),
        ("trusts", 0, {"population": True}, "trusts row 1: population must be a whole number"),
        ("trusts", 0, {"population": 1.5}, "trusts row 1: population must be a whole number"),
        ("trusts", 0, {"language": "se"}, "trusts row 1: language is 'se'"),
        ("trusts", 0, {"owner": "staten"}, "trusts row 1: unknown key 'owner'"),
        ("units", 0, {"kind": "ward"}, "units row 1: kind is 'ward'"),
        ("units", 0, {"parent": "kreft"}, "units row 1: a division has no parent"),
        ("units", 1, {"parent": None}, "units row 2: parent is missing"),
        ("units", 1, {"parent": "nowhere"}, "units row 2: the trust has no division"),
        ("units", 1, {"valid_from": "i fjor"}, "units row 2: valid_from is 'i fjor'"),
        ("units", 1, {"valid_to": "2019-12-31"}, "units row 2: valid_to 2019-12-31 lies before"),
        ("units", 1, {"trust": "oslo"}, "units row 2: no trust has the code 'oslo'"),
        ("rules", 0, {"trust": "oslo"}, "rules row 1: no trust has the code 'oslo'"),
        ("rules", 0, {"document": None}, "rules row 1: document is missing"),
        ("rules", 0, {"document": {**RULES, "steps": []}}, "rules row 1: document: "),
        ("rules", 0, {"document": {**RULES, "source": "S\u00004"}}, "cannot be stored"),
        ("rules", 0, {"document": {**RULES, "source": "S\ud800"}}, "cannot be stored"),
    ],
)
def test_each_fault_is_told_at_its_row(
    section: str, row: int, change: dict[str, Any], said: str
) -> None:
    document = deepcopy(DOCUMENT)
    document[section][row].update(change)
    assert any(said in told for told in faults(document))


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("regional_authorities", "the code 'helse-sor-ost' is already used"),
        ("trusts", "the prefix 'SI' is already used in trusts row 1"),
        ("units", "the unit 'innlandet/elverum-hamar' is already used in units row 1"),
        ("rules", "the version 'innlandet/2026-1' is already used in rules row 1"),
    ],
)
def test_doubles_are_told_with_the_first_row(section: str, said: str) -> None:
    document = deepcopy(DOCUMENT)
    document[section].append(document[section][0])
    assert any(said in told for told in faults(document))


def test_all_faults_are_told_at_once() -> None:
    document = deepcopy(DOCUMENT)
    document["trusts"][0]["language"] = "se"
    document["units"][1]["valid_from"] = "x"
    document["rules"][0]["document"]["project_threshold"] = "mye"
    del document["source"]
    assert len(faults(document)) == 4


def test_inhabitants_need_the_day_they_were_counted() -> None:
    document = {**DOCUMENT, "population_date": None}
    assert faults(document) == ["document: population_date is missing"]
    without = deepcopy(document)
    without["trusts"][0]["population"] = None
    assert parse_organisations(json.dumps(without)).population_date is None
