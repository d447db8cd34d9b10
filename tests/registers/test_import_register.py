"""Importing registers: the same twice over, whole or not at all, and never over pinned settings."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from likeverd.methods import selectors
from likeverd.methods.models import Method, MethodEvent
from likeverd.organisations.models import (
    HospitalTrust,
    RegionalAuthority,
    TrustRulesVersion,
    Unit,
)

METHOD: dict[str, Any] = {
    "key": "proverol",
    "method_id": "ID2025_999",
    "name": "Prøverol",
    "indication": "Gikt",
    "kind": "medicine",
    "source": "NM13",
    "events": [
        {"date": "2025-03-20", "event": "commissioned", "source": "NM13", "address": "x.no"}
    ],
}
TRUST: dict[str, Any] = {
    "code": "oslo",
    "name": "Oslo universitetssykehus HF",
    "short_name": "OUS",
    "prefix": "OUS",
    "regional_authority": "helse-sor-ost",
    "language": "nb",
}


def run(*files: Path) -> list[str]:
    output = StringIO()
    call_command("import_register", *map(str, files), stdout=output)
    return output.getvalue().splitlines()


def refused(*files: Path) -> str:
    with pytest.raises(CommandError) as caught:
        run(*files)
    return str(caught.value)


def written(folder: Path, document: object, name: str = "document.json") -> Path:
    path = folder / name
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")
    return path


def methods_file(folder: Path, *methods: object) -> Path:
    return written(folder, {"methods": methods})


def trusts_file(folder: Path, **changes: Any) -> Path:
    document = {
        "source": "S4",
        "regional_authorities": [{"code": "helse-sor-ost", "name": "Helse Sør-Øst RHF"}],
        "trusts": [{**TRUST, **changes}],
    }
    return written(folder, document, "trusts.json")


@pytest.mark.django_db
def test_what_is_shipped_is_imported_and_the_second_time_nothing_changes() -> None:
    first = run()
    assert first[0] == "regional authorities: 4 created, 0 changed, 0 unchanged"
    assert first[1] == "trusts: 21 created, 0 changed, 0 unchanged"
    assert (RegionalAuthority.objects.count(), HospitalTrust.objects.count()) == (4, 21)
    department = Unit.objects.get(code="nevrologi-lillehammer")
    assert department.parent is not None
    assert department.parent.trust.code == "innlandet"
    assert TrustRulesVersion.objects.count() == 3
    before = list(MethodEvent.objects.order_by("id").values())
    assert all(" 0 created, 0 changed" in line for line in run())
    assert list(MethodEvent.objects.order_by("id").values()) == before


@pytest.mark.django_db
def test_imported_methods_are_found_by_their_words() -> None:
    run()
    assert [found.key for found in selectors.search("vyndaq", demonstration=False)] == [
        "tafamidis-attr-cm"
    ]
    assert [found.method_id for found in selectors.search("ID2014_022", demonstration=False)] == [
        "ID2014_022"
    ]
    assert selectors.search("demlikumab", demonstration=False) == []
    assert len(selectors.search("demlikumab", demonstration=True)) == 1


@pytest.mark.django_db
def test_production_takes_in_nothing_invented() -> None:
    with override_settings(LIKEVERD_MODE="production"):
        lines = run()
    assert not Method.objects.filter(demonstration=True).exists()
    assert not Unit.objects.exists()
    assert not TrustRulesVersion.objects.exists()
    assert HospitalTrust.objects.count() == 21
    assert "departments: 0 created, 0 changed, 0 unchanged, 8 skipped (demonstration)" in lines


@pytest.mark.django_db
def test_a_method_changes_and_its_events_follow(tmp_path: Path) -> None:
    run(methods_file(tmp_path, METHOD))
    later = {"date": "2026-01-02", "event": "not_introduced", "source": "NM15"}
    changed = {**METHOD, "name": "Prøverol mikstur", "events": [later]}
    assert run(methods_file(tmp_path, changed)) == [
        "methods: 0 created, 1 changed, 0 unchanged",
        "method events: 1 created, 0 changed, 0 unchanged, 1 removed",
    ]
    method = Method.objects.get(key="proverol")
    assert method.name == "Prøverol mikstur"
    assert [event.event for event in method.events.all()] == ["not_introduced"]
    assert [found.key for found in selectors.search("mikstur", demonstration=False)] == ["proverol"]


@pytest.mark.django_db
def test_the_source_is_kept_with_its_address_and_an_unknown_day_is_said(tmp_path: Path) -> None:
    month = {"date": "2018-02", "event": "introduced", "source": "NRK", "remark": "Barn."}
    run(methods_file(tmp_path, {**METHOD, "events": [*METHOD["events"], month]}))
    first, second = MethodEvent.objects.order_by("date")
    assert (second.source, second.remark) == ("NM13: x.no", "")
    assert (first.source, first.remark) == ("NRK", "Kilden oppgir bare måneden. Barn.")


@pytest.mark.django_db
def test_one_broken_row_keeps_everything_out(tmp_path: Path) -> None:
    broken = {**METHOD, "key": "annen", "method_id": None, "kind": "potion", "source": ""}
    told = refused(methods_file(tmp_path, METHOD, broken))
    assert "document.json, methods row 2: kind is 'potion'" in told
    assert "document.json, methods row 2: source is missing" in told
    assert told.endswith("Nothing was written.")
    assert not Method.objects.exists()


@pytest.mark.django_db
def test_a_spreadsheet_is_imported(tmp_path: Path) -> None:
    text = (
        "key;method_id;name;indication;kind;source;date;event;in_force;remark;event_source;"
        "event_address\n"
        "proverol;ID2025_999;Prøverol;Gikt;medicine;NM13;2025-03-20;commissioned;;;NM13;x.no\n"
    )
    run(written(tmp_path, text, "methods.csv"))
    assert run(methods_file(tmp_path, METHOD)) == [
        "methods: 0 created, 0 changed, 1 unchanged",
        "method events: 0 created, 0 changed, 1 unchanged",
    ]


@pytest.mark.django_db
def test_a_file_in_another_encoding_is_refused_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "methods.csv"
    path.write_bytes("key;name\nx;Prøverol".encode("latin-1"))
    assert "methods.csv, line 2: is not UTF-8" in refused(path)


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_told_plainly(tmp_path: Path) -> None:
    assert "No such file" in refused(tmp_path / "nowhere.json")


@pytest.mark.django_db
def test_a_national_number_belongs_to_one_method(tmp_path: Path) -> None:
    run(methods_file(tmp_path, METHOD))
    told = refused(methods_file(tmp_path, {**METHOD, "key": "annen"}))
    assert "method annen: the method_id ID2025_999 belongs to proverol" in told


@pytest.mark.django_db
def test_a_prefix_belongs_to_one_trust(tmp_path: Path) -> None:
    run(trusts_file(tmp_path))
    told = refused(trusts_file(tmp_path, code="annen"))
    assert "trust annen: the prefix 'OUS' belongs to oslo" in told


@pytest.mark.django_db
def test_stored_settings_never_change_under_the_same_version(tmp_path: Path) -> None:
    run()
    shipped = Path(selectors.__file__).parents[1] / "organisations" / "data" / "trusts.json"
    document = json.loads(shipped.read_text(encoding="utf-8"))
    document["rules"][0]["document"]["project_threshold"] = 2_000_000
    told = refused(written(tmp_path, document))
    assert "settings of innlandet, version 2026-1: is stored with other content" in told
    document["rules"][0]["document"]["version"] = "2026-9"
    told = refused(written(tmp_path, document))
    assert "begins on 2026-01-01, as does version 2026-1" in told
    document["rules"][0]["document"]["valid_from"] = "2026-07-01"
    assert "trust settings: 1 created, 0 changed, 2 unchanged" in run(written(tmp_path, document))


@pytest.mark.django_db
def test_a_real_department_cannot_hang_below_an_invented_division(tmp_path: Path) -> None:
    unit = {"trust": "oslo", "valid_from": "2020-01-01"}
    document = json.loads(trusts_file(tmp_path).read_text(encoding="utf-8"))
    document["units"] = [
        {**unit, "code": "klinikk", "name": "K", "kind": "division", "demonstration": True},
        {**unit, "code": "post", "name": "P", "kind": "department", "parent": "klinikk"},
    ]
    path = written(tmp_path, document)
    with override_settings(LIKEVERD_MODE="production"):
        assert "its division belongs to the demonstration" in refused(path)
    assert not HospitalTrust.objects.exists()
    run(path)
    assert Unit.objects.count() == 2


@pytest.mark.django_db
def test_few_statements_however_many_rows(
    tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    many = [{**METHOD, "key": f"proverol-{n}", "method_id": None} for n in range(300)]
    path = methods_file(tmp_path, *many)
    with django_assert_max_num_queries(20):
        run(path)
    assert MethodEvent.objects.count() == 300
