"""What ``likeverd check --deploy`` says about signing in."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from likeverd.accounts.helseid.configuration import is_configured, read_configuration


@register(Tags.security, deploy=True)
def somebody_can_sign_in(app_configs: Any, **more: Any) -> list[CheckMessage]:
    """Production without HelseID serves nobody; a key that cannot be read is better found before the first patient."""
    if not is_configured():
        if not settings.PRODUCTION:
            return []
        return [
            Error(
                "Nobody can sign in: HelseID is not configured.",
                hint="Set HELSEID_ISSUER, HELSEID_CLIENT_ID and HELSEID_KEY_FILE; see docs/operations.md.",
                id="likeverd.E001",
            )
        ]
    try:
        read_configuration()
    except ImproperlyConfigured as wrong:
        return [Error(f"Nobody can sign in: {wrong}", id="likeverd.E002")]
    return []
