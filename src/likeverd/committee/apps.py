"""The Django app of the assessment committee."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"
