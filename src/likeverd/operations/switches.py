"""How the switches stand. Turned by ``likeverd switch`` (``operations.actions``), each enforced in one place:

read_only: ``web.read_only`` (every page and the API); uploads_off: ``documents.actions``; mail_off: ``outbox.actions``.

Asked for at each request, so each process keeps the answer for a few seconds: a switch reaches everybody within
``SECONDS_KEPT``. Read-only can also be set from outside the database (``LIKEVERD_READ_ONLY``), for an operator who
cannot, or must not, write there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from likeverd.operations.models import SwitchChange

SECONDS_KEPT = 3.0
NEWEST = """
    SELECT DISTINCT ON (switch) switch, "on" FROM operations_switchchange ORDER BY switch, id DESC
"""


@dataclass(frozen=True)
class Switches:
    """What is turned on."""

    read_only: bool = False
    uploads_off: bool = False
    mail_off: bool = False


_kept: tuple[float, Switches] | None = None


def switches() -> Switches:
    """How they stand, at most ``SECONDS_KEPT`` old."""
    global _kept  # noqa: PLW0603 - one answer for each process
    now = time.monotonic()
    if _kept is None or now - _kept[0] >= SECONDS_KEPT:
        _kept = (now, read_now())
    return _kept[1]


def read_now() -> Switches:
    """How they stand in the database and the environment at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        standing = dict(cursor.fetchall())
    return Switches(
        read_only=settings.READ_ONLY or standing.get(SwitchChange.READ_ONLY, False),
        uploads_off=standing.get(SwitchChange.UPLOADS_OFF, False),
        mail_off=standing.get(SwitchChange.MAIL_OFF, False),
    )


def forget_kept() -> None:
    """Ask the database at the next question: after a change, and in tests."""
    global _kept  # noqa: PLW0603 - one answer for each process
    _kept = None
