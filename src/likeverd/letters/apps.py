"""The Django app for letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Registers the app under its own short label, and makes letters of what ends a case."""

    name = "likeverd.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to steps. The models are loaded by now."""
        from likeverd.cases.signals import step_taken
        from likeverd.letters.actions.making import make_after_step

        step_taken.connect(make_after_step, dispatch_uid="letters.make_after_step")
