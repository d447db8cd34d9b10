from django.apps import AppConfig


class TimingConfig(AppConfig):
    """Reminders before a promise is missed, what each person has chosen, and how often fields are asked about."""

    name = "likeverd.timing"
    label = "timing"
