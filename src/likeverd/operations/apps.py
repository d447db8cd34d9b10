from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running Likeverd: embedded database, commands, health, logs."""

    name = "likeverd.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"
