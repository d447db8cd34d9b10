"""Where a person may be sent after signing in or choosing a language: within this service."""

from django.utils.http import url_has_allowed_host_and_scheme


def safe_path(wanted: str | None, otherwise: str = "/") -> str:
    """The path that was asked for if it lies within this service, else ``otherwise``."""
    if (
        wanted
        and wanted.startswith("/")
        and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    ):
        return wanted
    return otherwise
