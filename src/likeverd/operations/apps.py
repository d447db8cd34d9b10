from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Running Likeverd: embedded database, commands, health, logs."""

    name = "likeverd.operations"
