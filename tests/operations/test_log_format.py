"""Nothing personal gets into a log."""

import json
import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from likeverd.operations.log_format import JsonFormatter, PlainFormatter, without_personal_data


@given(
    before=st.text(alphabet="ab ,:=", max_size=8),
    number=st.integers(0, 10**11 - 1),
    after=st.text(alphabet="ab ,:=", max_size=8),
)
def test_identity_numbers_are_struck_out(before, number, after):
    digits = f"{number:011d}"
    assert digits not in without_personal_data(f"{before}{digits}{after}")
    assert digits[6:] not in without_personal_data(f"{before}{digits[:6]} {digits[6:]}{after}")


def test_longer_and_shorter_numbers_stay():
    assert (
        without_personal_data("case 123456789 at 1763890000123 ms")
        == "case 123456789 at 1763890000123 ms"
    )


def test_rows_that_the_database_quotes_are_left_out():
    words = 'duplicate key "one"\nDETAIL:  Key (name)=(Kari Nordmann) already exists.'
    try:
        raise ValueError(words)
    except ValueError:
        record = logging.LogRecord(
            "django", logging.ERROR, "f", 1, "failed for %s", ("01817012345",), sys.exc_info()
        )
    for text in (PlainFormatter().format(record), JsonFormatter().format(record)):
        assert "Nordmann" not in text
        assert "01817012345" not in text
        assert "ValueError" in text
    assert "duplicate key" in PlainFormatter(whole=True).format(record)
    assert "duplicate key" not in PlainFormatter(whole=False).format(record)
    entry = json.loads(JsonFormatter().format(record))
    assert (entry["level"], entry["logger"], entry["message"]) == (
        "ERROR",
        "django",
        "failed for …",
    )
    assert entry["exception"][0] == "builtins.ValueError"


def test_our_own_words_stay_and_other_packages_values_go():
    ours = logging.LogRecord("likeverd.outbox", logging.INFO, "f", 1, "after %s", ("3",), None)
    assert json.loads(JsonFormatter().format(ours))["message"] == "after 3"
    theirs = logging.LogRecord(
        "a.b", logging.INFO, "f", 1, "%s: %d, %s", ("x", 7, OSError("y")), None
    )
    assert json.loads(JsonFormatter().format(theirs))["message"] == "…: 7, OSError"
    case = logging.LogRecord("likeverd", logging.INFO, "f", 1, "case %s", ("SI-2026-000123",), None)
    assert json.loads(JsonFormatter().format(case))["message"] == "case (case left out)"
