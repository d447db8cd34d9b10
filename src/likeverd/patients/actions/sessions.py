"""Keeping a patient's session."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore


def keep(session: SessionStore, lives: timedelta) -> None:
    """Write what the session holds; it is gone after ``lives``."""
    session.set_expiry(int(lives.total_seconds()))
    session.save()
