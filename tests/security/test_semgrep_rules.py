"""Each rule of our own finds the fault that was put there for it, and nothing else. Run by 'make security'."""

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEMGREP = ROOT / ".venv-security" / "bin" / "semgrep"
SEEDED = ROOT / "security" / "rules" / "seeded"
RULES = ROOT / "security" / "rules" / "house.yml"
MARK = re.compile(r"finds: ([a-z -]+)")


def rules() -> set[str]:
    return set(re.findall(r"^  - id: (\S+)$", RULES.read_text(), re.MULTILINE))


def wanted() -> set[tuple[str, int, str]]:
    """File, line and rule of each fault that was put there."""
    found = set()
    for path in sorted(SEEDED.iterdir()):
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            if mark := MARK.search(line):
                found |= {(path.name, number, rule) for rule in mark[1].split() if rule != "-"}
    return found


def test_every_rule_has_a_fault_of_its_own():
    assert {rule for _, _, rule in wanted()} == rules()
    assert len(rules()) >= 15


@pytest.mark.skipif(not SEMGREP.exists(), reason="semgrep is installed by 'make security'")
def test_every_rule_finds_its_fault_and_nothing_else(tmp_path):
    # Copied away, so that exceptions made for places of the source do not hold.
    for path in SEEDED.iterdir():
        (tmp_path / path.name).write_text(path.read_text())
    done = subprocess.run(
        [
            *(str(SEMGREP), "scan", "--config", str(RULES), "--json", "--quiet"),
            *("--metrics", "off", "--disable-version-check", "--no-git-ignore", str(tmp_path)),
        ],
        capture_output=True,
        check=False,
        timeout=100,
    )
    report = json.loads(done.stdout)
    found = {
        (Path(row["path"]).name, row["start"]["line"], row["check_id"].rpartition(".")[2])
        for row in report["results"]
    }
    assert report["errors"] == []
    assert found == wanted()
