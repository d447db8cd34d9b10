"""What one check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings


class Level(StrEnum):
    """A fault must be mended before patients' data are served; a warning should be understood."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """``words`` say what was found, ``mend`` what to do about it (empty where all is well)."""

    name: str
    level: Level
    words: str
    mend: str = ""


def well(name: str, words: str) -> Finding:
    """Nothing to do."""
    return Finding(name, Level.OK, words)


def judged(name: str, good: bool, words: str, mend: str, *, level: Level = Level.FAULT) -> Finding:
    """Well, or a finding of this level."""
    return Finding(name, Level.OK if good else level, words, "" if good else mend)


def outside_demo(level: Level = Level.FAULT) -> Level:
    """The level in production; in the demo and in tests, which hold no real patient, a warning."""
    return level if settings.PRODUCTION else Level.WARNING
