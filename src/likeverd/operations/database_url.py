"""Reads a PostgreSQL address (``postgresql://user:password@host:5432/name?sslmode=verify-full``) into Django's form."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def database_settings(address: str, *, session: dict[str, str]) -> dict[str, Any]:
    """Django's settings for one database.

    ``session`` holds PostgreSQL settings given to every connection (``statement_timeout`` …).
    Raises ValueError where the address is not PostgreSQL's or names no database.
    """
    parts = urlsplit(address)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise ValueError("a database address looks like postgresql://user:password@host:5432/name")
    options = dict(parse_qsl(parts.query))
    host = unquote(options.pop("host", "") or parts.hostname or "")
    given = options.pop("options", "")
    session_options = " ".join(f"-c {key}={value}" for key, value in session.items())
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        # One lasting connection for each process: a new one for each request costs two thirds of the throughput.
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**options, "options": f"{given} {session_options}".strip()},
    }
