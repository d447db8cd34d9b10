"""Every fault of the catalogue, one after the other, and one table: python -m tools.faults [number …] [--write FILE].

Exit code 0 only if every fault that this machine can run has passed. Each runs in a process of its own, so that one
that hangs takes no other with it. A fault that needs what is not here is not run, and says what is missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_SECONDS = 900
HEAD = """# Faults

What Likeverd must survive, how it is tried, and what was seen. `make faults` prints this table (`make faults
FAULTS="8 17"` for some) and ends with exit code 1 where one fails; `tests/faults/catalogue.py` says which tests show
each fault. Faults {each_change} also run in `make test`, most with fewer repetitions.

Some need what not every machine has, and say so where it is missing: root for mounting a small disk (11, 12), a C
compiler for a slow disk and a wrong clock (20, 29; Debian: `gcc libc6-dev`), PgBouncer (pooler; Debian: `pgbouncer`),
PostgreSQL 15 with pgBackRest (24; Debian: `postgresql-15 pgbackrest`), Chromium (5, 6, 7), Node.js (21), the history in
git (15). `make faults` installs none of them but Chromium: `apt-get install --no-install-recommends` and the names.

"""
LAST = "Written by `python -m tools.faults --write docs/faults.md` on {day}, {machine}, {minutes} minutes.\n\n"
COLUMNS = "| | fault | done | passes when | result | s | seen |\n|---|---|---|---|---|---|---|\n"


@dataclass(frozen=True, slots=True)
class Result:
    """How a fault went: ``passed``, ``FAILED``, ``not run`` or ``passed in part``; seconds; what was seen."""

    result: str
    seconds: float
    seen: str


def main() -> int:
    """Run what is asked for; the exit code."""
    sys.path.insert(0, str(ROOT))
    from tests.faults.catalogue import EACH_CHANGE, FAULTS

    asked = _asked()
    unknown = set(asked.faults) - {fault.key for fault in FAULTS}
    if unknown:
        sys.stderr.write(f"no such fault: {', '.join(sorted(unknown))}\n")
        return 2
    begun, rows, failed = time.monotonic(), {}, []
    tell(COLUMNS)
    for fault in FAULTS:
        if asked.faults and fault.key not in asked.faults:
            continue
        got = run(fault.shown_by) if fault.shown_by else Result("not run", 0, "")
        seen = ". ".join(part for part in (got.seen, _sentence(fault.lacks)) if part)
        cells = (fault.key, fault.title, fault.how, fault.passes, got.result, f"{got.seconds:.0f}")
        rows[fault.key] = f"| {' | '.join(cells)} | {seen} |\n"
        tell(rows[fault.key])
        if got.result == "FAILED":
            failed.append(fault.key)
    names = f": {', '.join(failed)}" if failed else ""
    minutes = (time.monotonic() - begun) / 60
    tell(f"{len(rows)} faults in {minutes:.0f} minutes, {len(failed)} failed{names}\n")
    if asked.write:
        write(asked.write, rows, [fault.key for fault in FAULTS], ", ".join(EACH_CHANGE), minutes)
    return 1 if failed else 0


def write(
    path: Path, rows: dict[str, str], order: list[str], each_change: str, minutes: float
) -> None:
    """Keep the table. Where some faults were asked for, the others' rows and what was said of them stay."""
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    if set(rows) == set(order):
        last = LAST.format(day=day, machine=_machine(), minutes=round(minutes))
        kept = rows
    else:
        before = path.read_text(encoding="utf-8").splitlines(keepends=True)
        said = next(line for line in before if line.startswith("Written by "))
        earlier = {line.split(" | ")[0].removeprefix("| "): line for line in before}
        again = [
            f"{key} (had failed)" if "| FAILED |" in earlier.get(key, "") else key for key in rows
        ]
        last = f"{said.rstrip()} Run again alone on {day}: {', '.join(again)}.\n\n"
        kept = earlier | rows
    table = "".join(kept[key] for key in order if key in kept)
    head = HEAD.format(each_change=each_change)
    path.write_text(f"{head}{last}{COLUMNS}{table}", encoding="utf-8")


def tell(words: str) -> None:
    """To whoever waits for the table, at once."""
    sys.stdout.write(words)
    sys.stdout.flush()


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.faults", description=__doc__)
    parser.add_argument("faults", nargs="*", help="numbers of faults; all of them without")
    parser.add_argument("--write", type=Path, metavar="FILE", help="keep the table as a document")
    return parser.parse_args()


def run(tests: tuple[str, ...]) -> Result:
    """Run the tests of a fault, in full."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", "--color=no", f"--junitxml={report}"]
        try:
            done = subprocess.run(
                [*command, *tests],
                cwd=ROOT,
                env=os.environ | {"LIKEVERD_FAULTS": "full"},
                capture_output=True,
                text=True,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Result("FAILED", time.monotonic() - begun, f"not over after {LONGEST_SECONDS} s")
        seconds = time.monotonic() - begun
        if done.returncode not in (0, 5):
            sys.stderr.write(done.stdout[-6000:] + done.stderr[-2000:])
        if not report.exists():
            return Result("FAILED", seconds, f"pytest ended with {done.returncode}")
        return _judged(ElementTree.parse(report), seconds, done.returncode)  # noqa: S314


def _judged(report: ElementTree.ElementTree, seconds: float, exit_code: int) -> Result:
    cases = list(report.iter("testcase"))
    skipped = [case.find("skipped") for case in cases]
    reasons = [why.get("message", "") for why in skipped if why is not None]
    seen = [each.get("value", "") for each in report.iter("property") if each.get("name") == "seen"]
    ran = len(cases) - len(reasons)
    seen.append(f"{ran} test{'s' if ran != 1 else ''}")
    seen += [f"not run: {reason}" for reason in dict.fromkeys(reasons)]
    if exit_code != 0:
        return Result("FAILED", seconds, "; ".join(seen))
    if not ran:
        return Result("not run", seconds, "; ".join(dict.fromkeys(reasons)))
    return Result("passed in part" if reasons else "passed", seconds, "; ".join(seen))


def _sentence(lacks: str) -> str:
    return f"Not shown or limited: {lacks}" if lacks else ""


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
