"""The Django app for what a decision must produce."""

from django.apps import AppConfig


class PacketConfig(AppConfig):
    """What must come out of an ended case: who has it, by when, and whether it was done."""

    name = "likeverd.packet"
    label = "packet"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow the steps of cases."""
        from likeverd.cases.signals import step_taken
        from likeverd.packet.actions.opening import follow

        step_taken.connect(follow, dispatch_uid="packet.follow")
