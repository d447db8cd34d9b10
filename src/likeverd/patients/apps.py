"""The Django app for the patient's view."""

from django.apps import AppConfig


class PatientsConfig(AppConfig):
    """Registers the app under its own short label."""

    name = "likeverd.patients"
    label = "patients"
    default_auto_field = "django.db.models.BigAutoField"
