"""The process that reads one file: from standard input, to a verdict and what may be kept on standard output."""

from __future__ import annotations

import json
import resource
import sys

from likeverd.documents.inspection import kinds
from likeverd.documents.inspection.limits import LARGEST, MEMORY, PROCESSOR_SECONDS
from likeverd.documents.inspection.verdicts import Refused, Verdict


def rebuild(content: bytes, kind: kinds.Kind) -> bytes:
    """The file made anew from what could be read of it; a DOCX as it came. Raises ``Refused``."""
    # Each library is loaded only for the files that it reads: loading is most of the time.
    if kind is kinds.PDF:
        from likeverd.documents.inspection import pdf

        return pdf.rebuild(content)
    if kind is kinds.DOCX:
        from likeverd.documents.inspection import docx

        return docx.checked(content)
    from likeverd.documents.inspection import pictures

    return pictures.rebuild(content, kind)


def judge(content: bytes) -> tuple[dict[str, str], bytes]:
    """The report on a file, and what may be kept of it."""
    try:
        kind = kinds.kind_of(content)
        kept = rebuild(content, kind)
    except Refused as refused:
        return {"verdict": refused.verdict}, b""
    report = {"media_type": kind.media_type, "ending": kind.ending}
    return {"verdict": Verdict.ACCEPTED, **report}, kept


def restrict_this_process() -> None:
    """Little time, little memory, no file written."""
    limits = (
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for limit, most in limits:
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            # macOS knows no limit of address space; there the time limits alone hold.
            if sys.platform != "darwin":
                raise


def main() -> None:
    """Read, judge, answer."""
    restrict_this_process()
    report, kept = judge(sys.stdin.buffer.read(LARGEST + 1))
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + kept)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
