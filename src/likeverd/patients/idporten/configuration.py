"""What the operator has said about ID-porten, read once."""

from pathlib import Path

from django.conf import settings

from likeverd.accounts.helseid.configuration import Configuration, check_issuer, read_key


def is_configured() -> bool:
    """Whether ID-porten can be offered at all."""
    return bool(settings.IDPORTEN_ISSUER)


def read_configuration() -> Configuration:
    """From the settings. Raises ImproperlyConfigured, which says what is wrong and never shows the key."""
    check_issuer(settings.IDPORTEN_ISSUER, "IDPORTEN_ISSUER")
    return Configuration(
        issuer=settings.IDPORTEN_ISSUER,
        client_id=settings.IDPORTEN_CLIENT_ID,
        key=read_key(Path(settings.IDPORTEN_KEY_FILE), "IDPORTEN_KEY_FILE"),
        public_address=settings.PUBLIC_ADDRESS,
        proxy=settings.IDPORTEN_PROXY,
    )
