"""The virus scanner's port: ClamAV's daemon, asked over its own socket with the file in the question (INSTREAM).

The address is a setting; where there is none, nothing is scanned, and operations have decided so. Whatever the scanner
answers but a plain yes means that the file is not known to be clean.
"""

from __future__ import annotations

import socket
import struct
import time
from enum import StrEnum
from typing import Final

from django.conf import settings

PART: Final = 64 * 1024
CONNECT_SECONDS: Final = 5.0
LONGEST_SECONDS: Final = 60.0
LONGEST_ANSWER: Final = 4096


class Answer(StrEnum):
    """What the scanner says of a file."""

    CLEAN = "clean"
    INFECTED = "infected"


class ScannerAway(Exception):
    """The scanner did not answer, not in time, or not in words that can be understood."""


def is_configured() -> bool:
    """Whether operations have named a scanner."""
    return bool(settings.CLAMD_ADDRESS)


def scan(content: bytes) -> Answer:
    """Ask the scanner. Raises ``ScannerAway``; nothing but its clear word makes a file clean."""
    until = time.monotonic() + LONGEST_SECONDS
    try:
        with _connected() as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PART):
                part = content[start : start + PART]
                _wait_until(line, until)
                line.sendall(struct.pack(">I", len(part)) + part)
            line.sendall(struct.pack(">I", 0))
            said = _answer(line, until)
    except (OSError, ValueError) as away:
        raise ScannerAway(type(away).__name__) from away
    if said == b"stream: OK":
        return Answer.CLEAN
    if said.startswith(b"stream: ") and said.endswith(b" FOUND"):
        return Answer.INFECTED
    raise ScannerAway("an answer that is no verdict")


def _connected() -> socket.socket:
    kind, _, place = settings.CLAMD_ADDRESS.partition(":")
    if kind == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(CONNECT_SECONDS)
        try:
            line.connect(place)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = place.removeprefix("//").rpartition(":")
    return socket.create_connection((host, int(port)), timeout=CONNECT_SECONDS)


def _wait_until(line: socket.socket, until: float) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)


def _answer(line: socket.socket, until: float) -> bytes:
    """What the scanner says, up to the zero byte that ends it; an answer that breaks off is none."""
    said = b""
    while b"\0" not in said:
        _wait_until(line, until)
        more = line.recv(LONGEST_ANSWER)
        if not more:
            raise ValueError("the answer broke off")
        said += more
        if len(said) > LONGEST_ANSWER:
            raise ValueError("the answer does not end")
    return said.partition(b"\0")[0]
