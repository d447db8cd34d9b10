"""The Django app for accounts."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to every sign-in, and check the settings."""
        from likeverd.accounts import checks  # noqa: F401
        from likeverd.accounts.entrance import session_began

        user_logged_in.connect(session_began, dispatch_uid="likeverd.accounts.session_began")
