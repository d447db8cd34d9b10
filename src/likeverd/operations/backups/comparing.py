"""What a restored database has lost, by what left the house before: which cases must be entered again.

Three traces are kept outside the database: the version of each case (``cases.json`` of a backup), the ends of the hash
chains (exported each day), and which mail about which case was sent (``sent-mails/``). A restored database that is
older than one of them lacks steps that people have been told of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from likeverd.operations.backups.places import BackupError, lines_of


@dataclass(frozen=True)
class Lost:
    """Why a case must be looked at again: ``reasons`` in words, never with anything from the case itself."""

    case: str
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """``cases``: to be entered again or checked. ``chains``: chains that were longer when their head was exported."""

    cases: list[Lost]
    chains: list[str]

    @property
    def nothing_lost(self) -> bool:
        return not self.cases and not self.chains


def compare(
    restored: Mapping[str, int],
    heads: Iterable[Mapping[str, Any]],
    known_mails: Iterable[str],
    *,
    exported_cases: Mapping[str, int],
    exported_heads: Iterable[Mapping[str, Any]],
    sent_mails: Iterable[Mapping[str, Any]],
) -> Comparison:
    """Compare a restored database with the traces outside it.

    ``restored`` and ``exported_cases``: version by case number. ``known_mails``: ids of the messages that the restored
    database knows as sent. ``sent_mails``: ``id``, ``about`` (case number) and ``sent_at`` of each mail that left.
    """
    lost: dict[str, Lost] = {}

    def add(case: str, reason: str) -> None:
        lost.setdefault(case, Lost(case)).reasons.append(reason)

    for case, version in sorted(exported_cases.items()):
        if case not in restored:
            add(case, f"is missing; it had version {version}")
        elif restored[case] < version:
            add(case, f"has version {restored[case]}; it had {version}")
    known = set(known_mails)
    for mail in sent_mails:
        if mail.get("about") and mail["id"] not in known:
            add(mail["about"], f"a mail of {mail['sent_at']} told of a step that is not here")
    return Comparison([lost[case] for case in sorted(lost)], list(_shorter(heads, exported_heads)))


def _shorter(
    heads: Iterable[Mapping[str, Any]], exported: Iterable[Mapping[str, Any]]
) -> Iterable[str]:
    """Chains that end before an exported head, by the longest head of each."""
    here = {(head["trust"], head["log"]): head["sequence"] for head in heads}
    longest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for head in exported:
        chain = (head["trust"], head["log"])
        if chain not in longest or head["sequence"] > longest[chain]["sequence"]:
            longest[chain] = head
    for chain, head in sorted(longest.items()):
        missing = head["sequence"] - here.get(chain, 0)
        if missing > 0:
            name = " / ".join(chain)
            yield f"{name}: {missing} links fewer than the head exported {head.get('exported_at', '')}"


def compare_database(
    connection: psycopg.Connection,
    cases: Mapping[str, int],
    heads: Iterable[Mapping[str, Any]],
    *,
    exported_cases: Path | None,
    exported_heads: Path | None,
    sent_mails: Iterable[Mapping[str, Any]],
) -> Comparison:
    """``compare`` with what a database holds and with what was kept outside; a file that is None is left out."""
    rows = connection.execute("SELECT id::text FROM outbox_message WHERE sent_at IS NOT NULL")
    return compare(
        cases,
        heads,
        [name for (name,) in rows],
        exported_cases=read_cases(exported_cases) if exported_cases else {},
        exported_heads=lines_of(exported_heads) if exported_heads else [],
        sent_mails=sent_mails,
    )


def read_cases(path: Path) -> dict[str, int]:
    """The versions that a backup or an export wrote down. Raises BackupError where the file is something else."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {str(case): int(version) for case, version in content["cases"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError(f"{path} does not hold case numbers with versions.") from error
