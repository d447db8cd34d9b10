"""The Django app of the assessment committee."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.committee"
    label = "committee"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the cases when the committee meets."""
        from likeverd.cases.meetings import known_by
        from likeverd.committee.selectors import coming_meetings

        known_by(coming_meetings)
