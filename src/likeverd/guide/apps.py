"""The guide: which way in, for whoever asks, without signing in."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Pages over ``core.routing``; asks for no patient and keeps nothing."""

    name = "likeverd.guide"
    verbose_name = "Veiviser"
