"""Judges many files as the reader does, each in a process of its own, from libraries that are loaded once.

Started as a program by ``test_upload_fuzz``: starting Python anew for each of some hundred files would take minutes.
From standard input a pickled list of contents; to standard output, for each: how the process ended (0 is well), the
report, what would be kept, and seconds.
"""

from __future__ import annotations

import os
import pickle
import sys
import time

import pikepdf  # noqa: F401 - loaded once, for every child
from PIL import Image

from likeverd.documents.inspection import docx, pdf, pictures  # noqa: F401 - likewise
from likeverd.documents.inspection.reader import judge, restrict_this_process

Judged = tuple[int, dict[str, str], bytes, float]


def in_a_process(content: bytes) -> Judged:
    receiving, sending = os.pipe()
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(receiving)
        restrict_this_process()
        with os.fdopen(sending, "wb") as line:
            pickle.dump(judge(content), line)
        os._exit(0)
    os.close(sending)
    with os.fdopen(receiving, "rb") as line:
        told = line.read()
    _, status = os.waitpid(child, 0)
    report, kept = pickle.loads(told) if told else ({}, b"")  # noqa: S301 - our own child's words
    return os.waitstatus_to_exitcode(status), report, kept, time.monotonic() - began


def main() -> None:
    Image.preinit()
    contents = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the test that started us
    pickle.dump([in_a_process(content) for content in contents], sys.stdout.buffer)


if __name__ == "__main__":
    main()
