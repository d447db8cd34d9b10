"""How fast the logs are verified, by the command and by the script that is made for others."""

import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measures.stage import run

from likeverd.core.log_exporting import Format
from likeverd.core.vocabulary import Role
from likeverd.organisations.models import Membership

SCRIPT = Path(__file__).parents[2] / "deploy/verify_log_export.py"


def log_figures() -> list[list[str]]:
    """Rows for the table: what, rows, and rows a second."""
    return [
        _verified("verify-log: links, rows and what events say"),
        _verified("verify-log --links-only: without the hashes of what events say", "--links-only"),
        *_exported(),
    ]


def _verified(what: str, *arguments: str) -> list[str]:
    command = [sys.executable, "-m", "likeverd.command_line", "verify_log", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = re.search(r": (\d+) links in .*\(([\d,]+) a second\)", done.stdout)
    if found is None:
        raise RuntimeError(done.stdout)
    return [what, f"{int(found.group(1)):,}", found.group(2)]


def _exported() -> list[list[str]]:
    reviewer = Membership.objects.select_related("person", "trust").filter(
        role=Role.LOG_REVIEWER, trust__code="innlandet"
    )[0]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for form in Format:
            target = Path(folder) / form.value
            begun = time.perf_counter()
            run(
                *("export_log", reviewer.trust.code, "--to", str(target), "--format", form.value),
                *("--by", reviewer.person.username, "--purpose", "Måling av fart"),
            )
            seconds = time.perf_counter() - begun
            about = json.loads((target / "export.json").read_bytes())
            written = sum(each["rows"] for each in about["files"])
            rows.append(
                _row(
                    f"export_log --format {form.value}, one trust, start included", written, seconds
                )
            )
            if form is Format.CHAIN:
                begun = time.perf_counter()
                subprocess.run(
                    [sys.executable, "-I", str(SCRIPT), str(target)],
                    check=True,
                    capture_output=True,
                )
                seconds = time.perf_counter() - begun
                rows.append(_row("verify_log_export.py on it", written, seconds))
    return rows


def _row(what: str, rows: int, seconds: float) -> list[str]:
    return [what, f"{rows:,}", f"{rows / seconds:,.0f}"]
