"""The number of the request in hand, for every line that is logged meanwhile."""

from __future__ import annotations

import contextvars
import secrets

_current: contextvars.ContextVar[str] = contextvars.ContextVar("request", default="")


def begin_request() -> str:
    """Give the request a number of its own; one from outside is never taken over."""
    number = secrets.token_hex(8)
    _current.set(number)
    return number


def end_request() -> None:
    """What is logged from here on belongs to no request."""
    _current.set("")


def current_request() -> str:
    """The number of the request in hand, or nothing."""
    return _current.get()
