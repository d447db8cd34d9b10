"""How log lines look, and what never gets into them.

A log is read by people who have no right to see a patient's data. So a line of the machine-readable log holds no text
that could come from a person: of an exception only its kind, PostgreSQL's code and the places in the program; of what
other packages report only their own words, without the values they fill in. What our own code writes is its own
responsibility; identity numbers, numbers of cases and rows that PostgreSQL quotes are struck out there, too.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import logging
import re
import traceback
from types import TracebackType
from typing import Any

from likeverd.operations.request_id import current_request

OURS = "likeverd"
ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .]?\d{5}(?!\d)")
CASE_NUMBER = re.compile(r"(?<!\w)[A-ZÆØÅ0-9]{1,12}-\d{4}-\d{6}(?!\d)")
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
QUOTED_ROW = re.compile(r"^(\s*(?:DETAIL|CONTEXT|LINE \d+):).*$", re.MULTILINE)
# What a record of ours may carry beside its message (``extra=``).
FIELDS = ("view", "method", "status", "ms", "queries", "user", "case")
DEEPEST_CHAIN = 5


def without_personal_data(text: str) -> str:
    """The text with identity numbers, case numbers and quoted rows struck out."""
    text = CASE_NUMBER.sub("(case left out)", ELEVEN_DIGITS.sub("(number left out)", text))
    return QUOTED_ROW.sub(r"\1 (left out)", text)


class PlainFormatter(logging.Formatter):
    """One readable line: time, level, logger, message. ``whole``: with exceptions' words, for the demo."""

    def __init__(self, whole: bool = True) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")
        self._whole = whole

    def format(self, record: logging.LogRecord) -> str:
        if self._whole:
            return without_personal_data(super().format(record))
        moment = self.formatTime(record, self.datefmt)
        line = f"{moment} {record.levelname} {record.name}: {message_of(record)}"
        return "\n".join([line, *_kinds_and_places(record)])


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for a log collector."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC)
        entry: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
        }
        if request := current_request():
            entry["request"] = request
        entry |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if "status" not in entry and isinstance(getattr(record, "status_code", None), int):
            entry["status"] = record.status_code  # type: ignore[attr-defined]
        if exception := _kinds_and_places(record):
            entry["exception"] = exception
        return json.dumps(entry, ensure_ascii=False)


def message_of(record: logging.LogRecord) -> str:
    """The record's message, without values where another package wrote it."""
    if record.name.split(".")[0] == OURS:
        return without_personal_data(record.getMessage())
    text = str(record.msg) if isinstance(record.msg, str) else type(record.msg).__name__
    if record.args:
        given = record.args if isinstance(record.args, tuple) else (record.args,)
        with contextlib.suppress(TypeError, ValueError, KeyError):  # else the words without values
            text = text % tuple(_harmless(value) for value in given)
    # Some fill in their values before they report; what they quote is what somebody sent.
    return without_personal_data(QUOTED.sub("…", text))


def _harmless(value: object) -> object:
    """Numbers as they are, of an exception its kind, of everything else nothing."""
    if isinstance(value, int | float):
        return value
    return type(value).__name__ if isinstance(value, BaseException) else "…"


def _kinds_and_places(record: logging.LogRecord) -> list[str]:
    """What was raised and where, from the first cause to the last exception, without a word of the exceptions."""
    lines: list[str] = []
    exception = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
    for _ in range(DEEPEST_CHAIN):
        if exception is None:
            break
        lines[:0] = [_kind(exception), *_places(exception.__traceback__)]
        exception = exception.__cause__ or exception.__context__
    return lines


def _kind(exception: BaseException) -> str:
    """The class; of a database error also the standard's code and the constraint that was broken."""
    name = f"{type(exception).__module__}.{type(exception).__qualname__}"
    code = getattr(exception, "sqlstate", None)
    constraint = getattr(getattr(exception, "diag", None), "constraint_name", None)
    return " ".join(part for part in (name, code, constraint) if part)


def _places(trace: TracebackType | None) -> list[str]:
    return [
        f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)
    ]
