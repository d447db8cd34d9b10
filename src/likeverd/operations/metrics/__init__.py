"""Figures for monitoring. Off unless ``LIKEVERD_METRICS_ADDRESS`` is set; served by ``likeverd metrics`` alone.

The web workers count here; each worker writes into a file of its own, and the server of the metrics adds them up.
"""

from likeverd.operations.metrics.recording import (
    emergency_sight_opened,
    failed_login,
    request_answered,
)

__all__ = ["emergency_sight_opened", "failed_login", "request_answered"]
