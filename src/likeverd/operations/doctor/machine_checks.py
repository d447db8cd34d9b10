"""The machine: who can reach it, its clock, its disk, and how old the copies are."""

from __future__ import annotations

import ipaddress
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from likeverd.operations import figures
from likeverd.operations.doctor.finding import Finding, Level, judged, outside_demo, well

LISTENING = "0A"
DATABASE_PORT = 5432
DAY = 24 * 60 * 60
OLDEST = {  # days: from when on a warning, from when on a fault
    "backup": (1.25, 3.0),
    "restore drill": (8.0, 31.0),
    "exported chain ends": (1.25, 3.0),
}
MEND = {
    "backup": "Run 'likeverd backup', and let a timer do it each night (deploy/systemd).",
    "restore drill": "Run 'likeverd restore --drill', and let a timer do it each week (deploy/systemd).",
    "exported chain ends": "Run 'likeverd export_heads', and carry the file off the machine each day.",
}


def checks() -> Iterator[Finding]:
    """Everything that is asked of the machine itself."""
    yield _ports()
    yield _synchronised()
    free = figures.disk_free()
    yield judged(
        "disk",
        free >= figures.LEAST_DISK_FREE,
        f"{free:.0%} free on the fullest",
        "Make room; below a tenth the service calls itself not ready.",
    )
    now = timezone.now()
    yield _age("backup", figures.backup_age(now))
    yield _age("restore drill", figures.drill_age(now))
    yield _age("exported chain ends", figures.heads_age(now))


def _age(name: str, seconds: float | None) -> Finding:
    warning, fault = OLDEST[name]
    if seconds is None:
        return Finding(name, outside_demo(), "never", MEND[name])
    days = seconds / DAY
    level = Level.OK if days < warning else Level.WARNING if days < fault else outside_demo()
    words = f"{days:.1f} days ago"
    return well(name, words) if level is Level.OK else Finding(name, level, words, MEND[name])


def _ports() -> Finding:
    found = sorted(open_ports())
    name, words = "ports that others reach", ", ".join(map(str, found)) or "none"
    metrics = settings.METRICS_ADDRESS.rpartition(":")[2]
    if DATABASE_PORT in found or (metrics.isdigit() and int(metrics) in found):
        return Finding(
            name,
            Level.FAULT,
            words,
            "Let the database and the metrics listen on a socket or 127.0.0.1.",
        )
    return judged(
        name,
        not found,
        words,
        "Know each of them: the proxy's 80 and 443 and the maintenance access are usual, others not.",
        level=Level.WARNING,
    )


def open_ports(root: Path = Path("/proc/net")) -> set[int]:
    """TCP ports of this machine that listen on more than its own loopback. Empty where the kernel does not tell."""
    found = set()
    for name in ("tcp", "tcp6"):
        path = root / name
        lines = path.read_text().splitlines()[1:] if path.exists() else []
        for line in lines:
            local, state = line.split()[1], line.split()[3]
            address, _, port = local.partition(":")
            if state == LISTENING and not _address(address).is_loopback:
                found.add(int(port, 16))
    return found


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The kernel writes each four bytes of an address in the machine's own order."""
    raw = b"".join(bytes.fromhex(text[at : at + 8])[::-1] for at in range(0, len(text), 8))
    found = ipaddress.ip_address(raw)
    mapped = getattr(found, "ipv4_mapped", None)
    return mapped or found


def _synchronised() -> Finding:
    name, mend = "clock kept by servers", "Install chrony, or run 'timedatectl set-ntp true'."
    if shutil.which("timedatectl") is None:
        return Finding(name, Level.WARNING, "cannot be told without timedatectl", mend)
    try:
        told = subprocess.run(
            ["timedatectl", "show", "--property=NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        ).stdout.strip()
    except subprocess.TimeoutExpired:
        told = ""
    return judged(name, told == "yes", told or "cannot be told", mend, level=Level.WARNING)
