"""Addresses of emergency sight and blocks."""

from django.urls import path

from likeverd.sight.views import blocks, emergency, grants, who

app_name = "sight"

urlpatterns = [
    path("nodinnsyn/", emergency.emergency, name="emergency"),
    path("tilganger/", grants.grants, name="grants"),
    path("tilganger/hvem/", who.who_could_see, name="who"),
    path("sperringer/", blocks.blocks, name="blocks"),
]
