"""The Django app for accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
