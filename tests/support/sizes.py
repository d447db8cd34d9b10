"""How often a fault is tried: short on every change, in full by ``make faults``."""

from __future__ import annotations

import os

import pytest

FULL = os.environ.get("LIKEVERD_FAULTS") == "full"


def leave_out_what_takes_long(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests marked ``in_full`` run in ``make faults`` alone."""
    if FULL:
        return
    left_out = [item for item in items if item.get_closest_marker("in_full")]
    items[:] = [item for item in items if item not in left_out]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
