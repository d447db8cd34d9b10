"""The Django app for like cases."""

from django.apps import AppConfig


class PrecedentsConfig(AppConfig):
    """De-identified rows of ended cases, and what is counted and told from them. Knows nothing of pages or cases."""

    name = "likeverd.precedents"
    label = "precedents"
    default_auto_field = "django.db.models.BigAutoField"
