"""``likeverd route``: the guide's answer to facts in JSON. Needs no settings, no database and no Django."""

import argparse
import json
import os
import sys
from pathlib import Path

from likeverd.core.routing import RULE_BOOK, Facts, NoSuchRuleSetError, RuleSet, route
from likeverd.core.routing.reading import BrokenFactsError, parse
from likeverd.core.routing.writing import as_json

HELP = "answer which way in is open, from facts in JSON (FILE, or - for standard input)"
DONE, FAILED, WRONG_USE = 0, 1, 2

EPILOG = """Prints a JSON object for an object, and a list for a list, in the same order. docs/routing-contract.md
describes both; docs/routes.md lists every rule. Exit codes: 0 answered, 1 the answer could not be
written, 2 wrong use or an input with a fault (one line on standard error names the field)."""


def run(arguments: list[str]) -> int:
    """Answer one file; the exit code. Nothing is printed unless the whole input could be read."""
    chosen = _parser().parse_args(arguments)
    try:
        rules = None if chosen.rule_set is None else RULE_BOOK.named(chosen.rule_set)
        facts = parse(_content(chosen.file))
    except NoSuchRuleSetError:
        return _complain(
            f"--rule-set {chosen.rule_set!a} is unknown; known are {', '.join(RULE_BOOK.names)}"
        )
    except (OSError, ValueError) as fault:
        return _complain(_line(chosen.file, fault))
    return _write(_answer(facts, rules))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="likeverd route",
        description=f"{HELP[0].upper()}{HELP[1:]}.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")
    parser.add_argument(
        "--rule-set",
        metavar="NAME",
        help="answer by this rule set instead of that of the day (known: "
        f"{', '.join(RULE_BOOK.names)})",
    )
    return parser


def _content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _line(file: str, fault: Exception) -> str:
    if isinstance(fault, BrokenFactsError):
        return str(fault)
    reason = fault.strerror if isinstance(fault, OSError) else None
    return f"{file!a} cannot be read: {reason or 'it is no name of a file'}"


def _answer(facts: Facts | list[Facts], rules: RuleSet | None) -> object:
    if isinstance(facts, list):
        return [as_json(route(each, rules)) for each in facts]
    return as_json(route(facts, rules))


def _write(answer: object) -> int:
    """UTF-8 whatever the terminal says; a reader that has gone away is no fault to shout about."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    try:
        sys.stdout.buffer.write(text.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    except OSError:
        # Python would try again to empty its buffers when it ends, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return DONE


def _complain(text: str) -> int:
    print(f"likeverd route: {text}", file=sys.stderr)  # noqa: T201 - this is what the command says
    return WRONG_USE
