"""Told when the register changes, so that those who use methods can follow without the register knowing them.

``register_changed`` is sent with ``change`` (``core.method_register.Meaning`` and what it is about, as ``Changed``),
``by`` and ``now``, inside the transaction of the change itself. Each receiver answers how many running cases it told.
"""

from dataclasses import dataclass
from uuid import UUID

from django.dispatch import Signal

from likeverd.core.method_register import Meaning

register_changed = Signal()


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that means something for running cases. ``change`` is the id of its row in the history."""

    change: UUID
    method: int
    method_name: str
    meaning: Meaning
