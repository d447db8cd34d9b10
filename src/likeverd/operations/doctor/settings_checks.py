"""Settings, secrets, transport, files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from likeverd.operations.doctor.finding import Finding, Level, judged, outside_demo, well

SHORTEST_KEY = 50
LOCAL_MAIL = {"localhost", "127.0.0.1", "::1"}


def checks() -> Iterator[Finding]:
    """Everything that can be told without asking anybody."""
    yield judged(
        "mode",
        settings.PRODUCTION,
        f"{settings.LIKEVERD_MODE}" + ("" if settings.PRODUCTION else ": sign-in without password"),
        "Never put real people in here; production is LIKEVERD_MODE=production.",
        level=Level.WARNING,
    )
    shortest = min(len(key) for key in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS])
    yield judged(
        "length of keys",
        shortest >= SHORTEST_KEY,
        f"the shortest has {shortest} characters",
        "Make SECRET_KEY anew with 'openssl rand -base64 48'; drop short SECRET_KEY_FALLBACKS.",
    )
    open_hosts = [host for host in settings.ALLOWED_HOSTS if host.startswith(("*", "."))]
    yield judged(
        "host names",
        not open_hosts,
        f"{len(settings.ALLOWED_HOSTS)} are answered",
        "Name each host in ALLOWED_HOSTS; '*' and a leading dot answer strangers' names, too.",
    )
    yield from _transport()
    collected = Path(settings.STATIC_ROOT) / "staticfiles.json"
    yield judged(
        "static files",
        collected.exists(),
        "collected" if collected.exists() else "not collected",
        "Run 'likeverd collectstatic --no-input'.",
        level=outside_demo(),
    )
    yield from _private_files()


def _transport() -> Iterator[Finding]:
    secure = settings.PUBLIC_ADDRESS.startswith("https://")
    yield judged(
        "TLS to people",
        secure and bool(getattr(settings, "SECURE_HSTS_SECONDS", 0)),
        settings.PUBLIC_ADDRESS,
        "Serve by https alone: PUBLIC_ADDRESS with https, production mode, a proxy that ends TLS.",
        level=outside_demo(),
    )
    cookies = settings.SESSION_COOKIE_NAME.startswith("__Host-") and settings.SESSION_COOKIE_SECURE
    yield judged(
        "cookies",
        cookies,
        settings.SESSION_COOKIE_NAME,
        "Production mode names them __Host-…, which browsers refuse over an open line.",
        level=outside_demo(),
    )
    chosen = settings.DATABASES["default"]
    local = str(chosen["HOST"]).startswith("/") or not chosen["HOST"]
    mode = chosen["OPTIONS"].get("sslmode", "")
    yield judged(
        "TLS to the database",
        local or mode == "verify-full",
        "local socket" if local else f"sslmode {mode or 'not set'}",
        "Add sslmode=verify-full and sslrootcert=… to DATABASE_URL.",
    )
    yield judged(
        "TLS to the mail server",
        settings.EMAIL_USE_TLS or settings.EMAIL_HOST in LOCAL_MAIL,
        settings.EMAIL_HOST,
        "Set EMAIL_USE_TLS=1.",
    )


def _private_files() -> Iterator[Finding]:
    """Keys that others on the machine can read."""
    names = (settings.VAR / "secret-key", Path(settings.SIGNING_KEY_FILE))
    readable = [str(path) for path in names if path.exists() and path.stat().st_mode & 0o077]
    if readable:
        yield Finding(
            "key files",
            Level.FAULT,
            f"others can read {', '.join(readable)}",
            "Run chmod 600 on them.",
        )
    else:
        yield well("key files", "no other user can read them")
