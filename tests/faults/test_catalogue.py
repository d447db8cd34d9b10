"""The catalogue of faults is complete, and what it names exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from tests.faults.catalogue import EACH_CHANGE, FAULTS, Fault

ROOT = Path(__file__).parents[2]
WRITTEN = (ROOT / "docs/faults.md").read_text(encoding="utf-8")


@cache
def found_in(path: str) -> dict[str, str]:
    """The tests of a file, by name, with what decorates them and the file as a whole."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    whole = " ".join(
        ast.unparse(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    )
    return {
        node.name: whole + " ".join(map(ast.unparse, node.decorator_list))
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }


def test_every_fault_is_there_once():
    keys = [fault.key for fault in FAULTS]
    assert [int(key) for key in keys if key.isdigit()] == list(range(1, 34))
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.key)
def test_what_shows_it_exists_and_the_document_tells_of_it(fault: Fault):
    assert fault.title
    assert fault.how
    assert fault.passes
    assert fault.shown_by or fault.lacks
    for named in fault.shown_by:
        path, _, name = named.partition("::")
        assert name in found_in(path), named
    assert re.search(rf"^\| {fault.key} \| {re.escape(fault.title)} \|", WRITTEN, re.MULTILINE)


def test_those_that_run_on_every_change_wait_for_nothing():
    assert EACH_CHANGE == ("1", "2", "3", "8", "9", "17")
    for fault in FAULTS:
        for named in fault.shown_by if fault.each_change else ():
            path, _, name = named.partition("::")
            assert "in_full" not in found_in(path)[name], named
