"""The Django app for methods."""

from django.apps import AppConfig


class MethodsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.methods"
    label = "methods"
    default_auto_field = "django.db.models.BigAutoField"
