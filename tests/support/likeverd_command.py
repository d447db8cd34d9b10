"""The command line in tests, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys


def likeverd(environment: dict[str, str], *arguments: str) -> str:
    """What a command writes. It must end well."""
    command = [sys.executable, "-m", "likeverd.command_line", *arguments]
    done = subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
