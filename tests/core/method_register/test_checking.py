"""What was typed about an entry or an event: read, or refused at its field in three languages."""

from datetime import date

import pytest

from likeverd.core.method_register import (
    EntryKind,
    Trial,
    TrialState,
    entry_of,
    read_entry,
    read_event,
)
from likeverd.core.method_register.fields import FIELDS, KIND_LABELS, fields_of

TODAY = date(2026, 2, 1)
TRIAL = {"name": "RAM-MS", "state": "closed", "sites": "Bergen\n\n Oslo ", "included": "88"}


def faults(read):
    return [fault.field for fault in read.faults]


def test_a_trial_is_read():
    read = read_entry(EntryKind.TRIAL, {**TRIAL, "first": "1.3.2024"}, TODAY)
    assert read.faults == ()
    one = entry_of("ram-ms", EntryKind.TRIAL, read.answers, "HB3")
    assert one.content == Trial("RAM-MS", TrialState.CLOSED, sites=("Bergen", "Oslo"), included=88)
    assert one.first == date(2024, 3, 1)


@pytest.mark.parametrize("kind", list(EntryKind))
def test_an_empty_entry_is_told_what_it_lacks(kind):
    needed = [field.key for field in FIELDS[kind] if field.required]
    assert faults(read_entry(kind, {}, TODAY)) == needed
    assert needed


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"first": "2.1.2026", "last": "1.1.2026"}, "last"),
        ({"last": "1.1.2026", "ended": "on"}, "ended"),
        ({"first": "i går"}, "first"),
        ({"included": "mange"}, "included"),
        ({"checked_on": "1.1.2030"}, "checked_on"),
        ({"state": "sleeping"}, "state"),
    ],
)
def test_each_fault_stands_at_its_field(given, field):
    assert faults(read_entry(EntryKind.TRIAL, {**TRIAL, **given}, TODAY)) == [field]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"event": "not_introduced", "in_force": "1.3.2026"}, "in_force"),
        ({"event": "introduced", "in_force": "1.1.2026"}, "in_force"),
        ({"event": "introduced", "scope": "Voksne"}, "scope"),
        ({"event": "cancelled"}, "event"),
        ({"event": "introduced", "date": "1.3.2026"}, "date"),
    ],
)
def test_each_fault_of_an_event_stands_at_its_field(given, field):
    assert faults(read_event({"date": "2.1.2026", **given}, TODAY)) == [field]


def test_an_opening_has_a_scope():
    read = read_event({"date": "2.1.2026", "event": "exceptions_opened", "scope": "Barn"}, TODAY)
    assert read.faults == ()
    assert read.answers["scope"] == "Barn"


def test_no_two_fields_of_a_form_have_the_same_name():
    assert set(KIND_LABELS) == set(EntryKind)
    for kind in EntryKind:
        names = [field.key for field in fields_of(kind)]
        assert len(names) == len(set(names))
