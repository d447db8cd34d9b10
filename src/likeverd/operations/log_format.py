"""How log lines look, and what never gets into them.

Identity numbers are struck out, and so are the values of rows that PostgreSQL quotes in its errors: a log is read by
people who have no right to see a patient's data.
"""

from __future__ import annotations

import datetime
import json
import logging
import re

ELEVEN_DIGITS = re.compile(r"(?<!\d)\d{6}[ .]?\d{5}(?!\d)")
QUOTED_ROW = re.compile(r"^(\s*(?:DETAIL|CONTEXT|LINE \d+):).*$", re.MULTILINE)


def without_personal_data(text: str) -> str:
    """The text with identity numbers and quoted rows struck out."""
    return QUOTED_ROW.sub(r"\1 (left out)", ELEVEN_DIGITS.sub("(number left out)", text))


class PlainFormatter(logging.Formatter):
    """One readable line: time, level, logger, message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        return without_personal_data(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for a log collector."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, tz=datetime.UTC)
        entry = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
        }
        if record.exc_info:
            entry["exception"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)
