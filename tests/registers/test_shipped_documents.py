"""The registers that the project ships: readable, dated, sourced, and never invented silently."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

import likeverd
from likeverd.core.forms.individual_exception.place import TRUST_NAMES
from likeverd.core.forms.specimen_pictures import RARE, picture_for
from likeverd.core.method_events import EventKind
from likeverd.core.registers import MethodRow, Organisations, parse_methods, parse_organisations
from likeverd.core.vocabulary import State

PACKAGE = Path(likeverd.__file__).parent
CHECKOUT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("LIKEVERD_SHARED") or CHECKOUT.parent / "shared" / "data")
TODAY = date(2026, 11, 23)


def methods_of(name: str) -> tuple[MethodRow, ...]:
    text = (PACKAGE / "methods" / "data" / name).read_text(encoding="utf-8")
    return parse_methods(text, today=TODAY)


def organisations() -> Organisations:
    path = PACKAGE / "organisations" / "data" / "trusts.json"
    return parse_organisations(path.read_text(encoding="utf-8"))


def test_real_methods_say_where_each_event_is_known_from() -> None:
    methods = methods_of("methods.json")
    assert len(methods) >= 10
    for method in methods:
        assert not method.demonstration
        assert method.source
        assert all(event.source and event.address for event in method.events)


def test_the_decisions_on_tafamidis_are_in_order() -> None:
    (method,) = [each for each in methods_of("methods.json") if each.key == "tafamidis-attr-cm"]
    assert [(event.day.isoformat(), event.event) for event in method.events] == [
        ("2020-12-14", EventKind.NOT_INTRODUCED),
        ("2021-06-21", EventKind.NOT_INTRODUCED),
        ("2021-10-25", EventKind.NOT_INTRODUCED),
        ("2022-06-20", EventKind.INTRODUCED_WITH_CONDITIONS),
    ]
    assert method.events[-1].in_force == date(2022, 7, 15)


def test_invented_methods_are_marked_and_have_no_national_number() -> None:
    methods = methods_of("demonstration_methods.json")
    for method in methods:
        assert method.demonstration
        assert method.method_id is None
        assert method.key.startswith("demo-")
        assert "demonstrasjon" in method.name
        assert method.diagnosis is not None
    ends = {EventKind.INTRODUCED, EventKind.INTRODUCED_WITH_CONDITIONS, EventKind.NOT_INTRODUCED}
    open_methods = [m for m in methods if not ends & {event.event for event in m.events}]
    assert len(open_methods) >= 10


def test_most_invented_methods_have_a_clinical_picture_of_their_own() -> None:
    pictures = [
        picture_for(method.diagnosis.code)
        for method in methods_of("demonstration_methods.json")
        if method.diagnosis
    ]
    assert sum(picture is RARE for picture in pictures) <= 3


def test_real_and_invented_methods_share_no_key() -> None:
    real = {method.key for method in methods_of("methods.json")}
    assert not real & {method.key for method in methods_of("demonstration_methods.json")}


def test_four_authorities_and_their_trusts() -> None:
    found = organisations()
    assert len(found.authorities) == 4
    assert {trust.code: trust.name for trust in found.trusts} == TRUST_NAMES
    assert found.population_date == date(2026, 1, 1)


def test_units_and_settings_of_the_demonstration_are_marked() -> None:
    found = organisations()
    assert {unit.trust for unit in found.units} == {"innlandet", "forde"}
    assert all(unit.demonstration for unit in found.units)
    assert all(row.demonstration for row in found.rules)
    chains = {row.trust: row.rules.chain for row in found.rules}
    assert State.COMMITTEE in chains["innlandet"]
    assert State.COMMITTEE not in chains["forde"]


def test_inhabitants_are_those_that_were_counted() -> None:
    path = SHARED / "catchment_population.json"
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    counted = json.loads(path.read_text(encoding="utf-8"))
    assert {trust.skde_code: trust.population for trust in organisations().trusts} == {
        row["skde_code"]: row["total"] for row in counted["rows"]
    }
    names = {authority.code: authority.name for authority in organisations().authorities}
    assert {t.skde_code: names[t.regional_authority] for t in organisations().trusts} == {
        row["skde_code"]: row["rhf"] for row in counted["rows"]
    }


def test_what_the_rules_know_of_group_exceptions_conditions_and_trials_is_shipped_with_its_source() -> (
    None
):
    methods = methods_of("methods.json")
    rows = [(m.key, row) for m in methods if m.entries for row in m.entries.rows]
    by_kind: dict[str, set[str]] = {}
    for key, row in rows:
        assert row.source, row
        by_kind.setdefault(row.kind.value, set()).add(key)
    assert {"cgm-diabetes-type-2", "cefiderocol-resistent-infeksjon", "olaparib-mcrpc-brca"} <= (
        by_kind["group_exception"]
    )
    assert {"tafamidis-attr-cm", "nusinersen-sma-barn", "nusinersen-sma-voksne"} == (
        by_kind["condition"]
    )
    assert {"ahsct-ms", "olaparib-impress-norway"} == by_kind["trial"]
