"""The report of a drill: what was checked, how it went, how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Check:
    """One check: ``words`` say what was found."""

    name: str
    passed: bool
    words: str
    seconds: float


@dataclass
class Report:
    """A drill in the making; ``cases_to_enter_again`` is filled where the database is older than its traces."""

    at: str
    backup: str
    checks: list[Check] = field(default_factory=list)
    restored_until: str = ""
    cases_to_enter_again: list[dict[str, Any]] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return bool(self.checks) and all(check.passed for check in self.checks)

    @contextmanager
    def timed(self, name: str) -> Iterator[list[str]]:
        """One check: fill the list with faults; a line that begins with 'ok: ' is only told."""
        words: list[str] = []
        started = time.monotonic()
        yield words
        faults = [word for word in words if not word.startswith("ok: ")]
        told = faults or [word.removeprefix("ok: ") for word in words]
        seconds = round(time.monotonic() - started, 2)
        self.checks.append(Check(name, not faults, "; ".join(told) or "ok", seconds))

    def as_json(self) -> dict[str, Any]:
        """Everything, for a machine."""
        seconds = round(sum(check.seconds for check in self.checks), 2)
        return asdict(self) | {"passed": self.passed, "seconds": seconds}

    def lines(self) -> list[str]:
        """Everything, for a person."""
        found = [f"Backup {self.backup}"]
        if self.restored_until:
            found.append(f"Restored until {self.restored_until}")
        for check in self.checks:
            mark = "ok   " if check.passed else "FAULT"
            found.append(f"{mark} {check.seconds:7.2f} s  {check.name}: {check.words}")
        found += [
            f"  enter again or check {case['case']}: {'; '.join(case['reasons'])}"
            for case in self.cases_to_enter_again
        ]
        return [*found, "The drill passed." if self.passed else "THE DRILL FAILED."]
