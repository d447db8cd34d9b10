"""The process that reads one file: from standard input, to a verdict and what may be kept on standard output."""

from __future__ import annotations

import json
import resource
import sys
from typing import Final

from likeverd.documents.inspection.limits import LARGEST, MEMORY, PROCESSOR_SECONDS
from likeverd.documents.inspection.verdicts import Refused, Verdict

SIGNATURES: Final = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
)


def kind_of(content: bytes) -> tuple[str, str]:
    """Media type and ending by the first bytes. Raises ``Refused`` for anything else."""
    for signature, media_type, ending in SIGNATURES:
        if content.startswith(signature):
            return media_type, ending
    raise Refused(Verdict.WRONG_KIND)


def rebuild(content: bytes, media_type: str) -> bytes:
    """The file made anew from what could be read of it. Raises ``Refused``."""
    if media_type == "application/pdf":
        from likeverd.documents.inspection import pdf

        return pdf.rebuild(content)
    from likeverd.documents.inspection import pictures

    return pictures.rebuild(content, media_type)


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
    content = sys.stdin.buffer.read(LARGEST + 1)
    report: dict[str, str] = {}
    kept = b""
    try:
        media_type, ending = kind_of(content)
        kept = rebuild(content, media_type)
        report = {"verdict": Verdict.ACCEPTED, "media_type": media_type, "ending": ending}
    except Refused as refused:
        report = {"verdict": refused.verdict}
    sys.stdout.buffer.write(json.dumps(report).encode() + b"\n" + kept)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
