"""The Django app for the access log and the hash chains."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
