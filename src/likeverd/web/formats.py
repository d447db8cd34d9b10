"""How days, moments, amounts and counts are written for a Norwegian reader.

The same formats serve pages, print and mail, so they know nothing of templates.
"""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

OSLO: Final = ZoneInfo("Europe/Oslo")
NARROW_SPACE: Final = "\u202f"  # does not break a number over two lines
NO_BREAK_SPACE: Final = "\u00a0"


def day(value: date | datetime | str) -> str:
    """A day as 23.11.2026; a moment is taken as the day it is in Oslo.

    Raises ValueError for text that is not an ISO date.
    """
    if isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, datetime):
        value = _in_oslo(value).date()
    return f"{value.day:02d}.{value.month:02d}.{value.year:04d}"


def moment(value: datetime, language: str = "nb") -> str:
    """A moment as «23.11.2026 kl. 14.05» in Oslo time («at 14:05» in English)."""
    local = _in_oslo(value)
    if language.startswith("en"):
        return f"{day(local)} at {local:%H:%M}"
    return f"{day(local)} kl.{NO_BREAK_SPACE}{local:%H.%M}"


def clock(value: datetime, language: str = "nb") -> str:
    """The time of day alone, «14.05» («14:05» in English), in Oslo time."""
    local = _in_oslo(value)
    return f"{local:%H:%M}" if language.startswith("en") else f"{local:%H.%M}"


def month(value: str) -> str:
    """A month stored as 2026-03, written 03.2026."""
    year, number = value.split("-")
    return f"{number}.{year}"


def count(value: int) -> str:
    """A whole number with thousands set apart: 12 345."""
    return f"{value:,}".replace(",", NARROW_SPACE)


def kroner(value: int) -> str:
    """Whole Norwegian kroner: 1 200 000 kr."""
    return f"{count(value)}{NO_BREAK_SPACE}kr"


def _in_oslo(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return value.astimezone(OSLO)
