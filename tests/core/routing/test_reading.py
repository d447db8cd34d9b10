"""The JSON of the contract: read strictly, and every fault told by its field."""

import copy
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from likeverd.core.method_events import EventKind, MethodKind
from likeverd.core.routing import (
    Authorisation,
    Criteria,
    DatedEvent,
    EstablishedTreatment,
    Facts,
    GroupException,
    Method,
    Patient,
    Scope,
    Trial,
    TrialStatus,
)
from likeverd.core.routing.reading import BrokenFactsError, parse

EXAMPLE = {
    "on": "2025-11-01",
    "scope": "individual",
    "method": {
        "id": "ID2025_001",
        "kind": "medicine",
        "events": [
            {"date": "2025-01-10", "event": "supplier_request"},
            {"date": "2025-05-19", "event": "introduced", "in_force": "2025-06-01"},
        ],
    },
    "marketing_authorisation": "full",
    "group_exception": {"from": "2025-03-01", "until": None, "covers_patient": True},
    "conditions_met": None,
    "trial": {"status": "open", "eligible": False},
    "on_national_cup_list": None,
    "patient": {"already_on_treatment": False, "privately_started": False, "in_trial": False},
    "criteria": {
        "established_treatment": "contraindicated",
        "larger_effect_documented": True,
        "differs_from_refused_group": None,
    },
}
NEEDED_ALONE = {"on": "2025-11-01", "scope": "group", "method": None}


def changed(path, value):
    """The example with one value changed, by its path."""
    document = copy.deepcopy(EXAMPLE)
    *way, last = path
    place = document
    for step in way:
        place = place[step]
    place[last] = value
    return document


def fault_of(document):
    with pytest.raises(BrokenFactsError) as caught:
        parse(document if isinstance(document, bytes) else json.dumps(document).encode())
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_the_example_of_the_contract_is_read():
    assert parse(json.dumps(EXAMPLE).encode()) == Facts(
        on=date(2025, 11, 1),
        scope=Scope.INDIVIDUAL,
        method=Method(
            MethodKind.MEDICINE,
            (
                DatedEvent(date(2025, 1, 10), EventKind.SUPPLIER_REQUEST),
                DatedEvent(date(2025, 5, 19), EventKind.INTRODUCED, date(2025, 6, 1)),
            ),
            "ID2025_001",
        ),
        marketing_authorisation=Authorisation.FULL,
        group_exception=GroupException(date(2025, 3, 1), None, True),
        trial=Trial(TrialStatus.OPEN, False),
        patient=Patient(False, False, False),
        criteria=Criteria(EstablishedTreatment.CONTRAINDICATED, True, None),
    )


def test_what_is_left_out_is_not_known():
    assert parse(json.dumps(NEEDED_ALONE).encode()) == Facts(date(2025, 11, 1), Scope.GROUP)
    nothing = dict.fromkeys(EXAMPLE) | NEEDED_ALONE
    assert parse(json.dumps(nothing).encode()) == Facts(date(2025, 11, 1), Scope.GROUP)


def test_a_list_is_read_in_its_order_and_an_empty_one_too():
    rows = [NEEDED_ALONE | {"on": day} for day in ("2025-11-03", "2025-11-01", "2025-11-02")]
    assert [facts.on.day for facts in parse(json.dumps(rows).encode())] == [3, 1, 2]
    assert parse(b"[]") == []


def test_a_mark_at_the_beginning_is_no_fault():
    assert parse(b"\xef\xbb\xbf" + json.dumps(NEEDED_ALONE).encode()).scope is Scope.GROUP


def test_the_page_about_the_contract_names_every_field():
    page = (Path(__file__).parents[3] / "docs" / "routing-contract.md").read_text(encoding="utf-8")
    named = {*EXAMPLE, *EXAMPLE["trial"], *EXAMPLE["patient"], *EXAMPLE["criteria"]}
    named |= {*EXAMPLE["method"], "in_force", "from", "until", "covers_patient"}
    assert [name for name in sorted(named) if not re.search(rf"[`.]{name}`", page)] == []


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (("on",), "01.11.2025", "on: must be a date"),
        (("on",), "2025-02-30", "on: must be a date"),
        (("on",), "20251101", "on: must be a date"),
        (("on",), "2025-11-01T00:00:00", "on: must be a date"),
        (("on",), None, "on: must be a date"),
        (("on",), 20251101, "on: must be a date"),
        (("scope",), "everybody", "scope: must be one of individual, group"),
        (("scope",), None, "scope:"),
        (("scope",), ["individual"], "scope:"),
        (("method",), [], "method: must be an object, not a list"),
        (("method",), "ID2025_001", "method: must be an object"),
        (("method", "id"), 7, "method.id:"),
        (("method", "id"), " ", "method.id:"),
        (("method", "kind"), "drug", "method.kind:"),
        (("method", "name"), "x", "method.name: unknown key"),
        (("method", "events"), None, "method.events: must be a list"),
        (("method", "events"), {}, "method.events: must be a list"),
        (("method", "events", 1), "introduced", "method.events[1]: must be an object"),
        (("method", "events", 1, "event"), "approved", "method.events[1].event: must be one of"),
        (("method", "events", 0, "date"), "2025", "method.events[0].date:"),
        (("method", "events", 0, "source"), "NM1", "method.events[0].source: unknown key"),
        (
            ("method", "events", 0, "in_force"),
            "2025-02-01",
            "method.events[0].in_force: belongs to",
        ),
        (
            ("method", "events", 1, "in_force"),
            "2025-05-18",
            "method.events[1].in_force: 2025-05-18",
        ),
        (("marketing_authorisation",), "yes", "marketing_authorisation:"),
        (("marketing_authorisation",), True, "marketing_authorisation:"),
        (("group_exception",), True, "group_exception: must be an object"),
        (("group_exception", "from"), None, "group_exception.from:"),
        (("group_exception", "until"), "2025-02-28", "group_exception.until:"),
        (("group_exception", "covers_patient"), "yes", "group_exception.covers_patient:"),
        (("conditions_met",), 1, "conditions_met: must be true, false or null, not 1"),
        (("trial", "status"), None, "trial.status:"),
        (("trial", "eligible"), 0, "trial.eligible:"),
        (("on_national_cup_list",), "false", "on_national_cup_list:"),
        (("patient", "in_trial"), "no", "patient.in_trial:"),
        (("patient", "age"), 60, "patient.age: unknown key"),
        (("criteria", "established_treatment"), "failed", "criteria.established_treatment:"),
        (("criteria", "larger_effect_documented"), [], "criteria.larger_effect_documented:"),
        (("colour",), "red", "colour: unknown key"),
    ],
)
def test_a_fault_is_told_by_its_field(path, value, field):
    document = changed(path, value)
    assert fault_of(document).startswith(field)
    assert fault_of([EXAMPLE, document]).startswith(f"[1].{field}")


@pytest.mark.parametrize(
    "path",
    [
        ("on",),
        ("scope",),
        ("method",),
        ("method", "kind"),
        ("method", "events"),
        ("method", "events", 1, "date"),
        ("method", "events", 1, "event"),
        ("group_exception", "from"),
        ("trial", "status"),
    ],
)
def test_what_is_needed_is_missed_by_name(path):
    document = copy.deepcopy(EXAMPLE)
    place = document
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    name = ".".join(str(step) for step in path).replace(".1.", "[1].")
    assert fault_of(document) == f"{name}: is missing"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"on": NaN}', "NaN"),
        (b'{"on": -Infinity}', "-Infinity"),
        (b'{"on": "2025-11-01", "on": "2025-11-02"}', '"on": the key is written twice'),
        (b'{"on": ' + b"9" * 5000 + b"}", "number"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000, "nested too deeply"),
        (b"7", "input: must be an object"),
        (b"null", "input: must be an object"),
        (b"[1]", "[0]: must be an object"),
        (b'{"a\\ud800\\n\\u001b": 1}', "unknown key"),
    ],
)
def test_what_is_no_such_document_is_told_in_one_line(document, said):
    assert said in fault_of(document)


def test_a_long_value_is_not_repeated_at_length():
    assert len(fault_of(NEEDED_ALONE | {"scope": "x" * 10_000})) < 300
    assert len(fault_of(NEEDED_ALONE | {"x" * 10_000: 1})) < 400


def said_of(content):
    """What is said of a document; nothing where it can be read."""
    try:
        parse(content)
    except BrokenFactsError as fault:
        return str(fault)
    return ""


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from([*EXAMPLE, "method.kind", "trial.status"]), anything)
def test_no_value_anywhere_raises_anything_else(path, value):
    said = said_of(json.dumps(changed(tuple(path.split(".")), value)).encode())
    assert said.startswith(path.split(".")[0]) or said == ""


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_else(content):
    assert "\n" not in said_of(content)
