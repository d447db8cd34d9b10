"""The Django app for documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
