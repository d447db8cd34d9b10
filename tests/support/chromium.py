"""Where the browser for the tests is. ``python -m tests.support.chromium`` prints it, or fails."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

PLACES = (
    "/usr/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without background networking the browser asks for nothing but our pages.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """The path of Chromium, or None where there is none."""
    asked_for = os.environ.get("LIKEVERD_CHROMIUM")
    if asked_for:
        return asked_for if Path(asked_for).exists() else None
    for place in PLACES:
        if Path(place).exists():
            return place
    return next((found for name in NAMES if (found := shutil.which(name))), None)


if __name__ == "__main__":
    path = chromium()
    if path is None:
        sys.exit("no Chromium found")
    print(path)
