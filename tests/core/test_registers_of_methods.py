"""Documents of methods: read whole, or refused with every fault at its row."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.method_events import EVENT_LABELS, EventKind, MethodKind
from likeverd.core.registers import (
    BrokenRegisterError,
    MethodRow,
    parse_methods,
    parse_methods_csv,
)

TODAY = date(2026, 11, 23)
EVENT: dict[str, Any] = {"date": "2025-03-20", "event": "commissioned", "source": "NM13"}
METHOD: dict[str, Any] = {
    "key": "demlikumab-mg",
    "method_id": "ID2025_001",
    "name": "Demlikumab",
    "indication": "Myasthenia gravis",
    "kind": "medicine",
    "source": "NM13",
    "events": [EVENT],
}


def parsed(*methods: object) -> tuple[MethodRow, ...]:
    return parse_methods(json.dumps({"methods": methods}), today=TODAY)


def faults(text: str) -> list[str]:
    with pytest.raises(BrokenRegisterError) as caught:
        parse_methods(text, today=TODAY)
    return [str(problem) for problem in caught.value.problems]


def faults_of(*methods: object) -> list[str]:
    return faults(json.dumps({"methods": methods}))


def test_a_method_is_read_with_its_events_by_date() -> None:
    earlier = {**EVENT, "date": "2025-01-02", "event": "supplier_request", "remark": " Først "}
    (method,) = parsed({**METHOD, "events": [EVENT, earlier]})
    assert method.kind is MethodKind.MEDICINE
    assert method.method_id == "ID2025_001"
    assert not method.demonstration
    assert [(event.day, event.event) for event in method.events] == [
        (date(2025, 1, 2), EventKind.SUPPLIER_REQUEST),
        (date(2025, 3, 20), EventKind.COMMISSIONED),
    ]
    assert method.events[0].remark == "Først"


def test_a_month_without_day_is_kept_as_such() -> None:
    (method,) = parsed({**METHOD, "events": [{**EVENT, "date": "2018-02"}]})
    assert (method.events[0].day, method.events[0].exact_day) == (date(2018, 2, 1), False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "Demlikumab MG"}, "methods row 1: key must be small letters"),
        ({"key": ""}, "methods row 1: key is missing"),
        ({"name": None}, "methods row 1: name is missing"),
        ({"name": 7}, "methods row 1: name must be text"),
        ({"name": "x" * 301}, "methods row 1: name has 301 characters; 300 fit"),
        ({"name": "Demli\u200bkumab"}, "methods row 1: name has invisible characters"),
        ({"name": "Demli\u0000kumab"}, "methods row 1: name has invisible characters"),
        ({"source": " "}, "methods row 1: source is missing"),
        ({"kind": "potion"}, "methods row 1: kind is 'potion'; it must be one of medicine"),
        ({"method_id": "2014-22"}, "methods row 1: method_id is '2014-22'"),
        ({"colour": "red"}, "methods row 1: unknown key 'colour'"),
        ({"demonstration": "yes"}, "methods row 1: demonstration must be true or false"),
        ({"events": {}}, "methods row 1: events must be a list"),
        ({"events": [7]}, "methods row 1, events row 1: must be an object"),
        ({"events": [{**EVENT, "date": "20.03.2025"}]}, "events row 1: date is '20.03.2025'"),
        ({"events": [{**EVENT, "date": "2025-02-30"}]}, "events row 1: date is '2025-02-30'"),
        ({"events": [{**EVENT, "date": "2025-W10-1"}]}, "events row 1: date is '2025-W10-1'"),
        ({"events": [{**EVENT, "date": "2025-13"}]}, "events row 1: date is '2025-13-01'"),
        ({"events": [{**EVENT, "date": "2026-11-24"}]}, "after today"),
        ({"events": [{**EVENT, "date": "1925-03-20"}]}, "lies before 2013-01-01"),
        ({"events": [{**EVENT, "event": "loved"}]}, "event is 'loved'; it must be one of"),
        ({"events": [{**EVENT, "source": ""}]}, "events row 1: source is missing"),
        ({"events": [{**EVENT, "mood": "good"}]}, "events row 1: unknown key 'mood'"),
        ({"events": [EVENT, EVENT]}, "methods row 1: the event 'commissioned 2025-03-20'"),
        ({"events": [{**EVENT, "in_force": "2025-04-01"}]}, "in_force belongs to an introduction"),
        (
            {"events": [{**EVENT, "event": "introduced", "in_force": "2025-03-19"}]},
            "lies before the decision",
        ),
        ({"diagnosis": {"code": "G70.0", "display": "MG"}}, "diagnosis: code_system is missing"),
    ],
)
def test_each_fault_is_told_at_its_row(change: dict[str, Any], said: str) -> None:
    (told,) = faults_of({**METHOD, **change})
    assert said in told


def test_all_faults_are_told_at_once() -> None:
    second = {**METHOD, "key": "annen", "method_id": None, "kind": "potion"}
    third = {**METHOD, "events": [{**EVENT, "date": "x"}, {**EVENT, "event": "y"}]}
    assert [fault.split(":")[0] for fault in faults_of(METHOD, second, third, "fourth")] == [
        "methods row 2",
        "methods row 3, events row 1",
        "methods row 3, events row 2",
        "methods row 4",
        "methods row 3",  # the key
        "methods row 3",  # the method_id
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: Expecting value"),
        ('{\n "methods": [\n}', "line 3: "),
        ("[]", "document: must be an object"),
        ("{}", "document: the list 'methods' is missing"),
        ('{"methods": [], "methods": []}', "document: a key is written twice: methods"),
        ('{"methods": [], "extra": 1}', "unknown key 'extra'"),
        ('{"methods": ' + "[" * 100_000, "document: "),
        ('{"methods": ' + "9" * 10_000 + "}", "document: "),
    ],
)
def test_a_document_that_is_none_is_refused(text: str, said: str) -> None:
    assert said in faults(text)[0]


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_text_raises_anything_else(text: str) -> None:
    for parse in (parse_methods, parse_methods_csv):
        with pytest.raises(BrokenRegisterError):
            parse(text, today=TODAY)


def test_every_event_kind_has_words() -> None:
    assert set(EVENT_LABELS) == set(EventKind)
    assert all(label.nb != label.en for label in EVENT_LABELS.values())


HEADER = (
    "key;method_id;name;indication;kind;source;date;event;in_force;remark;event_source;"
    "event_address"
)
FIRST = "mg;ID2025_001;Demlikumab;Myasthenia gravis;medicine;NM13"
LINE = f"{FIRST};2025-03-20;commissioned;;;NM13;"


def csv_faults(*lines: str) -> list[str]:
    with pytest.raises(BrokenRegisterError) as caught:
        parse_methods_csv("\n".join(lines), today=TODAY)
    return [str(problem) for problem in caught.value.problems]


def test_a_spreadsheet_says_the_same_as_json() -> None:
    text = "\n".join(
        [
            "\ufeff" + HEADER,
            f"{FIRST};2025-11-03;introduced;2025-12-01;;NM15;https://nyemetoder.no/x",
            f'{FIRST};2025-03-20;commissioned;;"Etter; anmodning";NM13;',
            "bare;;Uten hendelse;Myasthenia gravis;procedure;NM13;;;;;;",
        ]
    )
    methods = parse_methods_csv(text, today=TODAY)
    assert methods == parse_methods_csv(text.replace("\n", "\r\n"), today=TODAY)
    assert [event.event for event in methods[0].events] == ["commissioned", "introduced"]
    assert methods[0].events[0].remark == "Etter; anmodning"
    assert methods[0].events[1].in_force == date(2025, 12, 1)
    assert methods[1].events == ()
    assert methods[1].method_id is None


def test_a_comma_may_separate_too() -> None:
    text = f"{HEADER}\n{LINE}\n".replace(";", ",")
    assert parse_methods_csv(text, today=TODAY)[0].key == "mg"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"{FIRST};2025-04-01;loved;;;NM13;", "line 3: event is 'loved'"),
        (f"{FIRST};2025-04-01", "line 3: has another number of columns"),
        (f"{FIRST};2025-04-01;proposed;;;NM13;;;", "line 3: has another number of columns"),
        (
            LINE.replace("Demlikumab", "Annet").replace("2025-03", "2025-04"),
            "line 3: differs from line 2 of the same method in name",
        ),
        (LINE, "line 2: the event 'commissioned 2025-03-20' is already used"),
        (LINE.replace("mg;", "annen;"), "line 3: the method_id 'ID2025_001' is already used"),
        (f'{FIRST};"2025', "line 3: unexpected end of data"),
    ],
)
def test_each_fault_of_a_spreadsheet_is_told_at_its_line(line: str, said: str) -> None:
    assert any(told.startswith(said) for told in csv_faults(HEADER, LINE, line))


def test_the_columns_of_a_spreadsheet_are_checked() -> None:
    told = csv_faults(HEADER.replace("event_source", "colour"), LINE)
    assert "line 1: unknown column 'colour'" in told
    assert "line 1: the column 'event_source' is missing" in told
