"""The files of an export: a folder that is there whole, or not at all.

Rows are fetched and written some thousands at a time, so that a long log takes no more memory than a short one. The
format is docs/operations.md's, and ``deploy/verify_log_export.py`` checks it without any of this.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from likeverd.audit.models import ChainLink
from likeverd.core.audit_event import Surroundings, audit_event

AT_A_TIME: Final = 5_000
CHAIN_SUFFIX: Final = ".chain"
HEADS_NAME: Final = "heads.jsonl"
EVENTS_NAME: Final = "AuditEvent.ndjson"
ABOUT_NAME: Final = "export.json"


@dataclass(frozen=True, slots=True)
class Written:
    """One file of an export: its name, how many rows, and SHA-256 in hexadecimal."""

    name: str
    rows: int
    checksum: str


@contextmanager
def all_or_nothing(target: Path) -> Iterator[Path]:
    """A folder to write into, which becomes ``target`` at the end; readable by its owner alone.

    Raises ``FileExistsError`` where ``target`` is there already. After any error nothing is left.
    """
    if target.exists() or target.is_symlink():
        raise FileExistsError(17, "is there already; an export overwrites nothing", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    draft.mkdir(mode=0o700)
    try:
        yield draft
        os.rename(
            draft, target
        )  # refused by the system where a file or a full folder came meanwhile
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def write_chain(folder: Path, log: str, trust: int) -> Written:
    """The links of one chain, in order: on each line the hash, a space, and the exact text that was hashed."""
    return _write(
        folder / f"{log}{CHAIN_SUFFIX}",
        (f"{link_hash} {entry}\n".encode() for entry, link_hash in _links(log, trust, 0)),
    )


def write_audit_events(
    folder: Path, log: str, trust: int, after: int, around: Surroundings
) -> Written:
    """The links of the access log after a place in the chain, as NDJSON of FHIR AuditEvent."""
    return _write(
        folder / EVENTS_NAME,
        (
            _as_line(audit_event(json.loads(entry), link_hash, around))
            for entry, link_hash in _links(log, trust, after)
        ),
    )


def write_whole(folder: Path, name: str, content: bytes, rows: int) -> Written:
    """A small file of content that is made already."""
    written = _write(folder / name, [content])
    return Written(name, rows, written.checksum)


def write_about(folder: Path, about: dict[str, Any]) -> None:
    """What the export is: who, why, what, until when."""
    _write(folder / ABOUT_NAME, [json.dumps(about, ensure_ascii=False, indent=2).encode() + b"\n"])


def _as_line(resource: dict[str, Any]) -> bytes:
    return json.dumps(resource, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _links(log: str, trust: int, after: int) -> Iterator[tuple[str, str]]:
    rows = ChainLink.objects.filter(log=log, trust_id=trust, sequence__gt=after)
    pairs = rows.order_by("sequence").values_list("entry", "hash")
    yield from pairs.iterator(chunk_size=AT_A_TIME)


def _write(path: Path, lines: Iterable[bytes]) -> Written:
    digest = hashlib.sha256()
    rows = 0
    with path.open("xb") as file:
        for line in lines:
            digest.update(line)
            file.write(line)
            rows += 1
        file.flush()
        os.fsync(file.fileno())
    return Written(path.name, rows, digest.hexdigest())
