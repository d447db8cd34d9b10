"""The Django app for checks of decisions."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Follows the cases: a decision to grant gets a code, and what sets it aside closes the code."""

    name = "likeverd.verification"
    label = "verification"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the steps of cases."""
        from likeverd.cases.signals import step_taken
        from likeverd.verification.following import step_was_taken

        step_taken.connect(step_was_taken, dispatch_uid="verification.codes")
