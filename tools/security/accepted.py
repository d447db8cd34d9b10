"""Findings that stand, each with its reason: security/accepted.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "security" / "accepted.toml"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One finding: which tool, its rule, where, and why it stands."""

    tool: str
    rule: str
    path: str
    why: str


def accepted(tool: str) -> list[Accepted]:
    """What stands of one tool. Raises ValueError for an entry without a reason."""
    rows = [Accepted(**row) for row in tomllib.loads(FILE.read_text())["accepted"]]
    for row in rows:
        if len(row.why) < 10:
            raise ValueError(f"{row.tool} {row.rule} {row.path}: why does it stand?")
    return [row for row in rows if row.tool == tool]
