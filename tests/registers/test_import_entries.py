"""Importing conditions, group exceptions, trials and the like: by line, whole or not at all, never over a person's."""

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.registers.test_import_register import METHOD, methods_file, written
from tests.support.house import NOON, build_house

from likeverd.core.method_register import EntryKind, standing_on
from likeverd.core.routing import Status
from likeverd.core.vocabulary import Role
from likeverd.methods import actions, selectors
from likeverd.methods.models import Method, RegisterChange, RegisterEntry
from likeverd.methods.records import record_of

pytestmark = pytest.mark.django_db

GROUP = {"key": "voksne", "scope": "Voksne", "first": "2025-04-01", "source": "NM1"}
TRIAL = {"key": "studie", "name": "Studien", "state": "open", "sites": ["Bergen"], "source": "HB3"}
WITH_ENTRIES: dict[str, Any] = {**METHOD, "group_exceptions": [GROUP], "trials": [TRIAL]}
HEAD = "method;entry;entry_key;source;scope;conditions;name;state;included;first;last;ended"


def run(*arguments: object) -> list[str]:
    output = StringIO()
    call_command("import_register", *map(str, arguments), "--lines", stdout=output)
    return output.getvalue().splitlines()


def refused(*files: Path) -> str:
    with pytest.raises(CommandError) as caught:
        run(*files)
    return str(caught.value)


def versions(key: str) -> list[tuple[int, bool, bool]]:
    rows = RegisterEntry.objects.filter(key=key).order_by("version")
    return [(row.version, row.current, row.struck) for row in rows]


def test_everything_is_read_and_told_by_its_row(tmp_path: Path) -> None:
    lines = run(methods_file(tmp_path, WITH_ENTRIES))
    assert "group exceptions: 1 created, 0 changed, 0 unchanged" in lines
    assert (
        "  added: group_exception voksne of proverol (methods row 1, group_exceptions row 1)"
        in lines
    )
    method = selectors.method_by_key("proverol", demonstration=False)
    assert method is not None
    record = record_of(method)
    assert {entry.kind for entry in record.entries} == {EntryKind.GROUP_EXCEPTION, EntryKind.TRIAL}


def test_the_second_time_nothing_changes_and_nothing_is_written(tmp_path: Path) -> None:
    run(methods_file(tmp_path, WITH_ENTRIES))
    before = RegisterChange.objects.count()
    lines = run(methods_file(tmp_path, WITH_ENTRIES))
    assert "trials: 0 created, 0 changed, 1 unchanged" in lines
    assert RegisterChange.objects.count() == before
    assert versions("studie") == [(1, True, False)]


def test_a_changed_row_is_a_new_version_and_the_history_has_both(tmp_path: Path) -> None:
    run(methods_file(tmp_path, WITH_ENTRIES))
    closed = {**WITH_ENTRIES, "trials": [{**TRIAL, "state": "closed"}]}
    lines = run(methods_file(tmp_path, closed))
    assert "trials: 0 created, 1 changed, 0 unchanged" in lines
    assert versions("studie") == [(1, False, False), (2, True, False)]
    change = RegisterChange.objects.get(subject="trial", what="replaced")
    assert (change.before["state"], change.after["state"]) == ("open", "closed")
    assert (change.by, change.document) == (None, "document.json")


def test_a_row_that_is_gone_is_taken_out_and_a_list_that_is_not_there_says_nothing(
    tmp_path: Path,
) -> None:
    run(methods_file(tmp_path, WITH_ENTRIES))
    without = {**METHOD, "group_exceptions": []}
    lines = run(methods_file(tmp_path, without))
    assert "group exceptions: 0 created, 0 changed, 0 unchanged, 1 removed" in lines
    assert versions("voksne") == [(1, False, False), (2, True, True)]
    assert versions("studie") == [(1, True, False)]
    run(methods_file(tmp_path, WITH_ENTRIES))
    assert versions("voksne")[-1] == (3, True, False)


def test_an_import_never_touches_what_a_person_recorded(tmp_path: Path) -> None:
    run(methods_file(tmp_path, WITH_ENTRIES))
    secretary = build_house().innlandet.person(Role.METHOD_SECRETARIAT)
    method = Method.objects.get(key="proverol")
    said = {"name": "Studien", "state": "closed", "source": "Ringte", "why": "Spurte"}
    actions.replace_entry(method.pk, EntryKind.TRIAL, "studie", 1, said, by=secretary, now=NOON)
    actions.record_event(
        method.pk,
        {"date": "2.1.2026", "event": "not_introduced", "source": "Protokoll", "why": "Møte"},
        by=secretary,
        now=NOON,
    )
    lines = run(methods_file(tmp_path, WITH_ENTRIES))
    assert "trials: 0 created, 0 changed, 0 unchanged, 1 kept as a person recorded them" in lines
    assert "  kept: trial studie of proverol (methods row 1, trials row 1)" in lines
    assert [event.event for event in method.events.all()] == ["commissioned", "not_introduced"]


def test_an_event_that_a_person_took_out_is_not_brought_back(tmp_path: Path) -> None:
    run(methods_file(tmp_path, METHOD))
    secretary = build_house().innlandet.person(Role.METHOD_SECRETARIAT)
    method = Method.objects.get(key="proverol")
    event = method.events.get()
    actions.strike_event(
        method.pk, event.pk, {"source": "NM13", "why": "Feil metode"}, by=secretary, now=NOON
    )
    lines = run(methods_file(tmp_path, METHOD))
    assert any(line.startswith("  kept: event proverol, 2025-03-20 commissioned") for line in lines)
    assert not method.events.exists()


def test_a_spreadsheet_of_entries_is_read(tmp_path: Path) -> None:
    run(methods_file(tmp_path, METHOD))
    text = f"{HEAD}\nproverol;trial;studie;HB3;;;Studien;open;12;;;\n"
    text += "proverol;group_exception;voksne;NM1;Voksne;;;;;2025-04-01;;\n"
    lines = run(written(tmp_path, text, "entries.csv"))
    assert "  added: trial studie of proverol (line 2)" in lines
    assert "  added: group_exception voksne of proverol (line 3)" in lines
    row = RegisterEntry.objects.get(key="voksne")
    assert (row.first, row.content) == (date(2025, 4, 1), {"scope": "Voksne"})


def test_every_fault_of_a_spreadsheet_is_told_by_its_line_and_nothing_is_written(
    tmp_path: Path,
) -> None:
    run(methods_file(tmp_path, METHOD))
    before = RegisterChange.objects.count()
    text = f"{HEAD};colour\nproverol;trial;studie;HB3;;;Studien;sleeping;many;;;;\n"
    text += "proverol;potion;x;NM1;;;;;;;;;\n"
    text += "proverol;group_exception;voksne;;Voksne;;;open;;1.1.2026;31.12.2025;;\n"
    text += "proverol;trial;studie;HB3;;;Studien;open;;;;;\n"
    text += "proverol;trial;kort\n"
    told = refused(written(tmp_path, text, "entries.csv")).splitlines()
    starts = [line.partition(": ")[0].removeprefix("entries.csv, ") for line in told[:-1]]
    assert starts.count("line 1") == 1
    assert starts.count("line 2") == 2
    assert starts.count("line 3") == 1
    assert starts.count("line 4") == 3
    assert starts.count("line 5") == 1
    assert starts.count("line 6") == 1
    assert any("unknown column 'colour'" in line for line in told)
    assert any(
        "state does not belong to a row of the kind group_exception" in line for line in told
    )
    assert RegisterChange.objects.count() == before
    assert not RegisterEntry.objects.exists()


def test_a_method_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = refused(
        written(tmp_path, f"{HEAD}\nukjent;trial;studie;HB3;;;S;open;;;;\n", "entries.csv")
    )
    assert "line 2: the register has no method 'ukjent'" in told


def test_a_fault_in_json_is_told_by_its_row_and_its_field(tmp_path: Path) -> None:
    broken = {**METHOD, "trials": [TRIAL, {"key": "b", "state": "open", "colour": 1}]}
    told = refused(methods_file(tmp_path, broken))
    assert "methods row 1, trials row 2: unknown key 'colour'" in told
    assert "methods row 1, trials row 2: name: " in told
    assert "methods row 1, trials row 2: source is missing" in told
    assert not Method.objects.exists()


def test_shipped_methods_without_events_are_known_by_their_group_exceptions() -> None:
    call_command("import_register", stdout=StringIO())
    today = date(2026, 11, 23)

    def status(key: str) -> Status:
        method = selectors.method_by_key(key, demonstration=False)
        assert method is not None
        return standing_on(record_of(method), today).status

    assert status("cgm-diabetes-type-2") is Status.UNDER_ASSESSMENT
    assert status("olaparib-mcrpc-brca") is Status.UNDER_ASSESSMENT
    assert status("olaparib-impress-norway") is Status.UNDER_ASSESSMENT
    assert status("cefiderocol-resistent-infeksjon") is Status.DECISION_NOT_REGISTERED
