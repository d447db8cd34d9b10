"""The Django app for organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
