"""The Django app for cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow the register of methods."""
        from likeverd.cases.actions.method_changes import open_tasks
        from likeverd.methods.signals import register_changed

        register_changed.connect(open_tasks, dispatch_uid="cases.open_tasks")
