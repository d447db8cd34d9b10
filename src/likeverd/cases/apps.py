"""The Django app for cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
