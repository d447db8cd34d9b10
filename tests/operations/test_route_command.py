"""``likeverd route`` as it is used: another process, no settings, no database."""

import json
import os
import subprocess
import sys

import pytest
from tests.core.routing.test_reading import EXAMPLE

from likeverd.core.routing import RULE_BOOK, Route

COMMAND = [sys.executable, "-m", "likeverd.command_line", "route"]
WHOLE = {"on", "rule_set", "status", "recommended", "routes"}


def ask(*arguments, content=None, **environment):
    """Run it as on a new machine: no mode, no secret, no database, no words from the terminal."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LIKEVERD", "DATABASE", "SECRET", "DJANGO", "LC_", "LANG"))
    }
    return subprocess.run(
        [*COMMAND, *arguments],
        env=clean | environment,
        input=content,
        capture_output=True,
        check=False,
    )


def refused(asked):
    """The one line of a refusal."""
    assert (asked.returncode, asked.stdout) == (2, b"")
    said = asked.stderr.decode("ascii")
    assert said.startswith("likeverd route: ")
    assert said.count("\n") == 1
    return said


def test_a_file_is_answered_in_the_form_of_the_contract(tmp_path):
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    asked = ask(str(file))
    assert (asked.returncode, asked.stderr) == (0, b"")
    answer = json.loads(asked.stdout.decode("utf-8"))
    assert set(answer) == WHOLE
    assert answer["on"] == "2025-11-01"
    assert answer["rule_set"] == "2025-04-10.1"
    assert answer["status"] == "introduced"
    assert answer["recommended"] == "ordinary_use"
    assert [one["route"] for one in answer["routes"]] == [route.value for route in Route]
    for one in answer["routes"]:
        assert set(one) == {"route", "verdict", "decider", "criteria", "reasons"}
        assert one["verdict"] in ("open", "closed", "unclear")
        assert one["criteria"]
        assert all(set(criterion) == {"id", "met"} for criterion in one["criteria"])
        for reason in one["reasons"]:
            assert set(reason) == {"rule", "version", "text", "source"}
            assert set(reason["text"]) == {"nb", "nn", "en"}
            assert isinstance(reason["version"], int)


def test_standard_input_and_a_list_in_the_same_order():
    rows = [EXAMPLE | {"on": day} for day in ("2025-11-01", "2024-01-01", "2025-05-20")]
    asked = ask("-", content=json.dumps(rows).encode())
    answers = json.loads(asked.stdout)
    assert [(one["on"], one["status"]) for one in answers] == [
        ("2025-11-01", "introduced"),
        ("2024-01-01", "not_known"),
        ("2025-05-20", "awaiting_introduction"),
    ]
    assert json.loads(ask("-", content=b"[]").stdout) == []


def test_the_same_input_gets_the_same_bytes():
    content = json.dumps([EXAMPLE]).encode()
    assert len({ask("-", content=content, PYTHONHASHSEED=seed).stdout for seed in ("1", "2")}) == 1


def test_norwegian_letters_leave_as_utf_8_whatever_the_terminal_says():
    asked = ask("-", content=json.dumps(EXAMPLE).encode(), LC_ALL="C", PYTHONUTF8="0")
    assert "ø" in asked.stdout.decode("utf-8")


def test_an_older_rule_set_can_be_asked_for():
    asked = ask("--rule-set", "2023-01-01.1", "-", content=json.dumps(EXAMPLE).encode())
    assert json.loads(asked.stdout)["rule_set"] == "2023-01-01.1"
    said = refused(ask("--rule-set", "1999", "-", content=json.dumps(EXAMPLE).encode()))
    assert "'1999' is unknown" in said
    assert RULE_BOOK.names[-1] in said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (json.dumps(EXAMPLE | {"colour": 1}).encode(), "colour: unknown key"),
        (json.dumps([EXAMPLE, EXAMPLE | {"scope": 1}]).encode(), "[1].scope: must be one of"),
        (b"", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"on": NaN}', "NaN"),
        ('{"æ\\ud800": 1}'.encode(), "unknown key"),
    ],
)
def test_a_fault_is_one_line_that_names_the_field_and_nothing_is_answered(content, said):
    assert said in refused(ask("-", content=content))


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    assert "No such file" in refused(ask(str(tmp_path / "none.json")))
    assert "Is a directory" in refused(ask(str(tmp_path)))


def test_wrong_use_is_told():
    for arguments in ((), ("a", "b"), ("--no-such", "-")):
        asked = ask(*arguments)
        assert (asked.returncode, asked.stdout) == (2, b"")
        assert b"likeverd route: error:" in asked.stderr


def test_an_answer_that_cannot_be_written_is_a_failure_without_a_traceback():
    with open("/dev/full", "wb") as full:
        asked = subprocess.run(
            [*COMMAND, "-"],
            input=json.dumps(EXAMPLE).encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (asked.returncode, asked.stderr) == (1, b"")


def test_nothing_of_django_is_loaded():
    script = (
        "import sys; from likeverd.command_line import run; run(['route', '-']); "
        "sys.exit('django' in sys.modules)"
    )
    asked = subprocess.run(
        [sys.executable, "-c", script],
        input=json.dumps(EXAMPLE).encode(),
        capture_output=True,
        check=False,
    )
    assert asked.returncode == 0
