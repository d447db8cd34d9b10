"""Addresses of the archivist's pages."""

from django.urls import path

from likeverd.archive.views.hand_overs import hand_overs

app_name = "archive"

urlpatterns = [path("arkiv/", hand_overs, name="hand_overs")]
