"""Looks into an uploaded file before it is kept, in a process of its own that can do nothing else.

Files come from outside and are read by large libraries. The process that reads one knows no secrets, has no database,
can write no file, and is ended when it takes too long or too much. What it hands back is made anew from what it read:
a picture without place and author, a PDF without older versions of itself. A DOCX alone is kept as it came: nobody but
its own program can write it anew, so what could harm in it is refused.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

from likeverd.documents.inspection.kinds import kind_of
from likeverd.documents.inspection.limits import LARGEST, LARGEST_REBUILT, LONGEST_SECONDS
from likeverd.documents.inspection.verdicts import Refused, Verdict

logger = logging.getLogger(__name__)

__all__ = ["LARGEST", "Inspected", "Verdict", "inspect"]

READER: Final = (sys.executable, "-I", "-m", "likeverd.documents.inspection.reader")


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was found. ``content`` is what may be kept, and empty unless the verdict is ``ACCEPTED``."""

    verdict: Verdict
    media_type: str = ""
    ending: str = ""
    content: bytes = b""


def inspect(content: bytes) -> Inspected:
    """Judge a file by its content alone. A reader that fails in any way means no."""
    if len(content) > LARGEST:
        return Inspected(Verdict.TOO_LARGE)
    try:
        kind_of(
            content
        )  # a look at the first bytes; what is of no kind that is taken starts no process
    except Refused as refused:
        return Inspected(refused.verdict)
    try:
        done = subprocess.run(
            READER,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_SECONDS,
            env={"LC_ALL": "C.UTF-8"},  # nothing of ours: no keys, no database
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        logger.warning("A file took longer than %s s to read", LONGEST_SECONDS)
        return Inspected(Verdict.UNREADABLE)
    if done.returncode != 0:
        logger.warning("The reader of a file ended with %s", done.returncode)
        return Inspected(Verdict.UNREADABLE)
    return _reported(done.stdout)


def _reported(output: bytes) -> Inspected:
    head, _, content = output.partition(b"\n")
    report = json.loads(head)
    verdict = Verdict(report["verdict"])
    if verdict is not Verdict.ACCEPTED:
        return Inspected(verdict)
    if len(content) > LARGEST_REBUILT:
        return Inspected(Verdict.TOO_LARGE)
    return Inspected(verdict, report["media_type"], report["ending"], content)
