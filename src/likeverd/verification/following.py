"""Hears of each step of a case, inside the step's own transaction, and hands it on."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from likeverd.cases.models import Case
from likeverd.core.events import Recorded
from likeverd.verification.actions import follow


def step_was_taken(
    sender: type[Case], *, case: Case, events: Iterable[Recorded], now: datetime, **_: Any
) -> None:
    """A receiver of ``cases.signals.step_taken``: a code that cannot be made undoes the step."""
    follow(case, events, now=now)
