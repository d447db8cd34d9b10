"""The Django app for the emergency sight and blocks."""

from django.apps import AppConfig


class SightConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.sight"
    label = "sight"
    default_auto_field = "django.db.models.BigAutoField"
