"""The web app holds templates, tags and static files, and no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base pages and components that every other app's pages are built from."""

    name = "likeverd.web"
    label = "web"
