"""Turning the switches: the only writer of their rows."""

from __future__ import annotations

import datetime

from likeverd.operations.models import SwitchChange
from likeverd.operations.switches import forget_kept


def turn(switch: str, *, on: bool, by: str, reason: str, now: datetime.datetime) -> SwitchChange:
    """Turn a switch on or off. Who and why are kept for good. Raises ValueError for an unknown one or an empty text."""
    if switch not in dict(SwitchChange.SWITCHES):
        raise ValueError(f"there is no switch {switch!r}")
    if not by.strip() or not reason.strip():
        raise ValueError("a switch is turned by somebody and for a reason")
    change = SwitchChange.objects.create(
        switch=switch, on=on, at=now, by=by.strip()[:160], reason=reason.strip()
    )
    forget_kept()
    return change
