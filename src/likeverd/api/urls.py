"""Addresses of the API: everything under /api/v1/, with its description in openapi.json."""

from django.urls import path

from likeverd.api.api import api

urlpatterns = [path("", api.urls)]
