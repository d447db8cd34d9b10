"""The Django app for the exports."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.exports"
    label = "exports"
    default_auto_field = "django.db.models.BigAutoField"
