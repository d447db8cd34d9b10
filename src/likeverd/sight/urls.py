"""Addresses of emergency sight and blocks."""

from django.urls import path

from likeverd.sight.views import blocks, emergency

app_name = "sight"

urlpatterns = [
    path("nodinnsyn/", emergency.emergency, name="emergency"),
    path("sperringer/", blocks.blocks, name="blocks"),
]
