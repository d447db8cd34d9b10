"""A virus scanner that speaks ClamAV's language over a socket of its own, and misbehaves on demand."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Stands for a virus in these tests. The well-known test file is not kept here: scanners would take this file away.
# EICAR is put together so that nobody finds it here.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-" + b"FILE!$H+H*"
VIRUS = b"DETTE-ER-ET-OPPDIKTET-VIRUS"


class FakeScanner:
    """Answers one question at a time. ``mood`` says how."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mood = "well"
        self.asked: list[bytes] = []
        self._ends = threading.Event()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen(8)
        self._listener.settimeout(0.1)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """As the setting wants it."""
        return f"unix:{self.path}"

    def stop(self) -> None:
        self._ends.set()
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        while not self._ends.is_set():
            try:
                line, _ = self._listener.accept()
            except TimeoutError:
                continue
            with line:
                line.settimeout(2)
                try:
                    self._answer(line)
                except OSError:
                    continue

    def _answer(self, line: socket.socket) -> None:
        if self.mood == "hangs up":
            return
        if self.mood == "silent":
            self._ends.wait(0.7)
            return
        content = read_question(line)
        self.asked.append(content)
        found = VIRUS in content or EICAR in content
        words = {
            "well": b"stream: Oppdiktet-1 FOUND\0" if found else b"stream: OK\0",
            "too large": b"INSTREAM size limit exceeded. ERROR\0",
            "nonsense": b"\xff\xfe stream: OK-ish\0",
            "half": b"stream: O",
            "endless": b"stream: " + b"x" * 10_000,
            "nearly": b"stream: OK FOUND OK\0",
        }
        line.sendall(words[self.mood])


def read_question(line: socket.socket) -> bytes:
    """The file in the question."""
    file = line.makefile("rb")
    if file.read(10) != b"zINSTREAM\0":
        raise OSError("another question")
    content = b""
    while size := struct.unpack(">I", file.read(4))[0]:
        content += file.read(size)
    return content


@contextmanager
def running(folder: Path) -> Iterator[FakeScanner]:
    """A scanner on a socket in the folder."""
    scanner = FakeScanner(folder / "clamd.ctl")
    try:
        yield scanner
    finally:
        scanner.stop()
