"""The ways to install under deploy/ name what exists and keep the promises that they are chosen for."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from likeverd.command_line import our_commands

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
MOST_EXPOSED = 2.0  # of 10, by systemd's own count
NEEDED = {
    "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes",
    "PrivateTmp=yes", "PrivateDevices=yes", "PrivateUsers=yes", "ProtectProc=invisible",
    "ProtectKernelModules=yes", "ProtectKernelTunables=yes", "ProtectControlGroups=yes",
    "RestrictNamespaces=yes", "RestrictSUIDSGID=yes", "LockPersonality=yes",
    "MemoryDenyWriteExecute=yes", "SystemCallFilter=@system-service", "SystemCallArchitectures=native",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", "IPAddressDeny=any", "UMask=0077",
    "User=likeverd",
}  # fmt: skip


def named(names: list[Path]) -> list[str]:
    return [path.stem for path in names]


@pytest.mark.parametrize("unit", UNITS, ids=named(UNITS))
def test_each_unit_is_hardened(unit):
    assert set(unit.read_text().splitlines()) >= NEEDED


@pytest.mark.parametrize("unit", UNITS, ids=named(UNITS))
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_counts_each_unit_as_little_exposed(unit):
    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"Overall exposure level for \S+: (\d+\.\d+)", told.stdout)
    if found is None:
        pytest.skip("this systemd-analyze reads no files")
    assert float(found[1]) <= MOST_EXPOSED


def test_the_house_is_complete_and_names_commands_that_exist():
    assert {"likeverd-web", "likeverd-worker", "likeverd-metrics"} <= set(named(UNITS))
    for timer in (DEPLOY / "systemd").glob("*.timer"):
        assert timer.with_suffix(".service").exists()
        assert "Persistent=yes" in timer.read_text()
    for path in (*UNITS, DEPLOY / "pgbackrest/drill.sh", DEPLOY / "Containerfile"):
        for command in re.findall(r"\blikeverd (?!-)([a-z_]+)(?= |$|\n)", path.read_text()):
            if command not in {"likeverd", "on", "and", "as", "with", "so", "can"}:
                assert command in {*our_commands(), "collectstatic"}, (path, command)
        for script in re.findall(r"ExecStart=/opt/likeverd/(deploy/\S+)", path.read_text()):
            assert (ROOT / script).stat().st_mode & 0o111


def test_every_setting_that_is_named_is_documented():
    documented = (ROOT / "docs/operations.md").read_text()
    for path in DEPLOY.rglob("*"):
        if path.is_file():
            for name in re.findall(r"\bLIKEVERD_[A-Z_]+\b", path.read_text()):
                assert f"`{name}" in documented, (path, name)


def test_the_proxy_shows_the_status_page_only_where_nobody_answers():
    text = (DEPLOY / "nginx/likeverd.conf").read_text()
    assert "error_page 502 503 504 /status/index.html;" in text
    assert "proxy_intercept_errors off;" in text, "our own 503 keeps what a person typed"
    assert "location = /metrics { return 404; }" in text
    assert "$request_uri '" not in text.split("log_format")[1].split(";")[0]
    proxy = (DEPLOY / "nginx/likeverd-proxy.conf").read_text()
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in proxy


def test_the_container_runs_without_rights():
    text = (DEPLOY / "Containerfile").read_text()
    final = text.split("\nFROM ")[-1]
    assert "USER 10001:10001" in final
    assert "LIKEVERD_MODE" not in final, "production is what is not said"
    assert final.index("USER ") < final.index('CMD ["gunicorn"')


def test_the_drill_is_a_script_that_can_be_read():
    script = DEPLOY / "pgbackrest/drill.sh"
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
    assert "set -euo pipefail" in script.read_text()
    assert "trap throw_away EXIT" in script.read_text()
