"""Every tool that looks for weak spots, one after the other, and one table: python -m tools.security.

Exit code 0 only if every tool ran and found nothing that is not in security/accepted.toml. All of it works without a
network, once 'make security' has installed the tools.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tools.security.accepted import ROOT, accepted
from tools.security.licences import runtime_licences

OWN = Path(sys.executable).parent
TOOLS = ROOT / ".venv-security" / "bin"
REPORTS = ROOT / "var" / "security"


@dataclass(frozen=True, slots=True)
class Finding:
    """A weak spot: the rule that found it, and where."""

    rule: str
    path: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool said. ``note`` says what is worth knowing beside the findings."""

    tool: str
    findings: list[str]
    seconds: float
    exit_code: int
    note: str = ""


def run(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a tool quietly, its own statistics switched off."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=os.environ | {"SEMGREP_SEND_METRICS": "off", "DO_NOT_TRACK": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def outstanding(tool: str, found: list[Finding]) -> list[str]:
    """Findings that nobody has accepted, and acceptances that nobody needs any more."""
    rows = accepted(tool)
    open_ones = [
        f"{each.rule} {each.path}:{each.line}"
        for each in found
        if not any(row.rule == each.rule and fnmatch(each.path, row.path) for row in rows)
    ]
    needless = [
        f"accepted, but no longer found: {row.rule} {row.path}"
        for row in rows
        if not any(row.rule == each.rule and fnmatch(each.path, row.path) for each in found)
    ]
    return open_ones + needless


def bandit() -> tuple[list[str], int, str]:
    """Known weak patterns. What it is unsure of is asked by rules of our own and by ruff."""
    done = run(OWN / "bandit", "-q", "-r", "src", "-f", "json", "-ll", "-ii")
    found = [
        Finding(row["test_id"], row["filename"], row["line_number"])
        for row in json.loads(done.stdout)["results"]
    ]
    # 1 means findings; they are judged here.
    return outstanding("bandit", found), 0 if done.returncode == 1 else done.returncode, ""


def semgrep() -> tuple[list[str], int, str]:
    """The borders of the house, by our own rules."""
    done = run(
        *(TOOLS / "semgrep", "scan", "--config", "security/rules/house.yml", "--json", "--quiet"),
        *("--metrics", "off", "--disable-version-check", "src"),
    )
    report = json.loads(done.stdout)
    found = [
        Finding(row["check_id"].rpartition(".")[2], row["path"], row["start"]["line"])
        for row in report["results"]
    ]
    errors = [f"could not read {row.get('path')}" for row in report["errors"]]
    return (
        outstanding("semgrep", found) + errors,
        done.returncode,
        f"{len(report['paths']['scanned'])} files",
    )


def squawk() -> tuple[list[str], int, str]:
    """What each migration locks; reads what tests/security/test_migrations.py has written out."""
    files = sorted((REPORTS / "migrations").glob("*.sql"))
    done = run(TOOLS / "squawk", "--reporter", "json", "--pg-version", "15", *files)
    found = [
        Finding(row["rule_name"], Path(row["file"]).stem, row["line"])
        for row in json.loads(done.stdout or "[]")
    ]
    code = 0 if done.returncode in (0, 1) and files else 1
    return outstanding("squawk", found), code, f"{len(files)} migrations"


def secrets() -> tuple[list[str], int, str]:
    """Keys and passwords in files that are kept."""
    files = run("git", "ls-files").stdout.split("\n")
    skip = ("uv.lock", "package-lock.json", "security/requirements.txt")
    wanted = [name for name in files if name and name not in skip]
    done = run(TOOLS / "detect-secrets", "scan", "--no-verify", *wanted)
    found = [
        Finding(row["type"], name, row["line_number"])
        for name, rows in json.loads(done.stdout)["results"].items()
        for row in rows
    ]
    return outstanding("detect-secrets", found), done.returncode, f"{len(wanted)} files"


def parts_list() -> tuple[list[str], int, str]:
    """The list of everything that is shipped (SBOM), for whoever has to ask whether a fault concerns us."""
    target = REPORTS / "sbom.json"
    done = run(
        TOOLS / "cyclonedx-py",
        "environment",
        "--output-format",
        "JSON",
        "-o",
        target,
        sys.executable,
    )
    if done.returncode:
        return [done.stderr.strip()[-200:]], done.returncode, ""
    parts = json.loads(target.read_text()).get("components", [])
    return [] if parts else ["no parts"], 0, f"{len(parts)} parts in {target.relative_to(ROOT)}"


def licences() -> tuple[list[str], int, str]:
    """Nothing under GPL or AGPL in what runs."""
    found = runtime_licences()
    bad = [f"{name}: {words}" for name, words, fine in found if not fine]
    return bad, 0, f"{len(found)} parts"


def tests(*paths: str) -> Callable[[], tuple[list[str], int, str]]:
    """Tests too slow for every change."""

    def ran() -> tuple[list[str], int, str]:
        done = run(
            OWN / "python", "-m", "pytest", "-q", "--no-header", *paths, LIKEVERD_SECURITY="1"
        )
        lines = done.stdout.strip().splitlines() or ["nothing ran"]
        failed = [line for line in lines if line.startswith(("FAILED", "ERROR"))]
        return failed, done.returncode, lines[-1]

    return ran


STEPS: tuple[tuple[str, Callable[[], tuple[list[str], int, str]]], ...] = (
    ("bandit", bandit),
    ("semgrep", semgrep),
    ("rules find their faults", tests("tests/security/test_semgrep_rules.py")),
    ("migration linter", tests("tests/security/test_migrations.py")),
    ("squawk", squawk),
    ("detect-secrets", secrets),
    ("SBOM", parts_list),
    ("licences", licences),
    ("schemathesis", tests("tests/security/heavy/test_api_description.py")),
    ("random steps over HTTP", tests("tests/security/heavy/test_random_steps.py")),
)


def main() -> int:
    """Run every step and print the table."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    results = []
    for name, step in STEPS:
        began = time.monotonic()
        try:
            findings, code, note = step()
        except (OSError, ValueError, KeyError) as broken:
            findings, code, note = [f"did not run: {broken!r}"], 1, ""
        results.append(Result(name, findings, time.monotonic() - began, code, note))
        sys.stderr.write(f"{name} …\n")
    sys.stdout.write(f"\n{'tool':26}{'findings':>9}{'seconds':>9}{'exit':>6}  note\n")
    for one in results:
        line = f"{one.tool:26}{len(one.findings):9}{one.seconds:9.1f}{one.exit_code:6}  {one.note}"
        sys.stdout.write(line + "\n")
    for one in results:
        for finding in one.findings:
            sys.stdout.write(f"{one.tool}: {finding}\n")
    return int(any(one.findings or one.exit_code for one in results))


if __name__ == "__main__":
    sys.exit(main())
