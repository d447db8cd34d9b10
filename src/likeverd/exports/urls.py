"""Addresses of exports."""

from django.urls import path

from likeverd.exports import views

app_name = "exports"

urlpatterns = [
    path("uttrekk/", views.exports, name="exports"),
    path("uttrekk/<int:export>/", views.fetch, name="fetch"),
    path("uttrekk/<int:export>/slett/", views.end, name="end"),
]
