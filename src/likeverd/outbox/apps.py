from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Everything that leaves the process. The only app that talks to the outside."""

    name = "likeverd.outbox"
    label = "outbox"
