"""Addresses of the archivist's pages."""

from django.urls import path

from likeverd.archive.views.hand_overs import hand_overs
from likeverd.archive.views.keeping import end_hold, keeping

app_name = "archive"

urlpatterns = [
    path("arkiv/", hand_overs, name="hand_overs"),
    path("arkiv/bevaring/", keeping, name="keeping"),
    path("arkiv/bevaring/<int:hold>/", end_hold, name="end_hold"),
]
