"""A signing key for the demo and the tests, made once and kept in a file that only its owner can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret_key(path: Path) -> str:
    """The key in the file; where there is none yet, a new one is made. Several processes may ask at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        own = path.with_name(f"{path.name}.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(64))
        try:
            os.link(own, path)  # fails where somebody else was first, whose key then counts
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text()
